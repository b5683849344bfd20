"""What moods ask of music, against the measured means of piano clips by quadrant."""

import pytest

from corvia_engine.music.cues import (
    articulation,
    beat_tempo,
    brightness,
    quarter_micros,
    register,
    velocity,
)


@pytest.mark.parametrize(("arousal", "measured"), [(500, 78), (-500, 53.5)])
def test_dynamics_follow_the_clips(arousal, measured):
    assert abs(velocity(arousal) - measured) <= 1


def test_lively_is_one_and_a_half_times_as_fast_as_calm():
    assert abs(beat_tempo(500) / beat_tempo(-500) - 4.475 / 2.97) < 0.02


def test_tempo_is_monotone_in_arousal():
    tempos = [beat_tempo(arousal) for arousal in range(-1000, 1001, 10)]
    assert tempos == sorted(tempos)


def test_a_quarter_of_sixty_beats_lasts_a_second():
    assert quarter_micros(60_000, 480) == 1_000_000
    assert quarter_micros(60_000, 720) == 666_666


def test_pleasant_is_higher_shorter_and_brighter():
    assert register(800, "verse") > register(-800, "verse")
    assert articulation(800, 800) < articulation(-800, -800)
    assert brightness(800, 0) > 0 > brightness(-800, 0)
    assert -1000 <= brightness(-1000, -1000) <= brightness(1000, 1000) <= 1000
