"""Scores that no ensemble could play, but a peer may send, are written all the same."""

from corvia_engine.sound.lrc import lrc_text
from corvia_engine.sound.midi import midi_bytes
from corvia_engine.sound.musicxml import musicxml_bytes
from corvia_engine.sound.schedule import schedule
from corvia_local.model.score import Note, Part, SungSyllable
from tests.engine.sound.songs import song

MANY = 6_000


def test_a_part_of_notes_that_all_sound_at_once_is_written() -> None:
    notes = tuple(Note(0, 3000, n % 128, n % 201 - 100, 80) for n in range(MANY))
    score = song(parts=(Part("voice", "melody", 0, 100, 64, notes),))
    attacks = [event for event in schedule(score) if event.velocity]
    assert len(attacks) == MANY
    assert midi_bytes(score).startswith(b"MThd")
    assert musicxml_bytes(score).count(b"<pitch>") >= MANY


def test_one_line_of_endless_syllables_is_written() -> None:
    syllables = tuple(SungSyllable(0, 1, "z", 0, False, False) for _ in range(MANY))
    text = lrc_text(song(lines=("x" * 1000,), syllables=syllables))
    assert text.count("z") == MANY
