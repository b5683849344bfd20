"""A score as a list of note-ons and note-offs in the synthesizer's blocks of frames, all at once
or stretch by stretch while it is still being written.
"""

import operator
from collections.abc import Sequence
from typing import NamedTuple

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.lanes import deal_into_lanes, same_key_other_cents
from corvia_engine.sound.synthesizer import BLOCK, PARTS
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import Note, Score
from corvia_local.model.stretch import Stretch

LANES = 2
_RELEASE, _ATTACK = 0, 1
_DRUM_RING = SAMPLE_RATE // BLOCK
"""A struck drum or cymbal rings for a second at least, whatever length was written."""


class SoundEvent(NamedTuple):
    """A key pressed (velocity above 0) or released (velocity 0) at a block of frames."""

    block: int
    order: int
    channel: int
    key: int
    cents: int
    velocity: int


def schedule(score: Score) -> list[SoundEvent]:
    """Give a score's events in the order in which to play them; releases come before attacks."""
    return Scheduler(score).add(whole_of(score))


def whole_of(score: Score) -> Stretch:
    """Give a finished score as its only stretch."""
    return Stretch(tuple(part.notes for part in score.parts), None)


def channels_of(number: int) -> range:
    """Give the channels that a part's lanes take."""
    return range(number, number + PARTS * LANES, PARTS)


class Scheduler:
    """Schedules stretch after stretch of a score, of which `frame` has the tempo and the parts.

    All events together are those of the finished score.
    """

    def __init__(self, frame: Score) -> None:
        self._clock = TempoMap(frame)
        self._parts = [
            _PartSchedule(number, self._clock, drums=part.role == "percussion")
            for number, part in enumerate(frame.parts)
        ]
        self._begun = 0

    def add(self, stretch: Stretch) -> list[SoundEvent]:
        """Give the events of a stretch, in their order."""
        until = None if stretch.until is None else _block(self._clock, stretch.until)
        events = [
            event
            for part, notes in zip(self._parts, stretch.notes, strict=True)
            for event in part.add(notes, self._begun, until)
        ]
        events.sort(key=operator.itemgetter(slice(0, 4)))
        self._begun = until or 0
        return events


class _PartSchedule:
    """One part; `open` are its notes, each with its lane, that have events still to come."""

    def __init__(self, number: int, clock: TempoMap, *, drums: bool) -> None:
        self._channels = channels_of(number)
        self._clock = clock
        self._least = _DRUM_RING if drums else 1
        self._open: list[tuple[Note, int]] = []

    def add(self, notes: Sequence[Note], begin: int, until: int | None) -> list[SoundEvent]:
        """Take the next notes; give the events from block `begin` up to block `until`."""
        held = _cut_where_struck_again(self._open, notes)
        lanes = deal_into_lanes(notes, same_key_other_cents, LANES, held)
        playing = [*held, *zip(notes, lanes, strict=True)]
        events: list[SoundEvent] = []
        self._open = []
        taken_over: dict[tuple[int, int], int] = {}
        for note, lane in reversed(playing):
            start = _block(self._clock, note.start)
            end = max(_block(self._clock, note.start + note.duration), start + self._least)
            end = min(end, taken_over.get((lane, note.key), end))
            taken_over[lane, note.key] = start
            channel = self._channels[lane]
            if start >= begin and (until is None or start < until):
                events.append(_attack(start, channel, note))
            if end > start and end >= begin and (until is None or end < until):
                events.append(SoundEvent(end, _RELEASE, channel, note.key, 0, 0))
            if until is not None and end >= until:
                self._open.append((note, lane))
        self._open.reverse()
        return events


def _cut_where_struck_again(
    held: list[tuple[Note, int]], notes: Sequence[Note]
) -> list[tuple[Note, int]]:
    """End held notes where one of the next strikes their key."""
    struck = {note.key: note.start for note in reversed(notes)} if held else {}
    cut = []
    for note, lane in held:
        end = note.start + note.duration
        length = max(1, min(end, struck.get(note.key, end)) - note.start)
        cut.append((Note(note.start, length, note.key, note.cents, note.velocity), lane))
    return cut


def _attack(start: int, channel: int, note: Note) -> SoundEvent:
    return SoundEvent(start, _ATTACK, channel, note.key, note.cents, note.velocity)


def _block(clock: TempoMap, tick: int) -> int:
    return (clock.frame(tick) + BLOCK // 2) // BLOCK
