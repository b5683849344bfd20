"""The notes that a voice sings: each syllable's pitches in time, line by line."""

import bisect
from dataclasses import dataclass

from corvia_engine.sound.sung_lines import SungLine, sung_lines
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import Note, Score

_SLUR_TICKS = 60
"""A further note of a melisma begins no later than this after the one before ended."""


@dataclass(frozen=True)
class SungTone:
    """A pitch in cents above MIDI key 0, sung from `start` to `end` in seconds at `velocity`."""

    start: float
    end: float
    cents: int
    velocity: int


@dataclass(frozen=True)
class VocalLine:
    """A line's words as they are spoken, and for each of its sung syllables one tone or more."""

    words: tuple[str, ...]
    syllables_in_word: tuple[int, ...]
    tones: tuple[tuple[SungTone, ...], ...]

    @property
    def text(self) -> str:
        """The line in one piece."""
        return " ".join(self.words)


def vocal_lines(score: Score) -> list[VocalLine]:
    """Give the lines that are sung, in order; none where the melody has no notes."""
    notes = score.melody.notes
    if not notes:
        return []
    clock = TempoMap(score)
    starts = [note.start for note in notes]
    return [_vocal_line(line, notes, starts, clock) for line in sung_lines(score)]


def _vocal_line(
    line: SungLine, notes: tuple[Note, ...], starts: list[int], clock: TempoMap
) -> VocalLine:
    words, counts = _words(line)
    tones = []
    for place, syllable in enumerate(line.syllables):
        first = max(0, bisect.bisect_right(starts, syllable.tick) - 1)
        last = first + 1
        if place + 1 < len(line.syllables):
            following = line.syllables[place + 1].tick
            while last < len(notes) and starts[last] < following and _slurred(notes, last):
                last += 1
        tones.append(tuple(_tone(note, syllable.tick, clock) for note in notes[first:last]))
    return VocalLine(words, counts, tuple(tones))


def _slurred(notes: tuple[Note, ...], place: int) -> bool:
    before = notes[place - 1]
    return before.start < notes[place].start <= before.start + before.duration + _SLUR_TICKS


def _tone(note: Note, not_before: int, clock: TempoMap) -> SungTone:
    start = max(note.start, not_before)
    end = max(note.start + note.duration, start + 1)
    return SungTone(
        clock.seconds(start), clock.seconds(end), 100 * note.key + note.cents, note.velocity
    )


def _words(line: SungLine) -> tuple[tuple[str, ...], tuple[int, ...]]:
    words: list[str] = []
    counts: list[int] = []
    begins = True
    for syllable in line.syllables:
        if begins:
            words.append("")
            counts.append(0)
        words[-1] += syllable.text
        counts[-1] += 1
        begins = syllable.ends_word
    return tuple(words), tuple(counts)
