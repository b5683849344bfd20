"""Change one thing in a song: a note, a chord, a word, the tempo, an instrument."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import msgspec

from corvia_local.errors import BadInput
from corvia_local.model.plan import Reason
from corvia_local.model.score import TICKS_PER_QUARTER, Role
from corvia_local.studio.composing import ComposedSong, WordsOfHarm, song_id
from corvia_local.studio.edits import (
    ChordEdit,
    Edit,
    InstrumentEdit,
    LengthEdit,
    NoteEdit,
    PitchEdit,
    SplitEdit,
    TempoEdit,
    WordEdit,
)
from corvia_local.studio.traditions import find_tradition
from corvia_local.studio.varying import VariedSong, Wish, part_named, vary_song

if TYPE_CHECKING:
    from corvia_engine.music.editing.edited import Edited
    from corvia_engine.music.editing.notes import NoteChange
    from corvia_engine.music.editing.tones import Tone
    from corvia_engine.music.explaining.place import BarPlace
    from corvia_engine.music.traditions.tradition import Tradition

WHOLE_NOTE = 4 * TICKS_PER_QUARTER
_SHARE = re.compile(r"([+\-−]?)(\d{1,2})(?:/(\d{1,2}))?")


@dataclass(frozen=True)
class NoteLine:
    """A note as one stands on it; `words` say it in a line. `start` and `duration` in ticks."""

    number: int
    start: int
    duration: int
    pitch: str
    degree: str
    length: str
    beat: float
    syllable: str
    step: int | None
    words: str


@dataclass(frozen=True)
class BarContent:
    """What stands in a bar: a part's notes, the chords that sound and those that may, the words."""

    bar: int
    bars: int
    section: str
    part: str
    notes: tuple[NoteLine, ...]
    chords: tuple[str, ...]
    allowed_chords: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def edit_song(song: ComposedSong, edit: Edit) -> VariedSong:
    """Make a new version in which one thing is changed, without sound.

    Raises BadInput (NoSuchBar, CannotEdit, ScoreUnlikePlan) where it cannot be, and WordsOfHarm
    for a word that makes a line speak of harm.
    """
    began = time.perf_counter()
    if isinstance(edit, InstrumentEdit):
        return vary_song(song, Wish(instruments=((edit.part, edit.program),)))
    tradition = find_tradition(song.plan.tradition)
    edited = _edited(song, tradition, edit)
    reason = Reason("edit", edit.words(), " ".join(edited.said), "your own hand", edited.bars)
    plan = msgspec.structs.replace(edited.plan, reasons=(*edited.plan.reasons, reason))
    made = ComposedSong(
        song_id(plan, edited.score),
        edited.score.title,
        song.entry_id,
        plan,
        edited.score,
        None,
        round(time.perf_counter() - began, 3),
        sung_by=song.sung_by,
    )
    return VariedSong(made, edited.said)


def _edited(song: ComposedSong, tradition: "Tradition", edit: Edit) -> "Edited":
    from corvia_engine.music.editing.chords import change_chord
    from corvia_engine.music.editing.tempo import change_tempo
    from corvia_engine.music.editing.words import change_word

    plan, score = song.plan, song.score
    if isinstance(edit, ChordEdit):
        return change_chord(plan, score, tradition, edit.bar, edit.beat, edit.chord)
    if isinstance(edit, WordEdit):
        changed = change_word(plan, score, tradition, edit.bar, edit.word, edit.to)
        if not edit.after_care:
            _check_harmless(song, changed)
        return changed
    if isinstance(edit, TempoEdit):
        return change_tempo(plan, score, tradition, edit.beats, edit.section)
    assert not isinstance(edit, InstrumentEdit)
    return _note_edited(song, tradition, edit)


def _note_edited(song: ComposedSong, tradition: "Tradition", edit: NoteEdit) -> "Edited":
    from corvia_engine.music.editing.notes import change_note

    return change_note(
        song.plan,
        song.score,
        tradition,
        edit.bar,
        edit.note,
        _change(edit),
        _role(edit.part),
        every_return=edit.every_return,
    )


def _change(edit: NoteEdit) -> "NoteChange":
    from corvia_engine.music.editing.notes import NoteChange

    if isinstance(edit, PitchEdit):
        return NoteChange("pitch" if edit.relative else "degree", edit.steps)
    if isinstance(edit, LengthEdit):
        return NoteChange("lengthen" if edit.relative else "length", edit.ticks)
    return NoteChange("split" if isinstance(edit, SplitEdit) else "delete")


def _role(part: str | None) -> Role | None:
    if part is None:
        return None
    role = part_named(part)
    if role == "harmony":
        raise BadInput("Harmony has no notes of its own. Change its chords: --chord.")
    return cast("Role", role)


def _check_harmless(song: ComposedSong, changed: "Edited") -> None:
    """Raise WordsOfHarm where lines that were changed speak of harm, and did not before."""
    from corvia_engine.words.care import is_explicit

    before = set(song.score.lines)
    new = [line for line in changed.score.lines if line not in before]
    if new and is_explicit("\n".join(new)):
        raise WordsOfHarm(
            "With this word the line speaks of being hurt or of ending one's life. Before that,"
            " here is where help is. If you want the word afterwards, ask again with --after-care."
        )


def bar_content(song: ComposedSong, bar: int, part: str | None = None) -> BarContent:
    """Say what stands in a bar, counted from 1; raise NoSuchBar, CannotEdit."""
    from corvia_engine.music.editing.chords import chords_allowed
    from corvia_engine.music.editing.lines import words_in_bar
    from corvia_engine.music.editing.tones import tones_in_bar, tune_role
    from corvia_engine.music.explaining.bar import bar_of

    place = bar_of(song.plan, find_tradition(song.plan.tradition), bar)
    role = _role(part)
    return BarContent(
        bar,
        song.score.end // song.score.meter.bar_ticks,
        place.stage.plan.name,
        role or tune_role(place.stage),
        note_lines(tones_in_bar(song.score, place, role)),
        _sounding_chords(song, place),
        chords_allowed(place) if song.score.chords else (),
        tuple(text for text, _ in words_in_bar(song.plan, song.score, place)),
    )


def note_lines(tones: Iterable["Tone"]) -> tuple[NoteLine, ...]:
    """Say notes in words."""
    return tuple(
        NoteLine(
            number=tone.number,
            start=tone.note.start,
            duration=tone.note.duration,
            pitch=tone.pitch_words,
            degree=tone.degree_words,
            length=tone.length_words,
            beat=tone.beat,
            syllable=tone.syllable.text if tone.syllable else "",
            step=tone.step,
            words=tone.words(),
        )
        for tone in tones
    )


def _sounding_chords(song: ComposedSong, place: "BarPlace") -> tuple[str, ...]:
    return tuple(
        mark.symbol
        for mark in song.score.chords
        if mark.tick < place.end and mark.tick + mark.duration > place.start
    )


def length_in_ticks(text: str) -> tuple[int, bool]:
    """Read a length such as 1/4, or +1/8 and -1/16 for longer and shorter, in ticks.

    Gives the ticks, negative where shorter, and whether they are to be added. Raises BadInput.
    """
    found = _SHARE.fullmatch(text.strip())
    if found is None or not int(found[3] or 1):
        raise BadInput(f"“{text[:20]}” is no length. Write 1/4, or +1/8 for an eighth longer.")
    ticks = WHOLE_NOTE * int(found[2]) // int(found[3] or 1)
    return (-ticks if found[1] in ("-", "−") else ticks), bool(found[1])
