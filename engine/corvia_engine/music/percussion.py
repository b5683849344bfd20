"""Percussion from the tradition's strokes; each joins in as arousal rises."""

from corvia_engine.music.layers import velocity_of
from corvia_engine.music.staging import Stage
from corvia_local.model.score import Note

CHORUS_BOOST = 150
"""Choruses take strokes that verses of the same arousal leave out, in thousandths."""
FIRST_VERSE_DAMP = 150
CRASH, CRASH_FROM = 49, 450
SHORT_HIT = 60


def percussion(stage: Stage) -> list[Note]:
    """Play a section's strokes."""
    arousal = stage.plan.arousal
    if stage.plan.kind == "chorus":
        arousal += CHORUS_BOOST
    elif stage.number <= 1:
        arousal -= FIRST_VERSE_DAMP
    velocity = velocity_of(stage, "percussion")
    notes: dict[tuple[int, int], Note] = {}
    for stroke in stage.rhythm.strokes:
        if stroke.from_arousal > arousal:
            continue
        part = stage.bar // len(stroke.hits)
        for bar in range(stage.plan.bars):
            for place, hit in enumerate(stroke.hits):
                if hit != ".":
                    at = stage.start + bar * stage.bar + place * part
                    strength = max(1, min(127, velocity * (5 + int(hit)) // 11))
                    notes[at, stroke.key] = Note(at, SHORT_HIT, stroke.key, 0, strength)
    has_kit = any(stroke.key == 38 for stroke in stage.rhythm.strokes)
    if notes and has_kit and stage.plan.kind == "chorus" and arousal >= CRASH_FROM:
        notes[stage.start, CRASH] = Note(stage.start, SHORT_HIT, CRASH, 0, velocity)
    return list(notes.values())
