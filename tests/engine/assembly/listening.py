"""Measures of what is heard in an assembled score."""

import itertools
from collections.abc import Iterator

from corvia_engine.music.assembly.bar_shape import shape_of
from corvia_local.model.score import Note, Score


def strong_beats(score: Score) -> Iterator[int]:
    """Give the tick of every accent."""
    bar = shape_of(score.meter)
    for line in range(0, score.end, bar.ticks):
        for accent in bar.accents:
            yield line + accent


def sounding(score: Score, tick: int) -> list[int]:
    """Give the distinct keys that sound at a tick in the pitched parts."""
    return sorted(
        {
            note.key
            for part in score.parts
            if part.role != "percussion"
            for note in part.notes
            if note.start <= tick < note.start + note.duration
        }
    )


def share_of_rubs(score: Score) -> float:
    """Give the share of minor seconds, minor ninths and tritones on strong beats."""
    pairs = [
        high - low
        for tick in strong_beats(score)
        for low, high in itertools.combinations(sounding(score, tick), 2)
    ]
    return sum(d in (1, 13) or d % 12 == 6 for d in pairs) / len(pairs)


def longest_silence(score: Score) -> int:
    """Give the longest stretch, in ticks, in which no part sounds."""
    notes = sorted((n.start, n.start + n.duration) for p in score.parts for n in p.notes)
    longest, end = 0, 0
    for begin, until in notes:
        longest, end = max(longest, begin - end), max(end, until)
    return longest


def notes_within(score: Score, section: str, role: str) -> list[Note]:
    """Give the notes of all parts of a role that start within a section named so."""
    mark = next(mark for mark in score.sections if mark.name == section)
    return [
        note
        for part in score.parts
        if part.role == role
        for note in part.notes
        if mark.start <= note.start < mark.end
    ]
