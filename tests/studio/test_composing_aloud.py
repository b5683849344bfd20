"""A song sounds while it is made, and what is made is the song that is made in silence."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import soundfile

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.joining import FADE, finished_sound
from corvia_local.errors import BadInput, Cancelled
from corvia_local.model.mood import Mood
from corvia_local.model.plan import Change, SongRequest
from corvia_local.model.progress import Report
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_lyrics
from corvia_local.studio.composing_aloud import SongAloud, compose_aloud, wav_sink

WORDS = (
    "[Verse]\nthe harbour keeps its lamps\nall night for nobody\n\n"
    "[Chorus]\nand I am here\nthe morning comes"
)


def asked(seed: int = 5) -> SongRequest:
    wish = SongWish(start=Mood(-0.4, 0.2), goal=Mood(0.5, 0.1), minutes=0.5, seed=seed)
    return request_from_lyrics(WORDS, wish)


def heard_while_made(taste: tuple[Change, ...] = ()) -> tuple[ComposedSong, np.ndarray]:
    """Make a song that is heard into a WAV file."""
    aloud = SongAloud()
    aloud.warm_up()
    file = io.BytesIO()

    def make(song: SongAloud, report: Report) -> ComposedSong:
        return song.make(asked(), taste=taste, report=report)

    song = compose_aloud(aloud, make, wav_sink(file))
    aloud.close()
    assert aloud.first_sound_after is not None
    file.seek(0)
    return song, soundfile.read(file, dtype="int16")[0]


@pytest.mark.parametrize("taste", [(), ("faster", "fuller")])
def test_the_song_is_the_one_that_is_made_in_silence(taste: tuple[Change, ...]) -> None:
    song, heard = heard_while_made(taste)
    silent = compose(asked(), taste=taste)
    assert song.id == silent.id
    assert song.audio is not None
    assert silent.audio is not None
    assert np.array_equal(song.audio.samples, silent.audio.samples)
    assert abs(len(heard) - len(song.audio.samples)) < 9 * SAMPLE_RATE
    made = finished_sound(song.score, song.audio)
    joins = [
        border
        for border in made.borders
        if np.array_equal(heard[border + FADE :], song.audio.samples[border + FADE :])
    ]
    assert joins, "the finished song takes over between two phrases"


def test_it_sounds_before_it_is_composed() -> None:
    aloud = SongAloud()
    sounded = threading.Event()
    waited: list[bool] = []

    def report(step: str, share: float) -> None:
        if step == "composing" and share > 0.3 and not waited:
            waited.append(sounded.wait(60))

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(aloud.make, asked(), report=report)
        pieces = aloud.pieces()
        first = next(pieces)
        sounded.set()
        assert len(first) > 0
        assert not making.done()
        rest = list(pieces)
        assert making.result().audio is not None
    assert waited == [True], "a part of it was composed only after the first sound"
    assert sum(map(len, rest)) > 10 * SAMPLE_RATE


def test_who_stops_hearing_stops_the_making() -> None:
    class Enough(Exception):
        pass

    def stop(pieces: object, seconds: object) -> None:
        raise Enough

    ended: list[str] = []

    def make(song: SongAloud, report: Report) -> ComposedSong:
        try:
            return song.make(asked(), report=report)
        except Cancelled:
            ended.append("cancelled")
            raise

    with pytest.raises(Enough):
        compose_aloud(SongAloud(), make, stop)
    assert ended == ["cancelled"]


@pytest.mark.parametrize("last", ["planning", "composing", "rendering"])
def test_whoever_waits_for_sound_hears_that_the_making_was_stopped(last: str) -> None:
    aloud = SongAloud()

    def report(step: str, share: float) -> None:
        if step == last:
            raise Cancelled("Stopped.")

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(aloud.make, asked(), report=report)
        with pytest.raises(Cancelled):
            list(aloud.pieces())
        with pytest.raises(Cancelled):
            making.result()


def test_what_cannot_be_composed_is_told_to_whoever_waits_for_sound() -> None:
    aloud = SongAloud()
    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(aloud.make, asked(), voice="nobody")
        with pytest.raises(BadInput):
            next(aloud.pieces())
        with pytest.raises(BadInput):
            making.result()
