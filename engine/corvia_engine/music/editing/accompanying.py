"""Let the accompaniment follow a change, and leave every bar of it that need not."""

import msgspec

from corvia_engine.music.arranging import arrange
from corvia_engine.music.harmony import Harmony
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tune import SectionTune
from corvia_engine.music.varying.scope import EARLY, Scope
from corvia_engine.music.varying.splicing import spliced
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Note, Part, Role, Score

ROUGHLY = 30
"""Ticks within which two onsets are the same playing (small irregularities of touch)."""

Tunes = tuple[SectionTune, ...]
Harmonies = tuple[tuple[Harmony, ...], ...]


def follow(
    plan: SongPlan,
    score: Score,
    tradition: Tradition,
    before: tuple[Tunes, Harmonies],
    after: tuple[Tunes, Harmonies],
    keep: frozenset[Role],
) -> tuple[Score, frozenset[int]]:
    """Arrange a song as it was and as it is; put in what differs, bar by bar and part by part.

    `keep` are the parts that stay as they are. Gives the score and the bars, from 0, in which
    anything moved.
    """
    old, _ = arrange(plan, tradition, *before)
    new, _ = arrange(plan, tradition, *after)
    arranged = {part.role: part for part in new}
    was = {part.role: part for part in old}
    bar = plan.meter.bar_ticks
    moved: set[int] = set()
    parts: list[Part] = []
    for part in score.parts:
        fresh = arranged.get(part.role)
        if part.role in keep or fresh is None or part.role not in was:
            parts.append(part)
            continue
        bars = _differing(was[part.role].notes, fresh.notes, bar)
        moved |= bars
        notes = part.notes
        if bars:
            notes = spliced(part.notes, fresh.notes, Scope(bar, frozenset(bars), frozenset()))
        parts.append(msgspec.structs.replace(part, notes=notes))
    return msgspec.structs.replace(score, parts=tuple(parts)), frozenset(moved)


def _differing(old: tuple[Note, ...], new: tuple[Note, ...], bar: int) -> set[int]:
    return {place for place, *_ in _rough(old, bar) ^ _rough(new, bar)}


def _rough(notes: tuple[Note, ...], bar: int) -> set[tuple[int, int, int]]:
    return {
        ((n.start + EARLY) // bar, (n.start + EARLY) // ROUGHLY, 100 * n.key + n.cents)
        for n in notes
    }
