"""The notes of a bar as a person points at them: part, bar, number."""

from dataclasses import dataclass

import msgspec

from corvia_engine.music.editing.edited import CannotEdit
from corvia_engine.music.explaining.place import BarPlace
from corvia_engine.music.naming import degree_name, length_name, pitch_name
from corvia_engine.music.singing import sounding_share
from corvia_engine.music.staging import Stage
from corvia_engine.music.step_finding import step_of
from corvia_engine.music.touch import in_order
from corvia_local.model.score import Note, Part, Role, Score, SungSyllable

GRID = 20
MELODIC: frozenset[Role] = frozenset({"melody", "counter"})
"""Parts of one voice, in which a longer note takes its time from the next one."""


@dataclass(frozen=True)
class Tone:
    """A note that one stands on. `number` counts from 1 in its bar, `index` from 0 in its part.

    `beat` counts felt beats from 1; `step` is its step in the section's scale, None in percussion;
    `syllable` is what begins on it.
    """

    part: Part
    index: int
    number: int
    note: Note
    stage: Stage
    beat: float
    step: int | None
    syllable: SungSyllable | None

    @property
    def written(self) -> int:
        """Its notated length in ticks: what sounds, and what articulation takes away."""
        return written_length(self.part, self.index, self.stage)

    @property
    def pitch_words(self) -> str:
        """Its pitch: “E4”, or a percussion key."""
        if self.step is None:
            return f"key {self.note.key}"
        return pitch_name(100 * self.note.key + self.note.cents)

    @property
    def degree_words(self) -> str:
        """Its place in the scale: “3rd degree of 7”; nothing in percussion."""
        return "" if self.step is None else degree_name(self.stage.scale, self.step)

    @property
    def length_words(self) -> str:
        """Its notated length: “a quarter”."""
        return length_name(self.written)

    def words(self) -> str:
        """Say which note it is: number, pitch, degree, length, beat and word."""
        degree = f", {self.degree_words}" if self.degree_words else ""
        sung = f", “{self.syllable.text}”" if self.syllable else ""
        return (
            f"note {self.number}: {self.pitch_words}{degree}, {self.length_words}, on beat"
            f" {self.beat:g}{sung}"
        )


def tune_role(stage: Stage) -> Role:
    """Name the part that has the tune: the voice, or what plays where nobody sings."""
    return "melody" if stage.plan.stanza is not None else "counter"


def part_of(score: Score, role: Role) -> Part:
    """Give a part by its role; raise CannotEdit."""
    for part in score.parts:
        if part.role == role:
            return part
    roles = ", ".join(part.role for part in score.parts)
    raise CannotEdit(f"The song has no part “{role}”. It has: {roles}.")


def tones_in_bar(score: Score, place: BarPlace, role: Role | None = None) -> tuple[Tone, ...]:
    """List the notes of a part that begin in a bar, the tune's where no role is given."""
    stage = place.stage
    chosen = role or tune_role(stage)
    if all(part.role != chosen for part in score.parts) and role is None:
        return ()
    part = part_of(score, chosen)
    begun = {syllable.tick: syllable for syllable in score.syllables}
    found: list[Tone] = []
    for index, note in enumerate(part.notes):
        if not place.holds(note.start):
            continue
        at = max(0, note.start - place.start)
        found.append(
            Tone(
                part,
                index,
                len(found) + 1,
                note,
                stage,
                round(1 + at / stage.beat, 2),
                None
                if chosen == "percussion"
                else step_of(stage.scale, 100 * note.key + note.cents),
                begun.get(note.start) if chosen == "melody" else None,
            )
        )
    return tuple(found)


def tone_at(score: Score, place: BarPlace, number: int, role: Role | None = None) -> Tone:
    """Give the note of a number, counted from 1; raise CannotEdit naming those that there are."""
    found = tones_in_bar(score, place, role)
    if not 1 <= number <= len(found):
        have = f"the notes 1 to {len(found)}" if found else "no note"
        raise CannotEdit(
            f"There is no note {number} in bar {place.number}: it has {have} of the"
            f" {role or 'tune'}. `corvia edit SONG --bar {place.number}` lists them."
        )
    return found[number - 1]


def written_length(part: Part, index: int, stage: Stage) -> int:
    """Give a note's notated length, on the grid; in a melodic part it reaches at most to the next
    note.
    """
    note = part.notes[index]
    share = sounding_share(stage) if part.role in MELODIC else 100
    written = -(-note.duration * 100 // share)
    written = max(GRID, (written + GRID // 2) // GRID * GRID)
    if part.role in MELODIC and index + 1 < len(part.notes):
        room = part.notes[index + 1].start - note.start
        if room > 0:
            written = min(written, room)
    return written


def lasting(note: Note, start: int, written: int, part: Part, stage: Stage) -> Note:
    """Give a note another start and notated length; articulation takes its share."""
    share = sounding_share(stage) if part.role in MELODIC else 100
    return Note(start, max(1, written * share // 100), note.key, note.cents, note.velocity)


def with_notes(score: Score, role: Role, notes: list[Note]) -> Score:
    """Give a part other notes; syllables follow their notes' lengths."""
    parts = tuple(
        msgspec.structs.replace(part, notes=tuple(in_order(notes))) if part.role == role else part
        for part in score.parts
    )
    return msgspec.structs.replace(score, parts=parts)
