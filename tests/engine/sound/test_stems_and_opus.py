"""Parts alone add up to the song; Opus sounds like the FLAC file."""

import io

import numpy as np
import soundfile

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.opus import OPUS_RATE, opus_bytes, resampled
from corvia_engine.sound.rendering import render
from corvia_engine.sound.stems import stems
from tests.engine.sound.songs import song


def decibels(samples: np.ndarray) -> float:
    return 20 * float(np.log10(np.sqrt(np.mean(samples.astype(float) ** 2)) + 1e-9))


def test_stems_laid_over_each_other_are_the_song() -> None:
    made = dict(stems(song()))
    assert set(made) == {part.name for part in song().parts}
    whole = render(song()).samples.astype(float)
    total = np.zeros((max(len(one.samples) for one in made.values()), 2))
    for one in made.values():
        total[: len(one.samples)] += one.samples
    both = min(len(total), len(whole))
    assert decibels(total[:both] - whole[:both]) < decibels(whole) - 20


def test_a_resampled_tone_keeps_its_pitch_and_is_clean() -> None:
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    for hertz in (440, 5000, 15_000):
        tone = np.rint(20_000 * np.sin(2 * np.pi * hertz * time)).astype(np.int16)
        made = resampled(np.stack([tone, tone], axis=1))[:, 0] * 32_767
        wished = 20_000 * np.sin(2 * np.pi * hertz * np.arange(len(made)) / OPUS_RATE)
        error = (made - wished)[500:-500]
        assert decibels(error) < decibels(wished) - 70, hertz


def test_an_opus_file_is_as_long_and_a_fraction_of_the_size() -> None:
    audio = render(song())
    data = opus_bytes(audio, {"title": "Morning"})
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        assert (file.format, file.subtype, file.samplerate) == ("OGG", "OPUS", OPUS_RATE)
        assert file.title == "Morning"
        heard = file.read()
    assert abs(len(heard) / OPUS_RATE - audio.seconds) < 0.05
    left = Audio(np.ascontiguousarray(audio.samples))
    assert len(data) < left.samples.nbytes / 8
