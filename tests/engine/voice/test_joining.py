import threading

import numpy as np
import pytest

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.rendering import render
from corvia_engine.voice.joining import JoiningVoice
from corvia_local.errors import Cancelled
from corvia_local.model.progress import Report

from .songs import song

LINE = [("hold",), ("me",), ("in",), ("the",), ("light",)]
FOREVER = 1e9


def louder(audio: Audio) -> Audio:
    """Give a sound that can be told from the instruments alone."""
    return Audio((audio.samples // 2).astype(np.int16))


def test_the_instruments_are_heard_first_and_the_finished_song_takes_over() -> None:
    score = song(LINE)
    ready = threading.Event()
    finished = louder(render(score))

    def make(report: Report) -> Audio:
        ready.wait(20)
        return finished

    hearing = JoiningVoice(score, make, ahead=0.5)
    heard = []
    for piece in hearing.pieces():
        heard.append(piece)
        if sum(map(len, heard)) > 3 * SAMPLE_RATE:
            ready.set()
    whole = np.concatenate(heard).astype(int)
    assert len(whole) == len(finished.samples)
    assert np.array_equal(whole[-SAMPLE_RATE:], finished.samples[-SAMPLE_RATE:])
    begin = slice(2 * SAMPLE_RATE, 3 * SAMPLE_RATE)
    assert not np.array_equal(whole[begin], finished.samples[begin])
    assert hearing.whole() is finished


def test_it_begins_at_a_second_of_the_song() -> None:
    score = song(LINE)
    finished = louder(render(score))
    heard = np.concatenate(list(JoiningVoice(score, lambda _: finished).pieces(since=1.0)))
    assert len(heard) == len(finished.samples) - SAMPLE_RATE


def test_who_stops_listening_stops_the_singing() -> None:
    stopped = threading.Event()

    def make(report: Report) -> Audio:
        try:
            while True:
                report("singing", 0.5)
                stopped.wait(0.01)
        finally:
            stopped.set()

    hearing = JoiningVoice(song(LINE), make, ahead=FOREVER)
    pieces = hearing.pieces()
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert stopped.wait(5)
    with pytest.raises(Cancelled):
        hearing.whole()
