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
from tests.engine.voice.songs import BEAT, song

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
    score: Score, audio: Audio, ready_after: float, unsung: int = 0, since: float = 0.0
) -> tuple[Samples, int]:
    """Give what is heard where a song is finished after so many seconds of hearing, and the frame
    up to which it was heard by then."""
    made: Future[FinishedSound] = Future()
    finished = finished_sound(score, audio)
    finished = FinishedSound(audio, finished.borders, unsung)
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


def test_before_it_joins_the_instruments_are_heard_and_afterwards_the_finished_song(
    score: Score, alone: Samples
) -> None:
    sung = with_a_voice(render(score))
    heard, known = joined(score, sung, ready_after=2.0)
    border = next(b for b in finished_sound(score, sung).borders if b > known)
    assert np.array_equal(heard[:border], alone[:border])
    assert np.array_equal(heard[border + FADE :], sung.samples[border + FADE :])
    assert len(heard) == len(sung.samples)


def test_the_two_are_faded_over_without_a_click(score: Score, alone: Samples) -> None:
    sung = with_a_voice(render(score))
    heard, known = joined(score, sung, ready_after=2.0)
    border = next(b for b in finished_sound(score, sung).borders if b > known)
    fade = slice(border - 1, border + FADE + 1)
    steepest = max(
        abs(np.diff(one[fade].astype(int), axis=0)).max() for one in (alone, sung.samples)
    )
    apart = abs(alone[fade].astype(int) - sung.samples[fade]).max()
    assert abs(np.diff(heard[fade].astype(int), axis=0)).max() <= steepest + apart / FADE + 2


def test_the_level_glides_to_that_of_the_finished_song_before_it_joins(alone: Samples) -> None:
    long = song([("oh",)], *[LINE] * 6)
    first = np.concatenate(list(LiveRender(long).pieces()))
    clock = TempoMap(long)
    unsung = clock.frame(8 * BEAT)
    quieter = Audio((render(long).samples * 0.7).astype(np.int16))
    heard, known = joined(long, quieter, ready_after=5.0, unsung=unsung)
    made = finished_sound(long, quieter)
    border = next(
        b for b in made.borders if np.array_equal(heard[b + FADE :], quieter.samples[b + FADE :])
    )
    assert np.array_equal(heard[:known], first[:known])
    second = slice(border - SAMPLE_RATE, border)
    before = loudness(heard[second], SAMPLE_RATE, FULL_SCALE)
    after = loudness(quieter.samples[second], SAMPLE_RATE, FULL_SCALE)
    assert before == pytest.approx(after, abs=0.7)
    assert abs(loudness(first[second], SAMPLE_RATE, FULL_SCALE) - after) > 1.5
    moved = heard[known:border].astype(float) / np.where(
        first[known:border] == 0, 1, first[known:border]
    )
    loud = abs(first[known:border]) > 2000
    decibels = 20 * np.log10(np.maximum(1e-3, moved.mean(axis=1)[loud.all(axis=1)]))
    assert abs(np.diff(decibels)).max() < 0.05
    assert decibels.min() >= decibels[-1] - 0.1
    assert abs(decibels[-1]) / GLIDE <= (border - known) / SAMPLE_RATE


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
