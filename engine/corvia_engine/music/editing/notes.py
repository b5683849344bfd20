"""Change one note: its pitch by the scale's own steps, its length, or divide it or take it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from corvia_engine.music.editing.accompanying import follow
from corvia_engine.music.editing.edited import SHORTEST, CannotEdit, Edited
from corvia_engine.music.editing.lines import without_note
from corvia_engine.music.editing.tones import (
    GRID,
    MELODIC,
    Tone,
    lasting,
    tone_at,
    with_notes,
    written_length,
)
from corvia_engine.music.explaining.place import BarPlace, place_of_bar
from corvia_engine.music.naming import degree_name, length_name, pitch_name
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.step_finding import step_of
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tuning import DEGREES, Scale, key_and_cents
from corvia_engine.music.varying.reading_back import harmonies_of, tunes_of
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Note, Role, Score, SungSyllable, check_score

SUNG_MARGIN = 300
"""Cents by which the person may go beyond the range that the composer keeps for a voice."""
LOWEST_PLAYED, HIGHEST_PLAYED = 2400, 10800
"""Cents above MIDI key 0 between which an instrument's note stays: C1 to C8."""
STAYING: frozenset[Role] = frozenset({"melody", "percussion"})
"""Parts that never play the tune in a version of their own."""


@dataclass(frozen=True)
class NoteChange:
    """What to do with a note.

    `pitch`: move by `amount` steps of the scale. `degree`: go to the scale's tone number `amount`,
    from 1, nearest to where it is. `lengthen`: last `amount` ticks longer, or shorter. `length`:
    last `amount` ticks. `split` and `delete` take none.
    """

    kind: Literal["pitch", "degree", "lengthen", "length", "split", "delete"]
    amount: int = 0


def change_note(
    plan: SongPlan,
    score: Score,
    tradition: Tradition,
    bar: int,
    number: int,
    change: NoteChange,
    role: Role | None = None,
    *,
    every_return: bool = False,
) -> Edited:
    """Change note `number` of a bar, both counted from 1, of a part or of the tune.

    A syllable goes with its note. With `every_return` the same note is changed wherever its
    section's words return. Raises NoSuchBar, CannotEdit, ScoreUnlikePlan.
    """
    stages = stages_of(plan, tradition)
    place = place_of_bar(stages, bar)
    tone = tone_at(score, place, number, role)
    if change.kind == "delete" and tone.syllable is not None:
        return without_note(plan, score, tradition, place, tone)
    tunes = tunes_of(plan, score, stages)
    changed, said = _changed(score, tone, change)
    bars = [place.number]
    if every_return:
        for other in _returns(score, stages, place, tone):
            changed, _ = _changed(changed, tone_again(changed, stages, other), change)
            bars.append(other.number)
        said.append(f"So also in {_listed(bars[1:])}." if bars[1:] else "It returns nowhere.")
    if tradition.accompaniment != "chords" and tone.part.role in MELODIC:
        chords = harmonies_of(changed, stages)
        before = (tunes, chords)
        after = (tunes_of(plan, changed, stages), chords)
        keep = STAYING | {tone.part.role}
        changed, moved = follow(plan, changed, tradition, before, after, keep)
        if moved:
            said.append("The instruments that play the tune with you follow.")
    check_score(changed)
    return Edited(plan, changed, tuple(said), tuple((b, b) for b in sorted(bars)))


@dataclass(frozen=True)
class _Return:
    number: int
    index: int
    role: Role


def tone_again(score: Score, stages: tuple[Stage, ...], found: _Return) -> Tone:
    """Give the note of a returning section that was found before another one was changed."""
    place = place_of_bar(stages, found.number)
    return tone_at(score, place, found.index, found.role)


def _returns(score: Score, stages: tuple[Stage, ...], place: BarPlace, tone: Tone) -> list[_Return]:
    """Find the same note where the section's stanza is sung again."""
    stanza = place.stage.plan.stanza
    found = []
    for stage in stages:
        if stanza is None or stage.plan.stanza != stanza or stage is place.stage:
            continue
        bar = stage.start // stage.bar + place.bar_in_section
        there = place_of_bar(stages, bar)
        shift = there.start - place.start
        for number, note in enumerate(
            (n for n in tone.part.notes if there.holds(n.start)), start=1
        ):
            same = (tone.note.key, tone.note.cents, tone.note.start + shift)
            if (note.key, note.cents, note.start) == same:
                found.append(_Return(bar, number, tone.part.role))
    return found


def _changed(score: Score, tone: Tone, change: NoteChange) -> tuple[Score, list[str]]:
    work: dict[str, Callable[[Score, Tone, int], tuple[Score, list[str]]]] = {
        "pitch": _moved,
        "degree": _to_degree,
        "lengthen": _lengthened,
        "length": lambda s, t, ticks: _lengthened(s, t, ticks - t.written),
        "split": _split,
        "delete": _deleted,
    }
    return work[change.kind](score, tone, change.amount)


def _moved(score: Score, tone: Tone, by: int) -> tuple[Score, list[str]]:
    scale, step = tone.stage.scale, _step(tone)
    steps = _all_steps(scale)
    return _to_step(score, tone, steps[max(0, min(len(steps) - 1, steps.index(step) + by))])


def _to_degree(score: Score, tone: Tone, number: int) -> tuple[Score, list[str]]:
    scale, step = tone.stage.scale, _step(tone)
    degrees = scale.mode.degrees
    if not 1 <= number <= len(degrees):
        raise CannotEdit(f"{scale.mode.label} has the degrees 1 to {len(degrees)}, not {number}.")
    wanted = [s for s in _all_steps(scale) if s % DEGREES == degrees[number - 1]]
    return _to_step(score, tone, min(wanted, key=lambda s: (abs(s - step), s)))


def _step(tone: Tone) -> int:
    if tone.step is None:
        raise CannotEdit("Percussion has no degrees to move by. Divide, lengthen or delete it.")
    return tone.step


def _all_steps(scale: Scale) -> list[int]:
    return [DEGREES * octave + d for octave in range(-4, 5) for d in scale.mode.degrees]


def _to_step(score: Score, tone: Tone, step: int) -> tuple[Score, list[str]]:
    stage, old = tone.stage, _step(tone)
    if step == old:
        raise CannotEdit(f"Nothing would change: {tone.words()}.")
    _check_range(tone, stage.scale.cents(step))
    notes = list(tone.part.notes)
    notes[tone.index] = _at_step(notes[tone.index], stage.scale, step, _next_step(tone))
    _lean_before(notes, tone, step)
    now = notes[tone.index]
    said = [
        f"Bar {_bar(tone)}, note {tone.number}: {pitch_name(_cents(tone.note))} is"
        f" {pitch_name(_cents(now))} now, the {degree_name(stage.scale, step)}."
    ]
    said += _habit(tone, step)
    return with_notes(score, tone.part.role, notes), said


def _at_step(note: Note, scale: Scale, step: int, following: int | None) -> Note:
    cents = scale.cents(step, falling=following is not None and following < step)
    key, off = key_and_cents(cents)
    return Note(note.start, note.duration, key, off, note.velocity)


def _next_step(tone: Tone) -> int | None:
    notes = tone.part.notes
    if tone.part.role not in MELODIC or tone.index + 1 >= len(notes):
        return None
    return step_of(tone.stage.scale, _cents(notes[tone.index + 1]))


def _lean_before(notes: list[Note], tone: Tone, step: int) -> None:
    """Retune the note before, where the mode has other tones on the way down."""
    scale, before = tone.stage.scale, tone.index - 1
    if before < 0 or not scale.mode.falling or tone.part.role not in MELODIC:
        return
    if notes[before].start < tone.stage.start:
        return
    notes[before] = _at_step(notes[before], scale, step_of(scale, _cents(notes[before])), step)


def _habit(tone: Tone, step: int) -> list[str]:
    """Say where a mode's grammar would not go that way; the person may all the same."""
    if tone.part.role not in MELODIC or tone.index == 0:
        return []
    mode = tone.stage.scale.mode
    before = step_of(tone.stage.scale, _cents(tone.part.notes[tone.index - 1]))
    barred = mode.not_rising if step > before else mode.not_falling if step < before else ()
    if step % DEGREES not in barred:
        return []
    way = "rises" if step > before else "falls"
    degree = degree_name(tone.stage.scale, step).split(" ")[0]
    return [f"{mode.label} by its habits never {way} to its {degree} degree; it is yours to."]


def _check_range(tone: Tone, cents: int) -> None:
    low, high = LOWEST_PLAYED, HIGHEST_PLAYED
    if tone.part.role == "melody":
        low, high = tone.stage.low - SUNG_MARGIN, tone.stage.high + SUNG_MARGIN
    if not low <= cents <= high:
        raise CannotEdit(
            f"{pitch_name(cents)} lies beyond what most can sing or play here"
            f" ({pitch_name(low)} to {pitch_name(high)})."
        )


def _lengthened(score: Score, tone: Tone, by: int) -> tuple[Score, list[str]]:
    part, stage = tone.part, tone.stage
    written = (tone.written + by + GRID // 2) // GRID * GRID
    if written == tone.written:
        raise CannotEdit(f"Nothing would change: {tone.words()}.")
    if written < SHORTEST:
        raise CannotEdit(
            f"A note lasts at least {length_name(SHORTEST)}. To be rid of it, delete it."
        )
    start = tone.note.start
    if start + written > stage.end:
        raise CannotEdit(f"It would last beyond {stage.plan.name}, whose end is a border here.")
    notes = list(part.notes)
    syllables = list(score.syllables)
    said = [
        f"Bar {_bar(tone)}, note {tone.number} lasts {length_name(written)} now, not"
        f" {length_name(tone.written)}."
    ]
    _put(notes, syllables, tone.index, lasting(tone.note, start, written, part, stage), part.role)
    if part.role in MELODIC and tone.index + 1 < len(notes):
        said += _push_next(notes, syllables, tone, start + written)
    made = msgspec.structs.replace(score, syllables=tuple(syllables))
    return with_notes(made, part.role, notes), said


def _push_next(
    notes: list[Note], syllables: list[SungSyllable], tone: Tone, until: int
) -> list[str]:
    """Let the next note begin later where the longer one reaches into it."""
    place = tone.index + 1
    following = notes[place]
    if following.start >= until:
        return []
    left = written_length(tone.part, place, tone.stage) - (until - following.start)
    if left < SHORTEST:
        raise CannotEdit(
            "There is no room: the next note would be too short to sing. Shorten that one's"
            " neighbours, or delete a note, first."
        )
    _put(
        notes,
        syllables,
        place,
        lasting(following, until, left, tone.part, tone.stage),
        tone.part.role,
    )
    return ["The next note begins later."]


def _put(
    notes: list[Note], syllables: list[SungSyllable], place: int, note: Note, role: Role
) -> None:
    """Put a note in the place of another; its syllable goes with it."""
    old = notes[place]
    notes[place] = note
    if role != "melody":
        return
    for at, syllable in enumerate(syllables):
        if syllable.tick == old.start:
            syllables[at] = msgspec.structs.replace(
                syllable, tick=note.start, duration=note.duration
            )


def _split(score: Score, tone: Tone, _: int) -> tuple[Score, list[str]]:
    part, stage = tone.part, tone.stage
    first = tone.written // 2 // GRID * GRID
    second = tone.written - first
    if first < SHORTEST:
        raise CannotEdit(f"It is too short to divide: {tone.words()}.")
    notes = list(part.notes)
    syllables = list(score.syllables)
    start = tone.note.start
    _put(notes, syllables, tone.index, lasting(tone.note, start, first, part, stage), part.role)
    notes.insert(tone.index + 1, lasting(tone.note, start + first, second, part, stage))
    said = [f"Bar {_bar(tone)}, note {tone.number} is two notes now."]
    if tone.syllable is not None:
        said.append(f"“{tone.syllable.text}” is sung on both.")
    made = msgspec.structs.replace(score, syllables=tuple(syllables))
    return with_notes(made, part.role, notes), said


def _deleted(score: Score, tone: Tone, _: int) -> tuple[Score, list[str]]:
    """Take out a note that no syllable begins on; one that it carried on lasts through it."""
    part, stage = tone.part, tone.stage
    notes = list(part.notes)
    syllables = list(score.syllables)
    del notes[tone.index]
    if part.role == "melody":
        before = notes[tone.index - 1]
        until = tone.note.start + tone.written
        longer = lasting(before, before.start, until - before.start, part, stage)
        _put(notes, syllables, tone.index - 1, longer, part.role)
    if not notes:
        raise CannotEdit("It is this part's only note. Leave the part out by `corvia vary`.")
    made = msgspec.structs.replace(score, syllables=tuple(syllables))
    return with_notes(made, part.role, notes), [f"Bar {_bar(tone)}, note {tone.number} is gone."]


def _bar(tone: Tone) -> int:
    return (tone.note.start + 3) // tone.stage.bar + 1


def _cents(note: Note) -> int:
    return 100 * note.key + note.cents


def _listed(bars: list[int]) -> str:
    return f"{'bar' if len(bars) == 1 else 'bars'} " + ", ".join(map(str, bars))
