"""A score as a Standard MIDI File, format 1.

Track 0 holds title, tempo map, meter, key and section markers; each part has a track of its own.
The track of the part that sings is called `Melody`, whatever the part is called in the score, so
that players and notation programs find the tune; the lyric stands on it. Lyric events follow the
karaoke convention of RP-017 (MIDI Manufacturers Association 1998): a syllable inside a word ends
with a hyphen, the last of a word with a space, the last of a line with a carriage return.

Cents are pitch bends within the range of two semitones that RPN 0 sets. They were chosen over
the MIDI Tuning Standard because nearly every player and sequencer follows them. As a bend moves
a whole channel, notes of one part that sound together at different offsets go to further
channels while there are free ones. More than fifteen melodic channels go to a second port.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corvia_engine.sound.lanes import deal_into_lanes, other_cents
from corvia_engine.sound.notation import key_signature
from corvia_engine.sound.sung_lines import sung_lines
from corvia_local.model.score import TICKS_PER_QUARTER, Note, Part, Score

if TYPE_CHECKING:
    from mido import Message, MidiTrack

BEND_RANGE = 2
"""Semitones that a full bend moves."""
MELODY_TRACK = "Melody"

_FULL_BEND = 8192
_PERCUSSION_CHANNEL = 9
_MELODIC_CHANNELS = tuple(c for c in range(16) if c != _PERCUSSION_CHANNEL)
_MOST_LANES = 4
_RELEASE, _BEND, _WORD, _ATTACK = 0, 1, 2, 3

Timed = tuple[int, int, Any]
"""A tick, an order within it, and a mido message."""


def midi_bytes(score: Score) -> bytes:
    """Write a score as a MIDI file; equal scores give equal bytes."""
    import mido

    file = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    file.tracks.append(_track(sorted(_conductor(score), key=_when)))
    taken = 0
    for part, lanes in _lanes_by_part(score):
        sung = list(_lyric(score)) if part.role == "melody" else []
        file.tracks.append(_part_track(part, lanes, taken, sung))
        taken += 0 if part.role == "percussion" else max(lanes, default=0) + 1
    target = io.BytesIO()
    file.save(file=target)
    return target.getvalue()


def _when(timed: Timed) -> tuple[int, int]:
    return timed[:2]


def _track(timed: list[Timed]) -> "MidiTrack":
    import mido

    track = mido.MidiTrack()
    at = 0
    for tick, _, message in timed:
        track.append(message.copy(time=tick - at))
        at = tick
    track.append(mido.MetaMessage("end_of_track", time=0))
    return track


def _conductor(score: Score) -> Iterator[Timed]:
    from mido import MetaMessage

    yield 0, 0, MetaMessage("track_name", name=score.title)
    yield (
        0,
        1,
        MetaMessage("time_signature", numerator=score.meter.beats, denominator=score.meter.unit),
    )
    yield 0, 2, MetaMessage("key_signature", key=key_signature(score.key).midi_name)
    for mark in score.tempo:
        yield mark.tick, 3, MetaMessage("set_tempo", tempo=mark.microseconds)
    for section in score.sections:
        yield section.start, 4, MetaMessage("marker", text=section.name)


def _lyric(score: Score) -> Iterator[Timed]:
    from mido import MetaMessage

    for line in sung_lines(score):
        for syllable in line.syllables:
            last = syllable is line.syllables[-1]
            ending = "\r" if last else " " if syllable.ends_word else "-"
            yield syllable.tick, _WORD, MetaMessage("lyrics", text=syllable.text + ending)


def _lanes_by_part(score: Score) -> Iterator[tuple[Part, list[int]]]:
    """Deal each part's notes to channels: as many as its bends need and the file has free."""
    free = len(_MELODIC_CHANNELS) - sum(part.role != "percussion" for part in score.parts)
    for part in score.parts:
        if part.role == "percussion":
            yield part, [0] * len(part.notes)
            continue
        lanes = deal_into_lanes(part.notes, other_cents, min(_MOST_LANES, 1 + max(0, free)))
        free -= max(lanes, default=0)
        yield part, lanes


def _part_track(part: Part, lanes: list[int], taken: int, sung: list[Timed]) -> "MidiTrack":
    from mido import MetaMessage

    percussion = part.role == "percussion"
    port, first = (0, 0) if percussion else divmod(taken, len(_MELODIC_CHANNELS))
    timed: list[Timed] = [
        (0, -3, MetaMessage("track_name", name=_track_name(part))),
        (0, -2, MetaMessage("midi_port", port=port)),
        *sung,
    ]
    for lane in range(max(lanes, default=0) + 1):
        place = (first + lane) % len(_MELODIC_CHANNELS)
        channel = _PERCUSSION_CHANNEL if percussion else _MELODIC_CHANNELS[place]
        notes = [note for note, dealt in zip(part.notes, lanes, strict=True) if dealt == lane]
        timed += [(0, -1, message) for message in _setting(part, channel, notes)]
        timed += _sounding(notes, channel, bends=not percussion)
    return _track(sorted(timed, key=_when))


def _track_name(part: Part) -> str:
    return MELODY_TRACK if part.role == "melody" else part.name


def _setting(part: Part, channel: int, notes: list[Note]) -> Iterator["Message"]:
    from mido import Message

    yield Message("program_change", channel=channel, program=part.program)
    controls = [(7, part.volume), (10, part.pan)]
    if any(note.cents for note in notes):
        controls += [(101, 0), (100, 0), (6, BEND_RANGE), (38, 0), (101, 127), (100, 127)]
    for control, value in controls:
        yield Message("control_change", channel=channel, control=control, value=value)


def _sounding(notes: list[Note], channel: int, *, bends: bool) -> Iterator[Timed]:
    from mido import Message

    bent = 0
    again: dict[int, int] = {}
    ends = []
    for note in reversed(notes):
        ends.append(min(note.start + note.duration, again.get(note.key, note.start + 10**9)))
        again[note.key] = note.start
    for note, end in zip(notes, reversed(ends), strict=True):
        if bends and note.cents != bent:
            pitch = round(note.cents * _FULL_BEND / (100 * BEND_RANGE))
            yield note.start, _BEND, Message("pitchwheel", channel=channel, pitch=pitch)
            bent = note.cents
        yield (
            note.start,
            _ATTACK,
            Message("note_on", channel=channel, note=note.key, velocity=note.velocity),
        )
        yield (
            max(end, note.start + 1),
            _RELEASE,
            Message("note_off", channel=channel, note=note.key, velocity=0),
        )
