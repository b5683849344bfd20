"""The bars of a song that speak for it, laid into the common bar."""

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from corvia_engine.music.assembly.bar_shape import GRID, laid_into
from corvia_engine.music.assembly.meeting import Meeting
from corvia_engine.music.assembly.portrait import Portrait
from corvia_engine.music.assembly.tone import Tone, moved
from corvia_engine.music.assembly.whole_numbers import clamped, median
from corvia_local.model.score import Note, SectionKind, SungSyllable

LOWEST, HIGHEST = 48, 81
"""The range in which lines are sung: C3 to A5, from a baritone to a soprano."""

PHRASE_BARS = 4

SPAN = 14
"""A voice's range in semitones."""

_ORDER: tuple[SectionKind, ...] = ("chorus", "verse", "bridge", "interlude", "intro", "outro")
_MOST_NOTES, _MOST_SECTIONS, _MOST_CHUNKS = 8000, 16, 4


class Phrasebook:
    """The phrases of one song, most characteristic first: its chorus, then its verses."""

    def __init__(self, portrait: Portrait, meeting: Meeting) -> None:
        self._portrait = portrait
        self._meeting = meeting
        self._notes = _single_line(portrait.tune.notes[:_MOST_NOTES])
        self._starts = [note.start for note in self._notes]
        self._syllables = _first_at_tick(portrait)
        self._windows = self._find_windows()

    def phrase(self, turn: int, bars: int, middle: int) -> tuple[Tone, ...]:
        """Give `bars` bars of melody for the song's turn number `turn` (0 is the most
        characteristic), transposed to the common key, its middle as near to `middle` as octaves
        allow.
        """
        if not self._windows:
            return self._held(bars, middle)
        tones: list[Tone] = []
        filled, place = 0, turn
        while filled < bars:
            start, longest = self._windows[place % len(self._windows)]
            length = min(longest, bars - filled)
            offset = filled * self._meeting.bar.ticks
            tones += [replace(t, start=t.start + offset) for t in self._window(start, length)]
            filled += length
            place += 1
        return in_register(tones, middle)

    def _held(self, bars: int, middle: int) -> tuple[Tone, ...]:
        """Give the common tonic, held: what a song without a note brings."""
        bar = self._meeting.bar.ticks
        key = middle - 6 + (self._meeting.root - middle + 6) % 12
        return tuple(Tone(index * bar, bar, key) for index in range(bars))

    def story(self, turn_round: int, bars: int, middle: int) -> tuple[Tone, ...]:
        """Give a longer turn: a verse's phrase, and then the phrase to which it leads."""
        half = bars // 2
        verse = self.phrase(2 * turn_round + 1, half, middle)
        refrain = self.phrase(2 * turn_round, bars - half, middle)
        return (*verse, *moved(refrain, half * self._meeting.bar.ticks))

    def _find_windows(self) -> list[tuple[int, int]]:
        """List (start tick, bars) of where phrases begin, at most four bars each.

        A section's phrases start in the bar of its first note. The first phrases of all sections
        come before the second ones, choruses before verses; what repeats another phrase's notes
        is left out.
        """
        found: list[tuple[int, int, int]] = []
        ordered = sorted(
            enumerate(self._portrait.score.sections),
            key=lambda item: (_ORDER.index(item[1].kind), item[0]),
        )
        for place, (_, section) in enumerate(ordered[:_MOST_SECTIONS]):
            chunks = self._chunks(section.start, section.end)
            found += [(chunk, place, start) for chunk, start in enumerate(chunks)]
        windows: list[tuple[int, int]] = []
        known: list[tuple[tuple[int, int], ...]] = []
        for _, place, start in sorted(found):
            shape, bars = self._notes_from(start, ordered[place][1].end)
            if shape and shape not in known:
                known.append(shape)
                windows.append((start, bars))
        return windows

    def _chunks(self, begin: int, end: int) -> list[int]:
        """Cut a section's notes into phrases of four bars; give their first ticks."""
        first = bisect_left(self._starts, begin)
        if first == len(self._starts) or self._starts[first] >= end:
            return []
        bar = self._portrait.bar.ticks
        start = begin + (self._starts[first] - begin) // bar * bar
        last = self._starts[bisect_left(self._starts, end) - 1]
        return list(range(start, last + 1, PHRASE_BARS * bar)[:_MOST_CHUNKS])

    def _notes_from(self, start: int, end: int) -> tuple[tuple[tuple[int, int], ...], int]:
        """Give a phrase's onsets with their keys, by which repeats are known, and its bars."""
        bar = self._portrait.bar.ticks
        until = min(end, start + PHRASE_BARS * bar)
        notes = self._notes[bisect_left(self._starts, start) : bisect_left(self._starts, until)]
        if not notes:
            return (), 0
        shape = tuple((note.start - start, note.key) for note in notes)
        return shape, (notes[-1].start - start) // bar + 1

    def _window(self, start: int, bars: int) -> list[Tone]:
        source, target = self._portrait.bar, self._meeting.bar
        until = start + bars * source.ticks
        shift = self._meeting.shift(self._portrait)
        tones: list[Tone] = []
        free = 0
        notes = self._notes[bisect_left(self._starts, start) : bisect_left(self._starts, until)]
        for note in notes:
            begin = max(laid_into(note.start - start, source, target), free)
            end = laid_into(min(note.start + note.duration, until) - start, source, target)
            if begin >= bars * target.ticks:
                break
            end = min(max(end, begin + GRID), bars * target.ticks)
            syllable = self._syllables.get(note.start)
            tones.append(Tone(begin, end - begin, note.key + shift, note.cents, syllable))
            free = begin + GRID
        return _whole_words(_without_overlap(tones))


def _first_at_tick(portrait: Portrait) -> dict[int, SungSyllable]:
    syllables: dict[int, SungSyllable] = {}
    for syllable in portrait.score.syllables:
        syllables.setdefault(syllable.tick, syllable)
    return syllables


def _single_line(notes: Sequence[Note]) -> list[Note]:
    """Keep one note an onset, the highest."""
    highest: dict[int, Note] = {}
    for note in notes:
        if note.start not in highest or note.key > highest[note.start].key:
            highest[note.start] = note
    return [highest[start] for start in sorted(highest)]


def _without_overlap(tones: list[Tone]) -> list[Tone]:
    return [
        replace(tone, duration=min(tone.duration, following.start - tone.start))
        for tone, following in itertools.pairwise(tones)
    ] + tones[-1:]


def _whole_words(tones: list[Tone]) -> list[Tone]:
    """Take the syllables from words that the window cuts; their notes stay, as vocalise."""
    sung = [index for index, tone in enumerate(tones) if tone.syllable is not None]
    cut: list[int] = []
    for index in sung:
        if _syllable(tones[index]).begins_word:
            break
        cut.append(index)
    for index in reversed(sung):
        if _syllable(tones[index]).ends_word:
            break
        cut.append(index)
    return [
        replace(tone, syllable=None) if index in cut else tone for index, tone in enumerate(tones)
    ]


def _syllable(tone: Tone) -> SungSyllable:
    if tone.syllable is None:
        raise AssertionError("only sung tones are asked for their syllable")
    return tone.syllable


def in_register(tones: Sequence[Tone], middle: int) -> tuple[Tone, ...]:
    """Move a phrase by octaves towards `middle`, and what leaves its 14 semitones back inside."""
    if not tones:
        return ()
    centre = median(tone.key for tone in tones)
    octaves = (middle - centre + 6) // 12
    moved = [tone.key + 12 * octaves for tone in tones]
    low = window_of(moved)[0]
    return tuple(
        replace(tone, key=_folded(key, low)) for tone, key in zip(tones, moved, strict=True)
    )


def window_of(keys: Sequence[int]) -> tuple[int, int]:
    """Choose the 14 semitones within the sung range that hold most of the keys; ties go to where
    the keys' middle lies best.
    """
    centre = median(keys)
    lows = range(LOWEST, HIGHEST - SPAN + 1)
    low = max(
        lows,
        key=lambda at: (
            sum(at <= key <= at + SPAN for key in keys),
            -abs(at + SPAN // 2 - centre),
            -at,
        ),
    )
    return low, low + SPAN


def _folded(key: int, low: int) -> int:
    while key < low:
        key += 12
    while key > low + SPAN:
        key -= 12
    return clamped(key, low, low + SPAN)
