import math

import numpy as np
import pytest

from corvia_engine.body.variability import (
    TooFewBeats,
    clean,
    coherence,
    suggest_tempo,
    variability,
)


def test_measures_are_those_computed_by_hand() -> None:
    """Differences -10, 30, -20, 10: squares sum to 1500. Mean 808; squared deviations 480."""
    measured = variability([800, 790, 820, 800, 810])
    assert measured.mean_rate == pytest.approx(60_000 / 804)
    assert measured.rmssd == pytest.approx(math.sqrt(1500 / 4))
    assert measured.sdnn == pytest.approx(math.sqrt((16 + 196 + 256 + 16 + 36) / 4))
    assert (measured.beats, measured.left_out, measured.coherence) == (5, 0, None)


def test_a_steady_heart_has_no_variability() -> None:
    measured = variability([1000] * 30)
    assert (measured.mean_rate, measured.rmssd, measured.sdnn) == (60, 0, 0)


def test_artefacts_are_left_out_and_counted() -> None:
    cleaned = clean([800, 810, 2500, 805, 400, 1210, 795, 250, 800])
    assert cleaned.intervals == (800, 810, 805, 795, 800)
    assert cleaned.left_out == 4
    assert cleaned.joined == (False, True, False, False, False)


def test_no_difference_is_taken_across_an_artefact() -> None:
    measured = variability([800, 810, 800, 810, 2500, 900, 910, 900, 910])
    assert measured.rmssd == pytest.approx(10)
    assert measured.left_out == 1


def test_a_fault_at_the_beginning_does_not_rule_the_rest() -> None:
    assert clean([1500, 800, 805, 810]).intervals == (800, 805, 810)


def test_a_heart_that_truly_changes_its_pace_is_followed() -> None:
    cleaned = clean([1000] * 20 + [600] * 20)
    assert cleaned.left_out == 5
    assert cleaned.intervals[-1] == 600


@pytest.mark.parametrize("intervals", [[], [800], [800] * 4, [100] * 50, [3000] * 50])
def test_too_few_beats_are_refused(intervals: list[float]) -> None:
    with pytest.raises(TooFewBeats, match="strap"):
        variability(intervals)


def test_a_breath_like_wave_is_coherent_and_noise_is_not() -> None:
    generator = np.random.Generator(np.random.PCG64(3))
    wave = coherence(_breathing(0.1))
    noise = coherence(list(850 + generator.normal(0, 40, 180)))
    assert wave is not None
    assert noise is not None
    assert wave > 0.9
    assert noise < 0.35


def test_a_rhythm_outside_the_band_is_not_coherent() -> None:
    slow = coherence(_breathing(0.015))
    assert slow is not None
    assert slow < 0.2


def test_coherence_needs_a_minute_of_heartbeats() -> None:
    assert coherence([800] * 74) is None
    assert coherence([800] * 76) == pytest.approx(0, abs=1)


@pytest.mark.parametrize(
    ("rate", "tempo"), [(72, 72), (50, 50), (140, 140), (44, 88), (160, 80), (30, 60), (220, 110)]
)
def test_the_tempo_meets_the_heart(rate: float, tempo: float) -> None:
    assert suggest_tempo(rate) == tempo


@pytest.mark.parametrize("rate", [0, -3, math.nan, math.inf])
def test_no_rate_suggests_no_tempo(rate: float) -> None:
    with pytest.raises(TooFewBeats):
        suggest_tempo(rate)


def _breathing(hertz: float) -> list[float]:
    """Three minutes of beats whose intervals swing by 60 ms at one frequency."""
    intervals, at = [], 0.0
    while at < 180:
        interval = 0.85 + 0.06 * math.sin(2 * math.pi * hertz * at)
        intervals.append(1000 * interval)
        at += interval
    return intervals
