"""Turn a text into a lyric: the person's own lines, and their reframe as the chorus."""

import itertools
import re
from collections.abc import Sequence

from corvia_engine.lyrics.given import lyric_from_lines
from corvia_engine.lyrics.languages import language_of
from corvia_engine.lyrics.phrasing import IDEAL_LINE, Cut, ways_to_cut, whole_ways
from corvia_engine.lyrics.selecting import Unit, units_of, without_fillers
from corvia_engine.lyrics.syllables import singable, syllable_count, syllables_of_line
from corvia_engine.lyrics.titles import UNTITLED, title_of
from corvia_engine.lyrics.verses import MOST_VERSE_LINES, Singing, best_together, verses_of
from corvia_engine.words.sentences import split_sentences
from corvia_local.errors import BadInput
from corvia_local.model.lyric import Lyric, LyricLine, Origin, Stanza
from corvia_local.model.reflection import Reflection

__all__ = ["NothingToSing", "lyric_from_lines", "lyric_from_text"]

MOST_VERSES = 3
MOST_CHORUS_LINES = 4
ENOUGH_FOR_A_BRIDGE = 9
LEAST_HOPE = 0.1
MOST_LESS_HOPE = 0.25
MOST_FOR_CHORUS = 6
"""What both of two sentences have of `Unit.hope` at least, to be a chorus together; how much less
than the most hopeful one; and how many such are tried.
"""

SOUND = 0.05
MOST_FOR_SOUND = 0.45
"""What it counts for a chorus how its lines sound together, and at most."""

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
    with_edits: bool = False,
) -> Lyric:
    """Write a lyric out of a text's own words.

    Verses follow the text's order: two or three of two to four lines, with a bridge where a longer
    text turns. The chorus is the reframe, else what is most hopeful in the text. Sentences and line
    breaks are chosen so that lines rhyme where they can; `with_edits` counts rhymes that an edit
    will bring (`drafting.draft_of`), while these lines stay as written. Words are left out, never
    added; numbers are spelt. Sentences that speak of harm to oneself are not sung unless
    `with_all_sentences`. Raises NothingToSing where no line is left.
    """
    language = language_of(text)
    singing = Singing(language, with_edits)
    units = units_of(
        text,
        language,
        with_all_sentences=with_all_sentences or reflection.crisis.level == "none",
    )
    chorus = _chorus_of_reframe(reframe, singing) if reframe and reframe.strip() else []
    origin: Origin = "reframe" if chorus else "own words"
    if not chorus and units:
        chosen, chorus = _own_chorus(units, singing)
        left = [unit for place, unit in enumerate(units) if place not in chosen]
        if sum(len(unit.lines) for unit in left) >= MOST_VERSE_LINES:
            units = left
    if not chorus:
        raise NothingToSing(
            "There are no words here that a song can carry yet. Write a sentence of your own first."
        )
    verses, bridge = _arranged(units, singing)
    if len(chorus) == 1:
        chorus = chorus * 2
    stanzas = [_stanza("verse", verse, "own words", language) for verse in verses]
    stanzas.insert(min(1, len(stanzas)), _stanza("chorus", chorus, origin, language))
    if bridge:
        stanzas.append(_stanza("bridge", bridge, "own words", language))
    named = (
        title.strip()[:200]
        if title and title.strip()
        else title_of(chorus, language)
        or title_of(list(itertools.chain.from_iterable(verses)), language)
        or UNTITLED
    )
    return Lyric(named, tuple(stanzas))


def _chorus_of_reframe(reframe: str, singing: Singing) -> list[str]:
    """Cut the reframe into at most four lines, whole sentences first, as they rhyme best."""
    ways: list[tuple[Cut, ...]] = []
    count = 0
    for start, end in split_sentences(reframe):
        found = ways_to_cut(without_fillers(reframe[start:end]), singing.language)
        count += len(found[0].lines) if found else 0
        if ways and count > MOST_CHORUS_LINES:
            break
        if found:
            ways.append(whole_ways(found))
    return best_together(ways, MOST_CHORUS_LINES, singing)


def _own_chorus(units: Sequence[Unit], singing: Singing) -> tuple[tuple[int, ...], list[str]]:
    """Choose the chorus: a sentence that lifts, or two that do, as they sound best together.

    Gives the places of the sentences and the lines.
    """
    lifts = [_lift(units, place) for place in range(len(units))]
    least = max(LEAST_HOPE, max(unit.hope for unit in units) - MOST_LESS_HOPE)
    lifting = sorted(
        (place for place, unit in enumerate(units) if unit.hope >= least),
        key=lambda place: (-lifts[place], place),
    )[:MOST_FOR_CHORUS]
    choices: list[tuple[int, ...]] = [(place,) for place in range(len(units))]
    choices += itertools.combinations(sorted(lifting), 2)
    best: tuple[float, tuple[int, ...], list[str]] | None = None
    for chosen in sorted(choices, key=lambda one: (-max(lifts[k] for k in one), len(one), one)):
        said = max(lifts[place] for place in chosen)
        if best is not None and said + MOST_FOR_SOUND <= best[0]:
            break
        if len(chosen) > 1 and sum(len(units[k].lines) for k in chosen) >= MOST_CHORUS_LINES:
            continue
        ways = [whole_ways(units[place].ways) for place in chosen]
        lines = best_together(ways, MOST_CHORUS_LINES, singing)
        sound = SOUND * singing.value(lines if len(lines) > 1 else lines * 2)
        value = round(said + min(MOST_FOR_SOUND, sound), 6)
        if best is None or value > best[0]:
            best = (value, chosen, lines)
    return (best[1], best[2]) if best else ((), [])


def _lift(units: Sequence[Unit], index: int) -> float:
    """Value a sentence for the chorus: it lifts, it says something, it is short enough, and it
    stands late rather than early.
    """
    unit = units[index]
    late = index / max(1, len(units) - 1)
    too_long = max(0, len(unit.lines) - 3)
    too_short = sum(map(syllable_count, unit.lines)) < IDEAL_LINE
    said = 1.5 * unit.hope + 0.5 * unit.weight + 0.3 * late
    return said - 0.5 * too_long - 5 * too_short


def _arranged(units: Sequence[Unit], singing: Singing) -> tuple[list[list[str]], list[str]]:
    """Lay units out as verses and perhaps a bridge."""
    place = _turn(units)
    if place is None:
        return verses_of(units, MOST_VERSES, singing), []
    others = [*units[:place], *units[place + 1 :]]
    bridge = best_together([whole_ways(units[place].ways)], MOST_VERSE_LINES, singing)
    return verses_of(others, MOST_VERSES - 1, singing), bridge


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
