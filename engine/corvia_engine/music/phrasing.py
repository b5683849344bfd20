"""How lines of a lyric are laid out in phrases of two or four bars."""

import itertools
from dataclasses import dataclass

from corvia_engine.music.melody.writing import most_notes
from corvia_engine.music.traditions.tradition import Rhythm
from corvia_local.model.lyric import Lyric, LyricLine, Stanza
from corvia_local.model.plan import SectionPlan
from corvia_local.model.score import Meter

BREATH = 240
"""Silence left at the end of a phrase, in ticks: an eighth note."""
SHORT, LONG = 2, 4


@dataclass(frozen=True)
class Phrase:
    """Syllables `first` to `last` (exclusive) of a stanza's line, sung in `bars` bars.

    `held` are the phrase's notes, by their place, that carry on the syllable before: none in a
    song as it is composed, some where the person divided a note.
    """

    line: int
    first: int
    last: int
    bars: int
    held: tuple[int, ...] = ()


def meter_of(rhythm: Rhythm) -> Meter:
    """Give a rhythm's metre."""
    return Meter(rhythm.groups, rhythm.unit)


def beat_ticks(rhythm: Rhythm) -> int:
    """Give the length of a rhythm's felt beat in ticks."""
    return rhythm.beat * 480 * 4 // rhythm.unit


def comfortable(rhythm: Rhythm, bars: int) -> int:
    """Tell how many syllables sing well in so many bars.

    One and a half a beat, two where the beat is in three: below four syllables a second, the
    usual rate of speech, even at the fastest tempo.
    """
    meter = meter_of(rhythm)
    beats = bars * meter.bar_ticks // beat_ticks(rhythm)
    singable = 2 * beats if rhythm.beat == 3 else 3 * beats // 2
    return min(singable, most_notes(meter, bars, BREATH))


def phrases_of(stanza: Stanza, rhythm: Rhythm) -> tuple[Phrase, ...]:
    """Lay out a stanza: a line a phrase; lines too long for four bars are cut between words."""
    return tuple(
        phrase
        for index, line in enumerate(stanza.lines)
        for phrase in _phrases_of_line(index, line, rhythm)
    )


def layout_of(section: SectionPlan, lyric: Lyric, rhythm: Rhythm) -> tuple[Phrase, ...]:
    """Give a section's phrases: as they were laid out when its words were changed, else as its
    stanza's syllables ask; none where nothing is sung.
    """
    if section.layout:
        return tuple(Phrase(*place) for place in section.layout)
    if section.stanza is None:
        return ()
    return phrases_of(lyric.stanzas[section.stanza], rhythm)


def _phrases_of_line(index: int, line: LyricLine, rhythm: Rhythm) -> list[Phrase]:
    borders = _borders(line, comfortable(rhythm, LONG))
    return [
        Phrase(index, first, last, _bars(last - first, rhythm))
        for first, last in itertools.pairwise(borders)
    ]


def _bars(syllables: int, rhythm: Rhythm) -> int:
    return SHORT if syllables <= comfortable(rhythm, SHORT) else LONG


def _borders(line: LyricLine, most: int) -> list[int]:
    """Cut a line into pieces of about equal size, none longer than `most`."""
    count = len(line.syllables)
    borders = [0] if count else []
    while borders and borders[-1] < count:
        left = count - borders[-1]
        pieces = -(-left // most)
        borders.append(_border_near(line, borders[-1], -(-left // pieces), most))
    return borders


def _border_near(line: LyricLine, begin: int, wished: int, most: int) -> int:
    """Find the word's end nearest to `wished` syllables after `begin`, at most `most` after it."""
    last = min(len(line.syllables), begin + most)
    ends = [at for at in range(begin + 1, last + 1) if line.syllables[at - 1].ends_word]
    return min(ends, key=lambda at: (abs(at - begin - wished), at), default=last)
