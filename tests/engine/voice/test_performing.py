import msgspec
import numpy as np
import pytest

from corvia_engine.sound.audio import Audio
from corvia_engine.sound.mastering import CEILING
from corvia_engine.sound.rendering import render
from corvia_engine.voice.performing import perform, with_melody_stepping_back
from corvia_engine.voice.treatment import compressed, treated

from .songs import song

LINE = [("hold",), ("me",), ("in",), ("the",), ("light",)]


def loudest(audio: Audio) -> float:
    return float(np.abs(audio.samples.astype(np.int32)).max()) / 32_767


def test_a_sung_song_its_voice_and_the_rest_begin_together_and_do_not_clip() -> None:
    performance = perform(song(LINE), "alto", without_voice=True)
    rest = performance.without_voice
    assert rest is not None
    for audio in (performance.song, performance.voice, rest):
        assert 0.05 < loudest(audio) <= CEILING + 1e-4
    assert not np.array_equal(performance.song.samples[:100_000], rest.samples[:100_000])
    first = np.flatnonzero(np.abs(performance.voice.samples).max(axis=1) > 300)[0] / 44_100
    assert first == pytest.approx(2.0, abs=0.6)


def test_the_voice_free_mix_is_left_out_unless_asked_for() -> None:
    assert perform(song(LINE), "hum").without_voice is None


def test_only_sung_notes_of_the_melody_step_back() -> None:
    score = song(LINE)
    softer = with_melody_stepping_back(score)
    assert [n.velocity for n in softer.melody.notes] == [48] * 5
    assert [n.start for n in softer.melody.notes] == [n.start for n in score.melody.notes]


def test_a_song_without_words_sounds_as_it_does_without_a_voice() -> None:
    score = msgspec.structs.replace(song(LINE), syllables=())
    assert np.array_equal(perform(score, "alto").song.samples, render(score).samples)


def test_compression_narrows_the_range_and_keeps_the_soft() -> None:
    time = np.arange(44_100) / 44_100
    tone = np.sin(2 * np.pi * 220 * time) * np.where(time < 0.5, 0.05, 0.8)
    even = compressed(tone.astype(np.float32))
    soft, loud = np.std(even[10_000:20_000]), np.std(even[30_000:40_000])
    assert soft == pytest.approx(np.std(tone[10_000:20_000]), rel=0.01)
    assert 2 < loud / soft < 12


def test_the_room_rings_on_both_sides_and_dies_away() -> None:
    click = np.zeros(60_000, np.float32)
    click[1000] = 1.0
    room = treated(click)
    assert len(room) > len(click)
    early, late = np.std(room[3000:8000], axis=0), np.std(room[50_000:55_000], axis=0)
    assert (early > 10 * late).all()
    assert not np.array_equal(room[:, 0], room[:, 1])
