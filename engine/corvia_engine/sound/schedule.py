"""A score as a list of note-ons and note-offs in the synthesizer's blocks of frames."""

import operator
from collections.abc import Iterator
from typing import NamedTuple

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.lanes import deal_into_lanes, same_key_other_cents
from corvia_engine.sound.synthesizer import BLOCK, PARTS
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import Note, Part, Score

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
    clock = TempoMap(score)
    events = [
        event for number, part in enumerate(score.parts) for event in _events(part, number, clock)
    ]
    events.sort(key=operator.itemgetter(slice(0, 4)))
    return events


def channels_of(number: int) -> range:
    """Give the channels that a part's lanes take."""
    return range(number, number + PARTS * LANES, PARTS)


def _events(part: Part, number: int, clock: TempoMap) -> Iterator[SoundEvent]:
    channels = channels_of(number)
    lanes = deal_into_lanes(part.notes, same_key_other_cents, LANES)
    least = _DRUM_RING if part.role == "percussion" else 1
    taken_over: dict[tuple[int, int], int] = {}
    for note, lane in zip(reversed(part.notes), reversed(lanes), strict=True):
        start = _block(clock, note.start)
        end = max(_block(clock, note.start + note.duration), start + least)
        end = min(end, taken_over.get((lane, note.key), end))
        taken_over[lane, note.key] = start
        channel = channels[lane]
        yield _attack(start, channel, note)
        if end > start:
            yield SoundEvent(end, _RELEASE, channel, note.key, 0, 0)


def _attack(block: int, channel: int, note: Note) -> SoundEvent:
    return SoundEvent(block, _ATTACK, channel, note.key, note.cents, note.velocity)


def _block(clock: TempoMap, tick: int) -> int:
    return (clock.frame(tick) + BLOCK // 2) // BLOCK
