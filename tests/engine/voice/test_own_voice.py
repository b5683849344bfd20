from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.own_voice import distance, read_aloud
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.voice.espeak import Espeak, fresh_espeak
from corvia_engine.voice.pauses import cut_at_pauses
from corvia_engine.voice.reading import check_reading
from corvia_engine.voice.resampling import at_rate
from corvia_engine.voice.singing import VOICE_RATE, LinesNotRead, sing

from .songs import song
from .test_singing import heard_cents, vowel_cents

LINE = [("hold",), ("me",), ("in",), ("the",), ("mor", "ning"), ("light",)]
WORDS = ("hold", "me", "in", "the", "morning", "light")
KEY = "hold me in the morning light"


@pytest.fixture(scope="module")
def espeak() -> Iterator[Espeak]:
    with fresh_espeak() as synthesizer:
        yield synthesizer


@pytest.fixture(scope="module")
def reading(espeak: Espeak) -> NDArray[np.float64]:
    return read_aloud(espeak, KEY)


def test_a_line_read_by_somebody_is_sung_in_tune_with_their_timbre(
    reading: NDArray[np.float64],
) -> None:
    score = song(LINE)
    own = sing(score, "own", readings={KEY: reading})
    heard = heard_cents(own)
    for number, note in enumerate(score.melody.notes):
        off = (vowel_cents(own, heard, number) - 100 * note.key + 600) % 1200 - 600
        assert abs(off) < 10, note
    step = SAMPLE_RATE // VOICE_RATE
    sung, default = (one.samples[::step].astype(float) for one in (own, sing(score, "baritone")))
    assert distance(sung, reading) < distance(sung, default)
    assert distance(sung, reading) < distance(default, reading)


def test_lines_that_were_not_read_are_named() -> None:
    with pytest.raises(LinesNotRead, match="hold me in the morning light"):
        sing(song(LINE), "own")


def test_a_good_reading_has_no_fault_and_its_words_in_time(
    espeak: Espeak, reading: NDArray[np.float64]
) -> None:
    checked = check_reading(espeak, WORDS, reading)
    assert checked.faults == ()
    assert " ".join(word.text for word in checked.words).split() == list(WORDS)
    starts = [word.start for word in checked.words]
    assert starts == sorted(starts)
    assert checked.words[-1].end <= len(reading) / VOICE_RATE + 0.05


def test_noise_clipping_silence_length_and_missing_words_are_named(
    espeak: Espeak, reading: NDArray[np.float64]
) -> None:
    noise = np.random.default_rng(1).standard_normal(len(reading))
    lacking = read_aloud(espeak, "hold me in the light")
    for samples, named in (
        (reading + 0.05 * noise, "noisy"),
        (np.clip(8 * reading, -1, 1), "clipped"),
        (0.01 * reading, "too quiet"),
        (np.zeros(VOICE_RATE), "too quiet"),
        (reading[:2000], "seconds long"),
        (lacking, "“morning”"),
    ):
        assert named in "; ".join(check_reading(espeak, WORDS, samples).faults)


def test_a_recording_of_several_lines_is_cut_where_nothing_is_said(
    reading: NDArray[np.float64],
) -> None:
    silence = np.zeros(VOICE_RATE)
    whole = np.concatenate((silence, reading, silence, reading, silence))
    pieces = cut_at_pauses(whole, 2)
    assert [round(len(piece) / VOICE_RATE, 1) for piece in pieces] == pytest.approx(
        [1.5 + len(reading) / VOICE_RATE] * 2, abs=0.2
    )
    assert len(cut_at_pauses(whole, 5)) < 5


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_a_tone_keeps_its_pitch_and_level_at_another_rate(rate: int) -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(rate) / rate)
    heard = at_rate(tone, rate, VOICE_RATE)
    wished = np.sin(2 * np.pi * 440 * np.arange(VOICE_RATE) / VOICE_RATE)
    assert len(heard) == VOICE_RATE
    assert np.abs(heard - wished)[500:-500].max() < 0.01
