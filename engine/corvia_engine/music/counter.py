"""A counter line for the last chorus: slow, in chord tones, moving against the tune."""

from corvia_engine.music.harmony import Harmony
from corvia_engine.music.layers import velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.tune import Tone
from corvia_local.model.score import Note

LOWEST, HIGHEST = 67, 83
LEAP, SAME_CLASS, PARALLEL_MOTION, STAY = 1, 6, 4, 5


def counter_line(
    stage: Stage, harmonies: tuple[Harmony, ...], tones: tuple[Tone, ...]
) -> list[Note]:
    """Choose a chord tone for each chord, above the tune."""
    notes: list[Note] = []
    before, tune_before = (LOWEST + HIGHEST) // 2, None
    velocity = velocity_of(stage, "counter")
    for harmony in harmonies:
        sounding = _sounding(tones, harmony.start)
        direction = 0 if sounding is None or tune_before is None else sounding - tune_before
        keys = [key for key in range(LOWEST, HIGHEST + 1) if key % 12 in harmony.pitch_classes]
        key = min(keys, key=lambda k: (_cost(k, before, sounding, direction), k))
        notes.append(Note(harmony.start, harmony.duration, key, 0, velocity))
        before, tune_before = key, sounding
    return _tied(notes)


def _cost(key: int, before: int, sounding: int | None, direction: int) -> int:
    step = key - before
    cost = LEAP * abs(step) + (STAY if step == 0 else 0)
    if sounding is not None:
        cost += SAME_CLASS * (key % 12 == sounding % 12)
        cost += 20 * (sounding - key >= 0)
    return cost + PARALLEL_MOTION * (step * direction > 0)


def _sounding(tones: tuple[Tone, ...], tick: int) -> int | None:
    """Give the key of the tune at a tick, or of its next note."""
    for tone in tones:
        if tone.start + tone.duration > tick:
            return (tone.cents + 50) // 100
    return None


def _tied(notes: list[Note]) -> list[Note]:
    tied: list[Note] = []
    for note in notes:
        if tied and tied[-1].key == note.key and tied[-1].duration < 2 * note.duration:
            last = tied.pop()
            tied.append(Note(last.start, last.duration + note.duration, last.key, 0, last.velocity))
        else:
            tied.append(note)
    return tied
