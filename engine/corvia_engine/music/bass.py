"""The bass line: roots, and more movement, and lower ones, the livelier the section."""

from corvia_engine.music.harmony import Harmony
from corvia_engine.music.layers import energy_of, velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.voicing import bass_key
from corvia_local.model.score import Note

WALKING_FROM, DRIVING_FROM = -100, 400
HIGHEST_DRIVING = 39
"""E♭2: driving roots lie in the lowest octave of a bass guitar, from E1 up."""
OCTAVE = 12


def bass_line(stage: Stage, harmonies: tuple[Harmony, ...]) -> list[Note]:
    """Play a section's bass under its chords."""
    notes: list[Note] = []
    for harmony, following in zip(harmonies, (*harmonies[1:], None), strict=True):
        if stage.is_last and following is None:
            notes += _struck(stage, harmony, [(0, harmony.duration, _root(stage, harmony))])
        else:
            notes += _struck(stage, harmony, _pattern(stage, harmony, following))
    return notes


def _pattern(
    stage: Stage, harmony: Harmony, following: Harmony | None
) -> list[tuple[int, int, int]]:
    """Give (ticks from the chord's start, length, key)."""
    root = _root(stage, harmony)
    beats = harmony.duration // stage.beat
    if energy_of(stage) < WALKING_FROM or beats < 2:
        return [(0, harmony.duration, root)]
    fifth = _fifth(harmony, root)
    if energy_of(stage) < DRIVING_FROM:
        half = (beats + 1) // 2 * stage.beat
        return [(0, half, root), (half, harmony.duration - half, fifth if beats > 2 else root)]
    line = [(beat * stage.beat, stage.beat, root) for beat in range(beats)]
    end = beats * stage.beat
    if end < harmony.duration:
        line.append((end, harmony.duration - end, root))
    if following is not None and following.root != harmony.root:
        at, length, _ = line[-1]
        line[-1] = (at, length, _leading(root, _root(stage, following), fifth))
    return line


def _root(stage: Stage, harmony: Harmony) -> int:
    root = bass_key(harmony.root)
    low = energy_of(stage) >= DRIVING_FROM and root > HIGHEST_DRIVING
    return root - OCTAVE if low else root


def _fifth(harmony: Harmony, root: int) -> int:
    """The chord's own fifth (diminished where it is), below the root where there is room."""
    fifth = next((i for i in harmony.chord.intervals if i in (6, 7, 8)), 7)
    return root + fifth - 12 if root + fifth - 12 >= 31 else root + fifth


def _leading(root: int, target: int, fifth: int) -> int:
    """Step up or down a whole tone into the next root where it is near, else by the fifth."""
    if 3 <= abs(target - root) <= 5:
        return target - 2 if target > root else target + 2
    return fifth


def _struck(stage: Stage, harmony: Harmony, line: list[tuple[int, int, int]]) -> list[Note]:
    velocity = velocity_of(stage, "bass")
    share = min(100, stage.plan.cues.articulation + 4)
    return [
        Note(
            harmony.start + at,
            max(60, length * share // 100),
            key,
            0,
            min(127, velocity + (5 if at == 0 else 0)),
        )
        for at, length, key in line
    ]
