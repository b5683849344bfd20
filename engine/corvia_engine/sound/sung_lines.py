"""The words as they are sung: lines and words in time."""

from collections.abc import Iterator
from dataclasses import dataclass

from corvia_local.model.score import Score, SungSyllable


@dataclass(frozen=True)
class SungWord:
    """A word as written, sung from `tick` to `end`."""

    tick: int
    end: int
    text: str


@dataclass(frozen=True)
class SungLine:
    """One line each time that it is sung: its syllables in order."""

    text: str
    syllables: tuple[SungSyllable, ...]

    @property
    def tick(self) -> int:
        """Where the line begins."""
        return self.syllables[0].tick

    @property
    def end(self) -> int:
        """Where its last syllable ends."""
        return self.syllables[-1].tick + self.syllables[-1].duration

    def words(self) -> Iterator[SungWord]:
        """Give the line's words: syllables joined until one ends a word, or the line."""
        held: list[SungSyllable] = []
        for syllable in self.syllables:
            held.append(syllable)
            if syllable.ends_word or syllable is self.syllables[-1]:
                end = syllable.tick + syllable.duration
                yield SungWord(held[0].tick, end, "".join(s.text for s in held))
                held = []


def sung_lines(score: Score) -> list[SungLine]:
    """Cut the syllables into lines.

    A line ends where the next syllable belongs to another line, or where the line's letters have
    all been sung: so a line that is sung twice in a row counts twice.
    """
    lines: list[SungLine] = []
    held: list[SungSyllable] = []
    letters = 0
    for syllable in score.syllables:
        if held and (syllable.line != held[-1].line or _is_sung(held[-1], letters, score)):
            lines.append(_line(held, score))
            held, letters = [], 0
        held.append(syllable)
        letters += _letters(syllable.text)
    if held:
        lines.append(_line(held, score))
    return lines


def _line(held: list[SungSyllable], score: Score) -> SungLine:
    return SungLine(score.lines[held[0].line], tuple(held))


def _is_sung(last: SungSyllable, letters: int, score: Score) -> bool:
    return last.ends_word and letters >= _letters(score.lines[last.line]) > 0


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
