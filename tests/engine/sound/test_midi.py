import io

import mido
import pytest

from corvia_engine.sound.midi import midi_bytes
from corvia_local.model.score import Meter, Note, Part, Score, TempoMark
from tests.engine.sound.songs import QUARTER, song


def read(score: Score) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(midi_bytes(score)), charset="utf-8", clip=False)


def timed(track: mido.MidiTrack) -> list[tuple[int, mido.Message]]:
    at, found = 0, []
    for message in track:
        at += message.time
        found.append((at, message))
    return found


def notes_of(track: mido.MidiTrack) -> list[Note]:
    """Read the notes back with their cents, by the bend that holds when each is struck."""
    bends: dict[int, int] = {}
    held: dict[tuple[int, int], Note] = {}
    notes = []
    for tick, message in timed(track):
        if message.type == "pitchwheel":
            bends[message.channel] = round(message.pitch * 200 / 8192)
        elif message.type == "note_on":
            place = message.channel, message.note
            assert place not in held
            cents = bends.get(message.channel, 0)
            held[place] = Note(tick, 1, message.note, cents, message.velocity)
        elif message.type == "note_off":
            note = held.pop((message.channel, message.note))
            notes.append(Note(note.start, tick - note.start, note.key, note.cents, note.velocity))
    assert not held
    return sorted(notes, key=lambda note: (note.start, note.key, note.cents))


def test_every_note_comes_back() -> None:
    score = song()
    for part, track in zip(score.parts, read(score).tracks[1:], strict=True):
        assert notes_of(track) == list(part.notes)


def test_tempo_meter_key_and_sections_come_back() -> None:
    conductor = timed(read(song(meter=Meter((2, 2, 3), 8))).tracks[0])
    found = {m.type: m for _, m in conductor}
    assert found["track_name"].name == "Slow morning"
    assert (found["time_signature"].numerator, found["time_signature"].denominator) == (7, 8)
    assert found["key_signature"].key == "C"
    assert [(t, m.tempo) for t, m in conductor if m.type == "set_tempo"] == [
        (0, 600_000),
        (4 * QUARTER, 500_000),
    ]
    assert [(t, m.text) for t, m in conductor if m.type == "marker"] == [
        (0, "verse 1"),
        (4 * QUARTER, "chorus"),
    ]


def test_syllables_join_to_the_lines_as_sung() -> None:
    melody = next(track for track in read(song()).tracks if track.name == "Melody")
    lyrics = [(t, m.text) for t, m in timed(melody) if m.type == "lyrics"]
    assert [tick for tick, _ in lyrics] == [QUARTER * n for n in range(8)]
    assert "".join(t for _, t in lyrics) == "morn-ing comes slow,\rI am a-wake\r"


def test_the_tune_is_the_only_track_called_melody_and_the_only_one_with_words() -> None:
    score = song()
    for part, track in zip(score.parts, read(score).tracks[1:], strict=True):
        sings = part.role == "melody"
        assert track.name == ("Melody" if sings else part.name)
        assert any(m.type == "lyrics" for m in track) == sings
    assert not any(m.type == "lyrics" for m in read(score).tracks[0])


def test_programs_volumes_and_places_come_back() -> None:
    score = song()
    for part, track in zip(score.parts, read(score).tracks[1:], strict=True):
        controls = {m.control: m.value for m in track if m.type == "control_change"}
        assert next(m.program for m in track if m.type == "program_change") == part.program
        assert (controls[7], controls[10]) == (part.volume, part.pan)
        drums = {m.channel == 9 for m in track if m.type == "note_on"}
        assert drums == {part.role == "percussion"}


def test_cents_are_bends_within_the_range_that_is_set() -> None:
    notes = tuple(Note(QUARTER * n, QUARTER, 60, c, 80) for n, c in enumerate((0, -45, 30, 100)))
    track = read(_of(notes)).tracks[1]
    controls = [(m.control, m.value) for m in track if m.type == "control_change"]
    at = controls.index((101, 0))
    assert controls[at : at + 4] == [(101, 0), (100, 0), (6, 2), (38, 0)]
    assert notes_of(track) == list(notes)


def test_two_tunings_at_once_go_to_two_channels() -> None:
    notes = (Note(0, 960, 60, 0, 80), Note(0, 960, 64, -45, 80), Note(960, 480, 64, 20, 80))
    track = read(_of(notes)).tracks[1]
    assert notes_of(track) == list(notes)
    assert len({m.channel for m in track if m.type == "note_on"}) == 2


def test_a_repeated_key_is_released_before_it_is_struck_again() -> None:
    notes = (Note(0, 960, 60, 0, 80), Note(480, 480, 60, 0, 90))
    assert [n.duration for n in notes_of(read(_of(notes)).tracks[1])] == [480, 480]


def test_sixteen_parts_share_no_channel_of_one_port() -> None:
    parts = tuple(
        Part(f"p{n}", "melody" if n == 0 else "pad", n, 80, 64, (Note(0, 480, 60, 0, 80),))
        for n in range(16)
    )
    places = [
        (next(m.port for m in t if m.type == "midi_port"), m.channel)
        for t in read(song(parts=parts)).tracks[1:]
        for m in t
        if m.type == "note_on"
    ]
    assert len(set(places)) == 16


@pytest.mark.parametrize("title", ["Ein Lied über mich", "私の歌", ""])
def test_titles_in_any_script_come_back(title: str) -> None:
    found = read(song(title=title)).tracks[0]
    assert next(m.name for m in found if m.type == "track_name") == title


def test_equal_scores_give_equal_bytes() -> None:
    assert midi_bytes(song()) == midi_bytes(song())
    assert midi_bytes(song()) != midi_bytes(song(tempo=(TempoMark(0, 500_000),)))


def _of(notes: tuple[Note, ...]) -> Score:
    return song(parts=(Part("voice", "melody", 73, 110, 64, notes),))
