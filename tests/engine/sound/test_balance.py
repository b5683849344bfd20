import numpy as np
import pytest

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.balance import MELODY_ABOVE
from corvia_engine.sound.fluidsynth_library import load_fluidsynth
from corvia_engine.sound.loudness import SILENT, loudness
from corvia_engine.sound.mastering import CEILING, master
from corvia_engine.sound.mixing import prepare_channels
from corvia_engine.sound.schedule import schedule
from corvia_engine.sound.sequencing import play_out
from corvia_engine.sound.soundfont import find_soundfont
from corvia_engine.sound.synthesizer import PARTS, Synthesizer
from corvia_local.model.score import Note, Part, Score
from tests.engine.sound.songs import QUARTER, song


@pytest.mark.parametrize("program", [0, 24, 40, 68, 73, 79])
@pytest.mark.parametrize("volume", [60, 127], ids=["quiet band", "loud band"])
def test_the_melody_stands_in_front_but_not_alone(program: int, volume: int) -> None:
    """A hit of percussion more or less in an excerpt may move it by a decibel or two."""
    melody, others = _apart(_band(program, volume))
    least, most = MELODY_ABOVE
    assert least - 2 < melody - others < most + 2


def test_the_score_s_volume_decides_between_equal_instruments() -> None:
    notes = song().parts[0].notes
    other = Part("other", "counter", 73, 55, 64, notes)
    third = Part("third", "figure", 73, 110, 64, notes)
    score = song(parts=(song().parts[0], other, third))
    assert _loudness_of(score, {"figure"}) - _loudness_of(score, {"counter"}) == (
        pytest.approx(40 * np.log10(2), abs=1)
    )


def test_a_loud_instrument_is_brought_to_the_others() -> None:
    notes = song().parts[0].notes
    parts = [Part("a", "counter", 73, 90, 64, notes), Part("b", "figure", 45, 90, 64, notes)]
    score = song(parts=(song().parts[0], *parts))
    assert _loudness_of(score, {"counter"}) - _loudness_of(score, {"figure"}) == (
        pytest.approx(0, abs=3.5)
    )


def test_attenuation_is_in_decibels() -> None:
    assert _lone_note(0) - _lone_note(6) == pytest.approx(6, abs=0.3)


def test_full_scale_sine_has_the_loudness_that_the_recommendation_gives() -> None:
    """BS.1770-4: 0 dBFS at 997 Hz on one channel gives -3.01 LUFS."""
    assert loudness(_sine(997), 48_000) == pytest.approx(-3.01, abs=0.05)


def test_deep_tones_count_less_and_high_ones_more() -> None:
    assert loudness(_sine(40), 48_000) < loudness(_sine(997), 48_000) - 3
    assert loudness(_sine(6000), 48_000) == pytest.approx(-3.01 + 3.3, abs=0.3)


def test_silence_between_tones_does_not_count() -> None:
    tone = _sine(997)
    gaps = np.concatenate([tone, np.zeros_like(tone), tone])
    assert loudness(gaps, 48_000) == pytest.approx(-3.01, abs=0.6)
    assert loudness(np.zeros((48_000, 2)), 48_000) == SILENT


def test_the_limiter_keeps_the_ceiling_without_steps() -> None:
    generator = np.random.Generator(np.random.PCG64(1))
    mix = generator.normal(0, 0.02, (3 * SAMPLE_RATE, 2)).astype(np.float32)
    mix[SAMPLE_RATE : SAMPLE_RATE + 100] = 0.6
    out = master(mix).samples / 32_767
    assert np.abs(out).max() <= CEILING + 1e-4
    assert np.abs(out[SAMPLE_RATE : SAMPLE_RATE + 100]).min() > 0.95 * CEILING


def _sine(hertz: float) -> np.ndarray:
    wave = np.sin(2 * np.pi * hertz * np.arange(5 * 48_000) / 48_000)
    return np.stack([wave, np.zeros_like(wave)], axis=1)


def _band(program: int, volume: int) -> Score:
    melody, *others = song().parts
    lead = Part("voice", "melody", program, 100, 64, melody.notes)
    return song(parts=(lead, *(_with(part, volume) for part in others)))


def _with(part: Part, volume: int) -> Part:
    return Part(part.name, part.role, part.program, volume, part.pan, part.notes)


def _apart(score: Score) -> tuple[float, float]:
    """Loudness of the melody and of all else, each alone in the song's own mix."""
    others = {part.role for part in score.parts} - {"melody"}
    return _loudness_of(score, {"melody"}), _loudness_of(score, others)


def _loudness_of(score: Score, roles: set[str]) -> float:
    with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
        prepare_channels(synthesizer, score)
        events = [e for e in schedule(score) if score.parts[e.channel % PARTS].role in roles]
        return loudness(play_out(synthesizer, events), SAMPLE_RATE)


def _lone_note(decibels: float) -> float:
    score = song(parts=(Part("v", "melody", 73, 100, 64, (Note(0, QUARTER, 69, 0, 90),)),))
    with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
        synthesizer.choose_program(0, 73, percussion=False)
        synthesizer.attenuate(0, decibels)
        return loudness(play_out(synthesizer, schedule(score)), SAMPLE_RATE)
