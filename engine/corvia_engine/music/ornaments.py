"""Ornaments: short tones just before a tone of the tune, where an instrument plays it.

They take their time from what sounds before. The tone itself keeps its beat and its pitch, so that
a tradition's tuning stands wherever the tune rests; the sung line stays plain.
"""

from corvia_engine.music.dice import Dice
from corvia_engine.music.staging import Stage
from corvia_engine.music.step_finding import step_of
from corvia_engine.music.traditions.tradition import Ornament
from corvia_engine.music.tuning import DEGREES, Scale, key_and_cents
from corvia_local.model.score import Note

LENGTH = 36
"""Ticks of each short tone: 50 ms at 90 quarters a minute, about as long as played graces are; no
tone of a tune is so short."""
LONGEST = LENGTH
ROOM = 90
"""Ticks that the tone before keeps at least."""
LONG_TONE = 400
SOFTER = 6


def ornamented(
    notes: list[Note], stage: Stage, ornaments: tuple[Ornament, ...], dice: Dice
) -> list[Note]:
    """Put a tradition's ornaments before some tones of a line of one voice, in order.

    A draw is taken for every tone and ornament, so that a changed tone leaves the others theirs.
    """
    if not ornaments:
        return notes
    made: list[Note] = []
    for place, note in enumerate(notes):
        before = notes[place - 1] if place else None
        chosen = _chosen(note, before, stage, ornaments, dice)
        if chosen is not None:
            shorts = _short_tones(note, stage.scale, chosen)
            if before is not None:
                made[-1] = _giving_way(made[-1], shorts[0].start)
            made += shorts
        made.append(note)
    return made


def is_ornament(note: Note) -> bool:
    """Tell an ornament's tone from one of the tune."""
    return note.duration <= LONGEST


def _chosen(
    note: Note,
    before: Note | None,
    stage: Stage,
    ornaments: tuple[Ornament, ...],
    dice: Dice,
) -> Ornament | None:
    drawn = [ornament for ornament in ornaments if dice.below(100) < ornament.share]
    fitting = [one for one in drawn if _fits(one, note, before, stage)]
    return fitting[0] if fitting else None


def _fits(ornament: Ornament, note: Note, before: Note | None, stage: Stage) -> bool:
    length = LENGTH * ornament.count
    earliest = stage.start if before is None else before.start + ROOM
    if note.start - length < earliest:
        return False
    if ornament.on == "strong" and not stage.is_strong(note.start):
        return False
    if ornament.on == "long" and note.duration < LONG_TONE:
        return False
    if ornament.degrees and _step(note, stage.scale) % DEGREES not in ornament.degrees:
        return False
    rise = 0 if before is None else _cents(note) - _cents(before)
    return not (ornament.after == "rise" and rise <= 0) and not (
        ornament.after == "fall" and rise >= 0
    )


def _short_tones(note: Note, scale: Scale, ornament: Ornament) -> list[Note]:
    begin = note.start - LENGTH * ornament.count
    pitches = [_cents(note) + round(cents) for cents in ornament.cents]
    if ornament.steps:
        step = _step(note, scale)
        pitches = [scale.cents(_neighbour(scale, step, by)) for by in ornament.steps]
    tones = []
    for place, pitch in enumerate(pitches):
        key, cents = key_and_cents(pitch)
        velocity = max(1, note.velocity - SOFTER)
        tones.append(Note(begin + place * LENGTH, LENGTH, key, cents, velocity))
    return tones


def _neighbour(scale: Scale, step: int, by: int) -> int:
    """Give the step that lies so many tones of the mode away."""
    degrees = scale.mode.degrees
    octave, place = divmod(degrees.index(step % DEGREES) + by, len(degrees))
    return DEGREES * (step // DEGREES + octave) + degrees[place]


def _giving_way(note: Note, until: int) -> Note:
    return Note(
        note.start,
        max(1, min(note.duration, until - note.start)),
        note.key,
        note.cents,
        note.velocity,
    )


def _step(note: Note, scale: Scale) -> int:
    return step_of(scale, _cents(note))


def _cents(note: Note) -> int:
    return 100 * note.key + note.cents
