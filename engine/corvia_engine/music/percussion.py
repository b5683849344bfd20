"""Percussion from the tradition's strokes; each joins in as arousal rises, some give way again."""

from corvia_engine.music.layers import energy_of, velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.traditions.tradition import Stroke
from corvia_local.model.score import Note

CRASH = 49
FILL = (38, 48, 45, 41)
"""Snare and falling toms: four sixteenths that lead a drum kit into the next section."""
SIXTEENTH = 120
SHORT_HIT = 60

Strokes = dict[tuple[int, int], Note]


def percussion(stage: Stage) -> list[Note]:
    """Play a section's strokes."""
    energy = energy_of(stage)
    velocity = velocity_of(stage, "percussion")
    notes: Strokes = {}
    for stroke in stage.rhythm.strokes:
        if not _is_played(stroke, energy):
            continue
        part = stroke.bars * stage.bar // len(stroke.hits)
        for bar in range(0, stage.plan.bars, stroke.bars):
            for place, hit in enumerate(stroke.hits):
                at = stage.start + bar * stage.bar + place * part
                if hit != "." and at < stage.end:
                    strength = max(1, min(127, velocity * (5 + int(hit)) // 11))
                    notes[at, stroke.key] = Note(at, SHORT_HIT, stroke.key, 0, strength)
    if any(key == FILL[0] for _, key in notes):
        notes = _led_on(stage, notes, velocity)
    return list(notes.values())


def _is_played(stroke: Stroke, energy: int) -> bool:
    gives_way = stroke.until_arousal is not None and energy >= stroke.until_arousal
    return stroke.from_arousal <= energy and not gives_way


def _led_on(stage: Stage, notes: Strokes, velocity: int) -> Strokes:
    """Open a chorus with a cymbal and close any section with a fill on its last quarter."""
    begin = stage.end - len(FILL) * SIXTEENTH
    played = {place: note for place, note in notes.items() if place[0] < begin}
    for place, key in enumerate(FILL):
        at = begin + place * SIXTEENTH
        strength = min(127, velocity * (8 + place) // 11)
        played[at, key] = Note(at, SHORT_HIT, key, 0, strength)
    if stage.plan.kind == "chorus":
        played[stage.start, CRASH] = Note(stage.start, SHORT_HIT, CRASH, 0, velocity)
    return played
