"""The faults that a rhythm can have."""

from collections.abc import Iterator

from corvia_engine.music.traditions.fault import Fault
from corvia_engine.music.traditions.tradition import Rhythm
from corvia_local.model.score import TICKS_PER_QUARTER

SHORTEST_BAR, LONGEST_BAR = 2 * TICKS_PER_QUARTER, 8 * TICKS_PER_QUARTER
LOWEST_OSTINATO, HIGHEST_OSTINATO = -7, 14


def rhythm_faults(key: str, rhythm: Rhythm) -> Iterator[Fault]:
    """List a rhythm's faults; `key` is its place in the file."""
    whole = 4 * TICKS_PER_QUARTER
    bar = sum(rhythm.groups) * whole // rhythm.unit
    if not SHORTEST_BAR <= bar <= LONGEST_BAR:
        yield Fault(f"{key}.groups", "a bar lasts from two to eight quarter notes")
    if sum(rhythm.groups) < 2 * rhythm.beat:
        yield Fault(f"{key}.beat", "leaves fewer than two beats a bar")
    if rhythm.arousal[0] > rhythm.arousal[1]:
        yield Fault(f"{key}.arousal", "its first figure lies above its second")
    for place, stroke in enumerate(rhythm.strokes):
        if stroke.bars * bar % len(stroke.hits):
            yield Fault(
                f"{key}.strokes[{place}].hits",
                f"{len(stroke.hits)} equal parts do not fill {stroke.bars} bars in whole ticks",
            )
        if stroke.until_arousal is not None and stroke.until_arousal <= stroke.from_arousal:
            yield Fault(f"{key}.strokes[{place}].until_arousal", "gives way before it joins in")
    for place, ostinato in enumerate(rhythm.ostinati):
        where = f"{key}.ostinati[{place}].steps"
        parts = ostinato.parts()
        if ostinato.bars * bar % len(parts):
            yield Fault(where, f"{len(parts)} equal parts do not fill {ostinato.bars} bars")
        sounding = [step for step in parts if step is not None]
        if not sounding:
            yield Fault(where, "has no step that sounds")
        elif min(sounding) < LOWEST_OSTINATO or max(sounding) > HIGHEST_OSTINATO:
            yield Fault(where, f"goes beyond steps {LOWEST_OSTINATO} to {HIGHEST_OSTINATO}")
