"""Written notes cut at bar lines and beats into values that notation can show."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corvia_engine.sound.quantising import SIXTEENTHS, TRIPLETS, WrittenNote
from corvia_local.model.score import TICKS_PER_QUARTER, Meter


@dataclass(frozen=True)
class Value:
    """A note value: MusicXML's type, dots, and whether it is one of three in the time of two."""

    type: str
    dots: int = 0
    triplet: bool = False


VALUES = {
    1920: Value("whole"),
    1440: Value("half", 1),
    960: Value("half"),
    720: Value("quarter", 1),
    480: Value("quarter"),
    360: Value("eighth", 1),
    320: Value("quarter", triplet=True),
    240: Value("eighth"),
    180: Value("16th", 1),
    160: Value("eighth", triplet=True),
    120: Value("16th"),
    60: Value("32nd"),
    40: Value("32nd", triplet=True),
    20: Value("64th", triplet=True),
}
"""Note values by their length in ticks, the longest first."""


@dataclass(frozen=True)
class Piece:
    """A stretch of one bar: a note, chord or (`written` is None) rest of one value.

    `goes_on`: it continues the piece before. `tied`: the next piece continues it.
    """

    start: int
    end: int
    value: Value
    written: WrittenNote | None
    goes_on: bool = False
    tied: bool = False


def bar_pieces(written: Sequence[WrittenNote], meter: Meter, end: int) -> Iterator[list[Piece]]:
    """Give the pieces of each bar, rests included, until all notes and `end` are covered."""
    last = max([end, *(note.end for note in written[-1:])])
    bars = -(-last // meter.bar_ticks)
    spans = _with_rests(written, bars * meter.bar_ticks)
    pieces = (piece for start, until, note in spans for piece in _cut(start, until, note, meter))
    by_bar = itertools.groupby(pieces, key=lambda piece: piece.start // meter.bar_ticks)
    for _, group in by_bar:
        yield list(group)


def _with_rests(
    written: Sequence[WrittenNote], end: int
) -> Iterator[tuple[int, int, WrittenNote | None]]:
    at = 0
    for note in written:
        if note.start > at:
            yield at, note.start, None
        yield note.start, note.end, note
        at = note.end
    if at < end:
        yield at, end, None


def _cut(start: int, end: int, note: WrittenNote | None, meter: Meter) -> Iterator[Piece]:
    at = start
    while at < end:
        length = _longest_value(at, end, meter)
        until = at + length
        tied = note is not None and until < end
        yield Piece(at, until, VALUES[length], note, note is not None and at > start, tied)
        at = until


def _longest_value(at: int, end: int, meter: Meter) -> int:
    """Give the longest value from `at` within the bar; off the beat it stays within the beat."""
    bar = at // meter.bar_ticks * meter.bar_ticks
    beats = _beats(meter)
    place = at - bar
    limit = min(end - at, meter.bar_ticks - place)
    if place not in beats:
        limit = min(limit, next(beat for beat in beats if beat > place) - place)
    short_enough = [length for length in VALUES if length <= limit]
    return next((length for length in short_enough if _fits(place, length)), short_enough[0])


def _fits(place: int, length: int) -> bool:
    """Whether a value suits its place: triplets only on thirds, and nothing else on them."""
    within = place % TICKS_PER_QUARTER
    on_third = within % TRIPLETS == 0 and within % SIXTEENTHS != 0
    third = VALUES[length].triplet
    return third if on_third else not third or within == 0


def _beats(meter: Meter) -> list[int]:
    """Give the ticks of a bar's beats, and its end: quarters, or in eighths the groups."""
    unit = TICKS_PER_QUARTER * 4 // meter.unit
    groups = meter.groups if meter.unit >= 8 else (1,) * meter.beats
    return [0, *(unit * beats for beats in itertools.accumulate(groups))]
