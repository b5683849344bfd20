"""Accompaniment where harmony is not the custom: drones, cycles, and the tune in many versions."""

from corvia_engine.music.layers import velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.tune import SectionTune, Tone
from corvia_engine.music.tuning import DEGREES, Scale, key_and_cents
from corvia_local.model.score import Note, Role

EIGHTH = 240
LIVELY_FROM = 0
DRONE_BARS = 2
BASS_MIDDLE, DRONE_MIDDLE = 4000, 5200


def drone(stage: Stage) -> list[Note]:
    """Hold the mode's drone tones, struck anew every two bars."""
    velocity = velocity_of(stage, "drone")
    notes = []
    for degree in stage.scale.mode.drone:
        pitch = _near(stage.scale, degree, DRONE_MIDDLE)
        for bar in range(0, stage.plan.bars, DRONE_BARS):
            start = stage.start + bar * stage.bar
            length = min(DRONE_BARS * stage.bar, stage.end - start)
            notes.append(_note(start, length, pitch, velocity))
    return notes


def second_version(tune: SectionTune, role: Role) -> list[Note]:
    """Play the tune an octave lower in another version: its beats, divided where it is lively,
    and an echo of its last tones where it rests.
    """
    stage = tune.stage
    tones = tune.tones()
    period = round(stage.scale.mode.period)
    velocity = velocity_of(stage, role)
    if not tones:
        return []
    step = EIGHTH if stage.plan.arousal >= LIVELY_FROM else stage.beat
    notes = []
    for start in range(stage.start, stage.end, step):
        tone = _at(tones, start)
        resting = tone.start + tone.duration + EIGHTH <= start
        weaker = 0 if stage.is_strong(start) else -7
        pitch = _echo(tones, tone, (start - stage.start) // step) if resting else tone.cents
        length = min(step, stage.end - start) * stage.plan.cues.articulation // 100
        notes.append(_note(start, max(60, length), pitch - period, velocity + weaker))
    return notes


def skeleton(tune: SectionTune, role: Role, *, beats: int, period_shift: int) -> list[Note]:
    """Play the tune's tone every so many felt beats, shifted by octaves of the mode."""
    stage = tune.stage
    tones = tune.tones()
    if not tones:
        return []
    shift = round(stage.scale.mode.period) * period_shift
    velocity = velocity_of(stage, role)
    length = beats * stage.beat
    return [
        _note(
            start,
            min(length, stage.end - start),
            _at(tones, start + length - 1).cents + shift,
            velocity,
        )
        for start in range(stage.start, stage.end, length)
    ]


def plucked_bass(stage: Stage) -> list[Note]:
    """Pluck the tonic at each bar, the drone's upper tone on a later accent when lively."""
    velocity = velocity_of(stage, "bass")
    low = _near(stage.scale, stage.scale.mode.drone[0], BASS_MIDDLE)
    high = _near(stage.scale, stage.scale.mode.drone[-1], BASS_MIDDLE + 300)
    accents = stage.group_starts()
    later = accents[len(accents) // 2] if stage.plan.arousal > -300 and len(accents) > 1 else None
    notes = []
    for bar in range(stage.plan.bars):
        start = stage.start + bar * stage.bar
        notes.append(_note(start, (later or stage.bar), low, velocity))
        if later:
            notes.append(_note(start + later, stage.bar - later, high, velocity - 6))
    return notes


def gongs(tune: SectionTune) -> list[Note]:
    """Strike the gong on the last beat of each phrase and a smaller one halfway: cycles end,
    rather than begin, with their weight.
    """
    stage = tune.stage
    velocity = velocity_of(stage, "bass")
    gong = _near(stage.scale, stage.scale.mode.drone[0], BASS_MIDDLE)
    notes = []
    for phrase in tune.phrases:
        begin = stage.start + phrase.offset
        length = phrase.bars * stage.bar
        tones = [tone for tone in tune.tones() if begin <= tone.start < begin + length // 2]
        small = tones[-1].cents - round(stage.scale.mode.period) if tones else gong
        notes.append(_note(begin + length // 2 - stage.beat, 2 * stage.beat, small, velocity - 10))
        notes.append(_note(begin + length - stage.beat, 3 * stage.beat, gong, velocity + 4))
    return notes


def _at(tones: tuple[Tone, ...], tick: int) -> Tone:
    """Give the last tone begun by a tick, or the first."""
    begun = [tone for tone in tones if tone.start <= tick]
    return begun[-1] if begun else tones[0]


def _echo(tones: tuple[Tone, ...], last: Tone, count: int) -> int:
    """Go back over the three tones before a rest, in turn."""
    place = tones.index(last)
    return tones[max(0, place - 2 + count % 3)].cents


def _near(scale: Scale, degree: int, middle: int) -> int:
    steps = [
        step for step in scale.steps_within(middle - 700, middle + 700) if step % DEGREES == degree
    ]
    return min((scale.cents(step) for step in steps), key=lambda cents: abs(cents - middle))


def _note(start: int, duration: int, pitch: int, velocity: int) -> Note:
    key, cents = key_and_cents(pitch)
    return Note(start, max(1, duration), key, cents, max(1, min(127, velocity)))
