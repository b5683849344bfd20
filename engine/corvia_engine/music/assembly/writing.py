"""Turn the sketch into a score that keeps every bound of the format."""

from collections.abc import Sequence

from corvia_engine.music.assembly.ensemble import BASS, FIGURE, LEAD, PAD, PULSE, seat_part
from corvia_engine.music.assembly.form import Form, Turn, TurnKind
from corvia_engine.music.assembly.harmony import BRIGHT
from corvia_engine.music.assembly.meeting import Meeting
from corvia_engine.music.assembly.portrait import Portrait
from corvia_engine.music.assembly.seating import Seating
from corvia_engine.music.assembly.sketch import Sketch
from corvia_engine.music.assembly.whole_numbers import clamped, rounded
from corvia_local.model.score import (
    Key,
    Note,
    Part,
    Role,
    Score,
    SectionKind,
    SectionMark,
    TempoMark,
)

_CHOIR_VOICE = 52
_DEFAULTS: dict[str, tuple[tuple[Role, ...], int]] = {
    BASS: (("bass",), 32),
    PAD: (("pad",), 48),
    FIGURE: (("figure", "chords"), 24),
}
_VOLUMES = {LEAD: 104, BASS: 88, PAD: 64, FIGURE: 60, PULSE: 56}
_SEAT_VOLUME = 88
_NAME_LENGTH = 80
_KINDS: dict[TurnKind, SectionKind] = {
    "opening": "intro",
    "solo": "verse",
    "dialogue": "bridge",
    "choir": "verse",
    "growing": "interlude",
    "together": "chorus",
    "ending": "outro",
}
_SLOWING = (1030, 1070, 1130, 1220)
_FASTEST_MARK, _SLOWEST_MARK = 200_000, 3_000_000
_SWAY = 50


def write_score(
    sketch: Sketch,
    form: Form,
    voices: Sequence[Portrait],
    meeting: Meeting,
    seating: Seating,
    home: int,
) -> Score:
    """Write the score; `home` is the vocabulary's index of the chord on which it ends."""
    end = sum(turn.bars for turn in form.turns) * meeting.bar.ticks
    traditions = sorted({voice.score.tradition for voice in voices})
    return Score(
        version=1,
        title=_title(voices),
        tradition=traditions[0] if len(traditions) == 1 else "many",
        key=_key(meeting, home),
        meter=meeting.bar.meter,
        tempo=_tempo(form, meeting),
        sections=_sections(form, voices, meeting),
        chords=tuple(sketch.chords),
        parts=_parts(sketch, voices, seating),
        lines=tuple(sketch.lines),
        syllables=tuple(sketch.syllables),
        end=end,
    )


def _title(voices: Sequence[Portrait]) -> str:
    if len(voices) == 1:
        return voices[0].title[:200]
    return f"{len(voices)} songs in one"


def _key(meeting: Meeting, home: int) -> Key:
    if home == BRIGHT:
        return Key(meeting.root, "major")
    return Key((meeting.root + 9) % 12, "minor")


def _tempo(form: Form, meeting: Meeting) -> tuple[TempoMark, ...]:
    """Agitated turns go up to a twentieth faster, quiet ones slower; the last bars slow down."""
    marks: list[TempoMark] = []
    at = 0
    for turn in form.turns:
        micros = rounded(form.quarter_micros * (1000 - rounded(_SWAY * turn.arousal, 1000)), 1000)
        _mark(marks, at, micros)
        at += turn.bars * meeting.bar.ticks
    slowing = at - len(_SLOWING) * meeting.bar.ticks
    before = marks[-1].microseconds
    for index, share in enumerate(_SLOWING):
        _mark(marks, slowing + index * meeting.bar.ticks, rounded(before * share, 1000))
    return tuple(marks)


def _mark(marks: list[TempoMark], tick: int, micros: int) -> None:
    within = clamped(micros, _FASTEST_MARK, _SLOWEST_MARK)
    if not marks or marks[-1].microseconds != within:
        marks.append(TempoMark(tick, within))


def _sections(form: Form, voices: Sequence[Portrait], meeting: Meeting) -> tuple[SectionMark, ...]:
    marks: list[SectionMark] = []
    at = number = 0
    for turn in form.turns:
        until = at + turn.bars * meeting.bar.ticks
        number += turn.kind in ("solo", "choir")
        marks.append(
            SectionMark(
                _section_name(turn, number, voices)[:_NAME_LENGTH],
                _KINDS[turn.kind],
                at,
                until,
                turn.valence,
                turn.arousal,
            )
        )
        at = until
    return tuple(marks)


def _section_name(turn: Turn, number: int, voices: Sequence[Portrait]) -> str:
    titles = [voices[voice].title for voice in turn.voices]
    match turn.kind:
        case "solo":
            return f"turn {number}: {titles[0]}"
        case "dialogue":
            return f"dialogue: {titles[0][:32]} and {titles[1][:32]}"
        case "choir":
            return f"turn {number}: {len(titles)} voices from {titles[0]}"
        case kind:
            return kind


def _parts(sketch: Sketch, voices: Sequence[Portrait], seating: Seating) -> tuple[Part, ...]:
    parts = [Part("lead", "melody", _CHOIR_VOICE, _VOLUMES[LEAD], 64, _notes(sketch, LEAD))]
    for index, seat in enumerate(seating.seats):
        notes = _notes(sketch, seat_part(index))
        parts.append(Part(seat.name, "counter", seat.program, _SEAT_VOLUME, seat.pan, notes))
    for name, (roles, default) in _DEFAULTS.items():
        program = _favourite(voices, roles, default)
        pan = {BASS: 64, PAD: 64, FIGURE: 48}[name]
        notes = _notes(sketch, name)
        parts.append(Part(name, roles[0], program, _VOLUMES[name], pan, notes))
    pulse = _notes(sketch, PULSE)
    if pulse:
        parts.append(Part(PULSE, "percussion", 0, _VOLUMES[PULSE], 64, pulse))
    return tuple(parts)


def _favourite(voices: Sequence[Portrait], roles: Sequence[Role], default: int) -> int:
    """Give the instrument that most songs use for these roles."""
    votes = [0] * 128
    for voice in voices:
        for program in sorted({p.program for p in voice.score.parts if p.role in roles}):
            votes[program] += 1
    if not any(votes):
        return default
    return max(range(128), key=lambda program: (votes[program], -program))


def _notes(sketch: Sketch, part: str) -> tuple[Note, ...]:
    """Order a part's notes and keep one key from sounding twice at once: the earlier note ends
    where the later begins; of two that begin together the louder stays.
    """
    ordered = sorted(
        sketch.notes.get(part, ()), key=lambda note: (note.start, note.key, -note.velocity)
    )
    kept: list[Note] = []
    last_on_key: dict[int, int] = {}
    for note in ordered:
        index = last_on_key.get(note.key)
        if index is not None:
            before = kept[index]
            if before.start == note.start:
                continue
            length = min(before.duration, note.start - before.start)
            kept[index] = Note(before.start, length, before.key, before.cents, before.velocity)
        last_on_key[note.key] = len(kept)
        kept.append(note)
    return tuple(kept)
