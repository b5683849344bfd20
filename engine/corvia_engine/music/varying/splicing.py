"""Put new notes into an old part: within the scope the new ones sound, elsewhere the old."""

import msgspec

from corvia_engine.music.touch import in_order
from corvia_engine.music.varying.scope import Scope
from corvia_local.model.score import Note, Part

RINGING_OVER = 60
"""Ticks by which a note may ring over a border as it is; longer ones are cut there."""


def spliced(old: tuple[Note, ...], new: tuple[Note, ...], scope: Scope) -> tuple[Note, ...]:
    """Give the old notes outside the scope and the new ones in it; held notes are cut between."""
    borders = sorted({tick for run in scope.runs() for tick in run})
    kept = [n for note in old for n in _cut(note, borders) if not scope.holds(n.start)]
    taken = [n for note in new for n in _cut(note, borders) if scope.holds(n.start)]
    return tuple(in_order(kept + taken))


def _cut(note: Note, borders: list[int]) -> list[Note]:
    """Cut a note where it is held over a border."""
    pieces = []
    for border in borders:
        end = note.start + note.duration
        if note.start < border - RINGING_OVER and end > border + RINGING_OVER:
            pieces.append(_lasting(note, note.start, border))
            note = _lasting(note, border, end)
    return [*pieces, note]


def _lasting(note: Note, start: int, end: int) -> Note:
    return Note(start, end - start, note.key, note.cents, note.velocity)


def spliced_parts(old: tuple[Part, ...], new: tuple[Part, ...], scope: Scope) -> tuple[Part, ...]:
    """Splice part by part; locked ones stay, instruments too. Parts that fall silent go."""
    roles = [part.role for part in old] + [
        p.role for p in new if p.role not in {o.role for o in old}
    ]
    by_role = {part.role: part for part in new}
    parts = []
    for role in roles:
        before = next((part for part in old if part.role == role), None)
        after = by_role.get(role)
        chosen = before or after
        assert chosen is not None
        if before is not None and scope.is_locked(role):
            parts.append(before)
            continue
        if before is None and scope.is_locked(role):
            continue
        notes = spliced(before.notes if before else (), after.notes if after else (), scope)
        if notes or role == "melody":
            parts.append(msgspec.structs.replace(chosen, notes=notes))
    return tuple(parts)
