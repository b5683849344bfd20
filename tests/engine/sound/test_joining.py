"""A finished song takes over from one that is heard while it is made: no click, no jump."""

from collections.abc import Iterator
from concurrent.futures import Future

import numpy as np
import pytest
from numpy.typing import NDArray

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.joining import (
    FADE,
    FinishedSound,
    JoiningSound,
    finished_sound,
    phrase_borders,
)
from corvia_engine.sound.live_rendering import GLIDE, LiveRender
from corvia_engine.sound.loudness import loudness
from corvia_engine.sound.mastering import FULL_SCALE
from corvia_engine.sound.rendering import render
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.errors import Cancelled
from corvia_local.model.score import Score
from tests.engine.voice.songs import song

LINE = [("hold",), ("me",), ("in",), ("the",), ("light",)]
FOREVER = 1e9
Samples = NDArray[np.int16]


@pytest.fixture(scope="module")
def score() -> Score:
    return song(LINE, LINE, LINE)


@pytest.fixture(scope="module")
def alone(score: Score) -> Samples:
    """The instruments as they are heard at first."""
    return np.concatenate(list(LiveRender(score).pieces()))


def joined(
    score: Score, audio: Audio, ready_after: float, since: float = 0.0
) -> tuple[Samples, int]:
    """Give what is heard where a song is finished after so many seconds of hearing, and the frame
    up to which it was heard by then."""
    made: Future[FinishedSound] = Future()
    finished = finished_sound(score, audio)
    heard: list[Samples] = []
    known = 0
    for piece in JoiningSound(LiveRender(score), made, FOREVER).pieces(since):
        heard.append(piece)
        at = sum(map(len, heard))
        if at >= ready_after * SAMPLE_RATE and not made.done():
            made.set_result(finished)
            known = at
    return np.concatenate(heard), known


def with_a_voice(audio: Audio, decibels: float = 0.0) -> Audio:
    """Give the sound with another one added, and its own level changed."""
    tone = 3000 * np.sin(2 * np.pi * 330 * np.arange(len(audio.samples)) / SAMPLE_RATE)
    mixed = audio.samples * 10 ** (decibels / 20) + tone[:, None]
    return Audio(np.asarray(mixed.clip(-FULL_SCALE, FULL_SCALE), np.int16))


def border_of(heard: Samples, finished: Audio, score: Score) -> int:
    """Give the frame after which what is heard is the finished song to the last sample."""
    return next(
        border
        for border in finished_sound(score, finished).borders
        if np.array_equal(heard[border + FADE :], finished.samples[border + FADE :])
    )


def decibels_between(heard: Samples, alone: Samples) -> NDArray[np.float64]:
    """Give by how much the one is louder than the other, wherever both are loud."""
    loud = (abs(alone) > 2000).all(axis=1)
    return np.asarray(20 * np.log10((heard[loud] / alone[loud]).mean(axis=1)), np.float64)


def test_before_it_joins_the_instruments_are_heard_and_afterwards_the_finished_song(
    score: Score, alone: Samples
) -> None:
    sung = with_a_voice(render(score))
    heard, known = joined(score, sung, ready_after=2.0)
    border = border_of(heard, sung, score)
    assert border > known
    assert np.array_equal(heard[:known], alone[:known])
    assert not np.array_equal(alone[border + FADE :], sung.samples[border + FADE :])
    assert len(heard) == len(sung.samples)
    gliding = decibels_between(heard[known:border], alone[known:border])
    assert abs(gliding).max() <= GLIDE * (border - known) / SAMPLE_RATE


def test_the_two_are_faded_over_without_a_click(score: Score, alone: Samples) -> None:
    sung = with_a_voice(render(score))
    heard, _ = joined(score, sung, ready_after=2.0)
    border = border_of(heard, sung, score)
    fade = slice(border - 1, border + FADE + 1)
    glided = 10 ** (decibels_between(heard[:border], alone[:border])[-1] / 20)
    old = alone[fade] * glided
    steepest = max(_steepest(one) for one in (old, sung.samples[fade]))
    apart = abs(old - sung.samples[fade]).max()
    assert _steepest(heard[fade]) <= steepest + apart / FADE + 3


def _steepest(samples: NDArray[np.generic]) -> float:
    """Give the largest step from one frame to the next."""
    return float(abs(np.diff(samples.astype(float), axis=0)).max())


@pytest.mark.parametrize("factor", [0.7, 1.3])
def test_the_level_glides_to_that_of_the_finished_song_before_it_joins(
    alone: Samples, factor: float
) -> None:
    long = song([("oh",)], *[LINE] * 6)
    first = np.concatenate(list(LiveRender(long).pieces()))
    samples = (first * factor).clip(-FULL_SCALE, FULL_SCALE)
    other = Audio(samples.astype(np.int16))
    heard, known = joined(long, other, ready_after=5.0)
    border = border_of(heard, other, long)
    assert np.array_equal(heard[:known], first[:known])
    last = slice(border - SAMPLE_RATE // 4, border)
    before, after, first_before = (
        loudness(one[last], SAMPLE_RATE, FULL_SCALE) for one in (heard, other.samples, first)
    )
    assert before == pytest.approx(after, abs=0.3)
    assert abs(first_before - after) > 1.5
    moved = decibels_between(heard[known:border], first[known:border])
    assert abs(np.diff(moved)).max() < 0.05
    assert abs(moved[-1]) <= GLIDE * (border - known) / SAMPLE_RATE


def test_it_joins_between_two_lines_and_where_nobody_sings(score: Score) -> None:
    borders = phrase_borders(score)
    sung = [(s.tick, s.tick + s.duration) for s in score.syllables]
    assert len(borders) == 2
    assert not any(begin <= border < end for border in borders for begin, end in sung)


def test_a_song_that_is_finished_after_its_last_phrase_ends_as_it_began(
    score: Score, alone: Samples
) -> None:
    last = TempoMap(score).seconds(phrase_borders(score)[-1])
    heard, _ = joined(score, with_a_voice(render(score)), ready_after=last + 0.3)
    assert np.array_equal(heard, alone)


def test_it_begins_at_a_second_of_the_song(score: Score) -> None:
    sung = with_a_voice(render(score))
    heard, _ = joined(score, sung, ready_after=0.0, since=1.0)
    assert len(heard) == len(sung.samples) - SAMPLE_RATE
    assert np.array_equal(heard[-SAMPLE_RATE:], sung.samples[-SAMPLE_RATE:])


def test_what_goes_wrong_with_the_finished_song_is_told(score: Score) -> None:
    made: Future[FinishedSound] = Future()
    made.set_exception(Cancelled("Stopped."))
    with pytest.raises(Cancelled):
        list(JoiningSound(LiveRender(score), made, FOREVER).pieces())


def test_no_more_is_rendered_than_will_soon_be_heard(score: Score) -> None:
    made: Future[FinishedSound] = Future()
    pieces: Iterator[Samples] = JoiningSound(LiveRender(score), made, ahead=0.0).pieces()
    heard = sum(len(next(pieces)) for _ in range(3))
    made.set_result(finished_sound(score, render(score)))
    assert heard <= SAMPLE_RATE
    assert sum(map(len, pieces)) > 0
