"""Which instruments play in which section, so that the song breathes.

The texture opens toward the choruses and thins before the last one; percussion waits for
arousal. What is loud is also decided here: the tune stays in front.
"""

from corvia_engine.music.staging import Stage
from corvia_local.model.score import Role, SectionKind

VOLUMES: dict[Role, int] = {
    "melody": 116,
    "counter": 104,
    "figure": 102,
    "chords": 102,
    "pad": 82,
    "bass": 102,
    "drone": 80,
    "percussion": 90,
}
PANS: dict[Role, int] = {
    "melody": 64,
    "counter": 40,
    "figure": 84,
    "chords": 84,
    "pad": 54,
    "bass": 64,
    "drone": 64,
    "percussion": 72,
}
LOUDNESS: dict[Role, int] = {
    "melody": 8,
    "counter": 0,
    "figure": -5,
    "chords": -5,
    "pad": -10,
    "bass": -1,
    "drone": -10,
    "percussion": -4,
}
"""Velocity above or below the section's mean."""
CHORUS_LIFT, LAST_CHORUS_LIFT = 3, 7
ENERGY: dict[SectionKind, int] = {
    "intro": -150,
    "verse": 0,
    "chorus": 150,
    "bridge": -150,
    "interlude": 0,
    "outro": -150,
}
FIRST_VERSE_DAMP, LAST_CHORUS_BOOST = 150, 50
"""How much livelier a section is played than its mood alone asks, in thousandths of arousal."""
FULL_BASS_FROM = -400
LIVELY_FROM = 350
"""Arousal from which the song's edges are accompanied as fully as its middle, so that a lively
song begins and ends lively."""


def layers_of(stage: Stage) -> frozenset[Role]:
    """Name the parts that accompany a section."""
    kind, arousal = stage.plan.kind, stage.plan.arousal + stage.plan.fullness
    parts: set[Role] = {"figure", "drone"}
    if kind == "chorus":
        parts |= {"bass", "pad", "percussion"}
    elif kind == "verse":
        parts |= {"percussion"}
        if arousal > FULL_BASS_FROM or stage.number > 1:
            parts.add("bass")
        if stage.number > 3:
            parts.add("pad")
    elif kind == "bridge":
        parts |= {"pad", "bass"}
    elif kind == "interlude":
        parts |= {"bass", "percussion"}
    elif kind == "outro":
        parts |= {"pad", "bass"}
    if arousal >= LIVELY_FROM:
        parts |= {"bass", "percussion"}
    if stage.is_last_chorus:
        parts.add("counter")
    return frozenset(parts)


def energy_of(stage: Stage) -> int:
    """Give the arousal, in thousandths, by which a section's patterns are chosen: choruses are
    fuller than verses of the same mood, and the first verse begins simply.
    """
    energy = stage.plan.arousal + stage.plan.fullness + ENERGY[stage.plan.kind]
    if stage.plan.name == "verse 1":
        energy -= FIRST_VERSE_DAMP
    return energy + LAST_CHORUS_BOOST * stage.is_last_chorus


def velocity_of(stage: Stage, role: Role) -> int:
    """Give the mean velocity of a part in a section."""
    lift = CHORUS_LIFT if stage.plan.kind == "chorus" else 0
    if stage.is_last_chorus:
        lift = LAST_CHORUS_LIFT
    return max(1, min(127, stage.plan.cues.velocity + LOUDNESS[role] + lift))
