"""Turn a text into a lyric: the person's own lines, and their reframe as the chorus."""

import itertools
import re
from collections.abc import Sequence

from corvia_engine.lyrics.given import lyric_from_lines
from corvia_engine.lyrics.languages import language_of
from corvia_engine.lyrics.phrasing import IDEAL_LINE, cut_into_lines
from corvia_engine.lyrics.selecting import Unit, units_of, without_fillers
from corvia_engine.lyrics.syllables import singable, syllable_count, syllables_of_line
from corvia_engine.lyrics.titles import UNTITLED, title_of
from corvia_engine.lyrics.verses import MOST_VERSE_LINES, verses_of
from corvia_engine.words.sentences import split_sentences
from corvia_local.errors import BadInput
from corvia_local.model.lyric import Lyric, LyricLine, Origin, Stanza
from corvia_local.model.reflection import Reflection

__all__ = ["NothingToSing", "lyric_from_lines", "lyric_from_text"]

MOST_VERSES = 3
MOST_CHORUS_LINES = 4
ENOUGH_FOR_A_BRIDGE = 9

_END_SIGNS = " .,;:–—-"
_BEGINNING = re.compile(r"(?:^|[.!?]\s)\W*\w")
_LONE_I = re.compile(r"(?<![\w'’.-])i(?=$|[\s,.!?;:]|['’](?:m|ve|d|ll)\b)")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))


class NothingToSing(BadInput):
    """The text holds no words that a song can carry."""


def lyric_from_text(
    text: str,
    reflection: Reflection,
    reframe: str | None = None,
    title: str | None = None,
    *,
    with_all_sentences: bool = False,
) -> Lyric:
    """Write a lyric out of a text's own words.

    Verses follow the text's order: two or three of two to four lines, with a bridge where a longer
    text turns. The chorus is the reframe, else the person's most hopeful sentence. Words are left
    out, never added; numbers are spelt. Sentences that speak of harm to oneself are not sung
    unless `with_all_sentences`. Raises NothingToSing where no line is left.
    """
    units = units_of(
        text, with_all_sentences=with_all_sentences or reflection.crisis.level == "none"
    )
    chorus = _chorus_of_reframe(reframe) if reframe and reframe.strip() else []
    origin: Origin = "reframe" if chorus else "own words"
    if not chorus and units:
        chosen = _most_hopeful(units)
        chorus = list(units[chosen].lines[:MOST_CHORUS_LINES])
        if sum(len(unit.lines) for unit in units) - len(units[chosen].lines) >= MOST_VERSE_LINES:
            units = units[:chosen] + units[chosen + 1 :]
    if not chorus:
        raise NothingToSing(
            "There are no words here that a song can carry yet. Write a sentence of your own first."
        )
    verses, bridge = _arranged(units)
    if len(chorus) == 1:
        chorus = chorus * 2
    language = language_of(text)
    stanzas = [_stanza("verse", verse, "own words", language) for verse in verses]
    stanzas.insert(min(1, len(stanzas)), _stanza("chorus", chorus, origin, language))
    if bridge:
        stanzas.append(_stanza("bridge", bridge, "own words", language))
    named = (
        title.strip()[:200]
        if title and title.strip()
        else title_of(chorus) or title_of(list(itertools.chain.from_iterable(verses))) or UNTITLED
    )
    return Lyric(named, tuple(stanzas))


def _chorus_of_reframe(reframe: str) -> list[str]:
    """Cut the reframe into at most four lines, whole sentences first."""
    lines: list[str] = []
    for start, end in split_sentences(reframe):
        own = cut_into_lines(without_fillers(reframe[start:end]))
        if lines and len(lines) + len(own) > MOST_CHORUS_LINES:
            break
        lines += own
    return lines[:MOST_CHORUS_LINES]


def _most_hopeful(units: Sequence[Unit]) -> int:
    """Choose the sentence for the chorus: it lifts, it says something, it is short enough, and it
    stands late rather than early.
    """

    def score(index: int) -> float:
        unit = units[index]
        late = index / max(1, len(units) - 1)
        too_long = max(0, len(unit.lines) - 3)
        too_short = sum(map(syllable_count, unit.lines)) < IDEAL_LINE
        said = 1.5 * unit.hope + 0.5 * unit.weight + 0.3 * late
        return said - 0.5 * too_long - 5 * too_short

    return max(range(len(units)), key=lambda index: (score(index), -index))


def _arranged(units: Sequence[Unit]) -> tuple[list[list[str]], list[str]]:
    """Lay units out as verses and perhaps a bridge."""
    place = _turn(units)
    if place is None:
        return verses_of(units, MOST_VERSES), []
    others = [*units[:place], *units[place + 1 :]]
    return verses_of(others, MOST_VERSES - 1), list(units[place].lines)


def _turn(units: Sequence[Unit]) -> int | None:
    """Find the last sentence in the second half of a longer text at which it turns."""
    if sum(len(unit.lines) for unit in units) < ENOUGH_FOR_A_BRIDGE:
        return None
    for index in range(len(units) - 1, len(units) // 2 - 1, -1):
        if units[index].turns and 1 < len(units[index].lines) <= MOST_VERSE_LINES:
            return index
    return None


def _stanza(kind: str, lines: Sequence[str], origin: Origin, language: str) -> Stanza:
    made = [
        LyricLine(text, syllables_of_line(text, language), origin) for text in map(_tidy, lines)
    ]
    return Stanza(kind, tuple(made))  # type: ignore[arg-type]


def _tidy(line: str) -> str:
    """Begin a line with a capital, end it without comma or full stop, and drop half a pair of
    quotation marks or brackets.
    """
    text = singable(line)
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = text.strip().rstrip(_END_SIGNS) or text
    text = _BEGINNING.sub(lambda match: match.group().upper(), text)
    return _LONE_I.sub("I", text)
