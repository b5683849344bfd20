import functools
import itertools

import numpy as np
import pytest

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.flac import flac_bytes
from corvia_engine.sound.measures import (
    clipped_samples,
    envelope,
    fundamental,
    longest_silence,
    measure,
)
from corvia_engine.sound.rendering import PieceTooLong, render
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.errors import Cancelled
from corvia_local.model.score import Note, Part, Score, SectionMark, TempoMark, seconds_at
from tests.engine.sound.songs import QUARTER, alone, song

SINE_LIKE = 79
"""General MIDI's ocarina: nearly one partial, so its frequency can be read."""


@functools.cache
def rendered() -> Audio:
    return render(song())


def test_a_song_is_loud_enough_and_never_clips() -> None:
    figures = measure(rendered())
    assert figures.clipped_samples == 0
    assert figures.peak <= -0.99
    assert figures.loudness == pytest.approx(-16, abs=1.5)


def test_a_song_sounds_without_a_hole_and_rings_out() -> None:
    score, audio = song(), rendered()
    assert longest_silence(audio) < 0.05
    assert seconds_at(score, score.end) < audio.seconds < seconds_at(score, score.end) + 9


def test_the_end_is_trimmed_to_about_a_second_of_silence() -> None:
    levels = envelope(rendered(), 441)
    quiet = len(levels) - 1 - np.flatnonzero(levels > 0.001)[-1]
    assert 80 <= quiet <= 101


def test_the_loudest_song_stays_below_the_ceiling() -> None:
    notes = tuple(Note(QUARTER * n, 240, key, 0, 127) for n in range(8) for key in (40, 52, 64, 71))
    audio = render(alone(*notes, program=0))
    assert clipped_samples(audio) == 0
    assert np.abs(audio.samples.astype(int)).max() <= 29_206


def test_a_rest_is_silent_and_is_measured() -> None:
    notes = (Note(0, 240, 60, 0, 90), Note(15 * QUARTER, 240, 60, 0, 90))
    assert longest_silence(render(alone(*notes, program=115, bars=4))) > 4


def test_equal_scores_give_equal_bytes() -> None:
    first, second = rendered(), render(song())
    assert np.array_equal(first.samples, second.samples)
    tags = {"title": "Slow morning"}
    assert flac_bytes(first, tags) == flac_bytes(second, tags)


def test_another_score_gives_other_bytes() -> None:
    louder = song(tempo=(TempoMark(0, 500_000),))
    assert flac_bytes(rendered()) != flac_bytes(render(louder))


def test_a_cancel_stops_the_render_at_once() -> None:
    told = []

    def report(step: str, share: float) -> None:
        told.append((step, share))
        if share > 0.3:
            raise Cancelled("The song was stopped.")

    with pytest.raises(Cancelled):
        render(alone(*(Note(QUARTER * n, 400, 60, 0, 80) for n in range(160)), bars=40), report)
    assert told[-1][0] == "rendering"
    assert 0.3 < told[-1][1] < 0.4


def test_reports_rise_to_the_end() -> None:
    shares: list[float] = []
    render(song(), lambda _step, share: shares.append(share))
    assert all(a <= b for a, b in itertools.pairwise(shares))
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 5


def test_an_endless_piece_is_refused_before_it_is_rendered() -> None:
    long = song(
        tempo=(TempoMark(0, 3_000_000),),
        parts=alone(Note(400_000, QUARTER, 60, 0, 80), bars=209).parts,
        sections=(SectionMark("verse 1", "verse", 0, 400_000, 0, 0),),
        syllables=(),
        end=400_000,
    )
    with pytest.raises(PieceTooLong, match="at most 30"):
        render(long)


def test_a_piece_without_notes_is_silence() -> None:
    assert not render(alone()).samples.any()


@pytest.mark.parametrize("cents", [-50, -31, -14, 0, 7, 25, 50, 100])
def test_cents_are_heard_within_five_cents(cents: int) -> None:
    bent = alone(Note(0, 3 * QUARTER, 69, cents, 90), program=SINE_LIKE)
    assert _cents_above_a4(bent) == pytest.approx(cents + _plain_cents(), abs=5)


def test_the_plain_tuning_is_that_of_440_hertz() -> None:
    assert _plain_cents() == pytest.approx(0, abs=8)


def test_a_key_returns_in_another_tuning() -> None:
    notes = (Note(0, 3 * QUARTER, 69, -45, 90), Note(4 * QUARTER, 3 * QUARTER, 69, 30, 90))
    score = alone(*notes, program=SINE_LIKE)
    plain = _plain_cents()
    assert _cents_above_a4(score, 0.4) - plain == pytest.approx(-45, abs=5)
    assert _cents_above_a4(score, 2.4) - plain == pytest.approx(30, abs=5)


def test_one_key_sounds_in_two_tunings_at_once() -> None:
    """Two sines a quarter tone apart beat, one alone does not: the envelope dips."""
    both = (Note(0, 4 * QUARTER, 69, 0, 90), Note(0, 4 * QUARTER, 69, 50, 90))
    assert _dip(alone(*both, program=SINE_LIKE)) < 0.5 * _dip(_plain())


def test_a_part_may_be_bent_without_bending_the_others() -> None:
    bent = alone(Note(0, 4 * QUARTER, 69, 50, 90), program=SINE_LIKE)
    other = Part(
        "other", "counter", SINE_LIKE, 110, 64, (Note(5 * QUARTER, 2 * QUARTER, 69, 0, 90),)
    )
    score = song(parts=(*bent.parts, other), syllables=(), tempo=(TempoMark(0, 500_000),))
    assert _cents_above_a4(score, 2.8) == pytest.approx(_plain_cents(), abs=5)


def test_frames_follow_the_tempo_map_exactly() -> None:
    score = song(tempo=(TempoMark(0, 600_000), TempoMark(700, 500_000), TempoMark(1900, 250_000)))
    clock = TempoMap(score)
    for tick in (0, 1, 699, 700, 701, 1900, 3840):
        assert clock.seconds(tick) == pytest.approx(seconds_at(score, tick))
        assert clock.frame(tick) == int(seconds_at(score, tick) * SAMPLE_RATE + 1e-6)


def test_notes_start_where_the_score_says() -> None:
    notes = tuple(Note(QUARTER * n, 200, 76, 0, 100) for n in (0, 3, 7))
    levels = envelope(render(alone(*notes, program=115)), 441)
    for note in notes:
        at = round(seconds_at(alone(*notes), note.start) * 100)
        assert levels[at : at + 4].max() > 0.2
        assert at == 0 or levels[at - 4 : at].max() < 0.05


def _plain() -> Score:
    return alone(Note(0, 4 * QUARTER, 69, 0, 90), program=SINE_LIKE)


@functools.cache
def _plain_cents() -> float:
    return _cents_above_a4(_plain())


def _cents_above_a4(score: Score, at: float = 0.5) -> float:
    samples = render(score).samples[:, 0].astype(float)
    start = round(at * SAMPLE_RATE)
    return 1200 * np.log2(fundamental(samples[start : start + SAMPLE_RATE], 400, 500) / 440)


def _dip(score: Score) -> float:
    """The envelope's lowest share of its highest, within the held note."""
    held = render(score).samples[SAMPLE_RATE // 2 : 3 * SAMPLE_RATE // 2]
    levels = np.abs(held.astype(int)).reshape(-1, 420).max(axis=1)
    return levels.min() / levels.max()
