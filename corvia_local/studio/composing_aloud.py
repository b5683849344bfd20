"""A song that sounds while it is still being made."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from corvia_local.errors import Cancelled, PartMissing
from corvia_local.model.plan import Change, SongRequest
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score
from corvia_local.model.stretch import Stretch
from corvia_local.studio.composing import ComposedSong, compose
from corvia_local.studio.sounding import INSTRUMENTAL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corvia_engine.sound.joining import FinishedSound
    from corvia_engine.sound.synthesizer import Pair

    Pieces = Iterator[NDArray[np.int16]]

Sink = Callable[["Pieces", Callable[[], float]], None]
"""Takes pieces of sound to the end; the function tells how many seconds there will be."""

_TELLING_EVERY = 0.1
FIRST_SOUND_FIRST = 1.0
"""Seconds for which composing waits, after the first section, for the sound of it at most: both
would share one processor."""


class SongAloud:
    """One song: `make` it in one thread and take its `pieces` in another. Close it afterwards.

    What is composed sounds from its first section on; the finished sound, with its voice, joins
    when it is ready.
    """

    def __init__(self) -> None:
        self._created = time.perf_counter()
        self._begun: Future[tuple[Score, bool]] = Future()
        self._stretches: queue.SimpleQueue[Stretch | None] = queue.SimpleQueue()
        self._finished: Future[FinishedSound] = Future()
        self._pair: Future[Pair] | None = None
        self._awaited, self._sounding = threading.Event(), threading.Event()
        self.most_seconds = 0.0
        """The song's length, known with the first piece."""
        self.first_sound_after: float | None = None
        """Seconds from the beginning of all to the first piece."""

    def warm_up(self) -> None:
        """Begin to load in the background what the first sound will need."""
        self._pair = Future()
        for work in (_load_composer, self._open_instruments):
            threading.Thread(target=work, name="warming up", daemon=True).start()

    def make(
        self,
        request: SongRequest,
        *,
        entry_id: str | None = None,
        voice: str = INSTRUMENTAL,
        without_voice: bool = False,
        taste: tuple[Change, ...] = (),
        report: Report = silent,
    ) -> ComposedSong:
        """Compose and render the song as `studio.composing.compose` does, and let it be heard."""
        from corvia_engine.sound.joining import finished_sound

        try:
            song = compose(
                request,
                entry_id=entry_id,
                voice=voice,
                without_voice=without_voice,
                taste=taste,
                report=report,
                hearing=self,
            )
            assert song.audio is not None
            self._finished.set_result(finished_sound(song.score, song.audio))
        except BaseException as error:
            self._fail(error)
            raise
        return song

    def begin(self, frame: Score, *, whole: bool) -> None:
        """Take the song's frame; see `studio.composing.Hearing`."""
        self._begun.set_result((frame, whole))

    def add(self, stretch: Stretch) -> None:
        """Take the next notes; where somebody waits for the first sound, let it come first."""
        self._stretches.put(stretch)
        if self._awaited.is_set():
            self._sounding.wait(FIRST_SOUND_FIRST)

    def pieces(self, ahead: float | None = None) -> "Pieces":
        """Give the song's sound, waiting for it where it is not there yet.

        Until the finished sound is there, no more than `ahead` seconds are given before their
        time. Raises what `make` raises.
        """
        from corvia_engine.sound.joining import AHEAD_SECONDS, JoiningSound
        from corvia_engine.sound.live_rendering import LiveRender

        self._awaited.set()
        try:
            frame, whole = self._begun.result()
            live = LiveRender(frame, None if whole else self._written(), self._instruments)
            joining = JoiningSound(live, self._finished, AHEAD_SECONDS if ahead is None else ahead)
            self.most_seconds = joining.most_seconds
            for piece in joining.pieces():
                if self.first_sound_after is None:
                    self.first_sound_after = time.perf_counter() - self._created
                self._sounding.set()
                yield piece
        finally:
            self._sounding.set()

    def close(self) -> None:
        """Free instruments that were opened and never used."""
        if self._pair is not None and self._pair.exception() is None:
            for synthesizer in self._instruments():
                synthesizer.close()

    def _written(self) -> Iterator[Stretch]:
        while True:
            stretch = self._stretches.get()
            if stretch is None:
                self._finished.result()
                return
            yield stretch
            if stretch.until is None:
                return

    def _instruments(self) -> "Pair":
        from corvia_engine.sound.synthesizer import open_pair

        if self._pair is None:
            return open_pair()
        pair, self._pair = self._pair, None
        return pair.result()

    def _open_instruments(self) -> None:
        from corvia_engine.sound.synthesizer import open_pair

        pair = self._pair
        assert pair is not None
        try:
            pair.set_result(open_pair())
        except BaseException as error:
            pair.set_exception(error)

    def _fail(self, error: BaseException) -> None:
        for waited in (self._begun, self._finished):
            if not waited.done():
                waited.set_exception(error)
        self._stretches.put(None)


def compose_aloud(
    aloud: SongAloud, make: Callable[[SongAloud, Report], ComposedSong], sink: Sink
) -> ComposedSong:
    """Make a song and let a sink have its sound meanwhile; give the song when both are done.

    `make` makes it with `aloud` and the report by which it is stopped where the sink stops.
    Raises what either raises.
    """
    stopped = threading.Event()

    def go_on(step: str, share: float) -> None:
        if stopped.is_set():
            raise Cancelled("Stopped. Nothing was kept of it.")

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(make, aloud, go_on)
        try:
            sink(aloud.pieces(), lambda: aloud.most_seconds)
            return making.result()
        finally:
            stopped.set()


class Sounding:
    """A song that is being made, heard from a thread of its own until it ends or is stopped."""

    def __init__(self, aloud: SongAloud) -> None:
        self._aloud = aloud
        self._began: float | None = None
        self._share = 0.0
        self._stopped, self._over = threading.Event(), threading.Event()
        self.error: Exception | None = None
        """What stopped the sound, where something went wrong."""
        threading.Thread(target=self._sound, name="sounding", daemon=True).start()

    @property
    def is_over(self) -> bool:
        """Whether nothing sounds any more."""
        return self._over.is_set()

    @property
    def seconds_heard(self) -> float:
        """How long it has sounded."""
        return 0.0 if self._began is None else time.monotonic() - self._began

    def stop(self) -> None:
        """Let it fall silent; the song goes on being made."""
        self._stopped.set()

    def follow(self, report: Report) -> None:
        """Tell the share heard until the sound is over; what `report` raises stops it.

        Raises what went wrong with the sound.
        """
        try:
            while not self._over.wait(_TELLING_EVERY):
                report("playing", self._share)
        except BaseException:
            self.stop()
            raise
        if self.error is not None:
            raise self.error

    def _sound(self) -> None:
        try:
            sound_device_sink(self._told)(self._aloud.pieces(), lambda: self._aloud.most_seconds)
        except Cancelled:
            pass  # it was asked for
        except Exception as error:  # `follow` raises it
            self.error = error
        finally:
            self._over.set()

    def _told(self, step: str, share: float) -> None:
        if self._stopped.is_set():
            raise Cancelled("Stopped.")
        if self._began is None:
            self._began = time.monotonic()
        self._share = share


def sound_device_sink(report: Report = silent) -> Sink:
    """Give the sink that is heard; `report` is told the share played and may stop it."""
    from corvia_engine.sound.playback import play_pieces

    return lambda pieces, seconds: play_pieces(pieces, seconds, report)


def wav_sink(file: IO[bytes]) -> Sink:
    """Give the sink that writes a WAV file."""
    from corvia_engine.sound.wav_writing import write_wav

    return lambda pieces, _: write_wav(pieces, file)


def _load_composer() -> None:
    from corvia_engine.music.composing import Composing  # noqa: F401
    from corvia_engine.music.melody.known_runs import load_known_runs
    from corvia_engine.music.melody.model import load_melody_model

    with suppress(PartMissing):  # it is raised again where the part is needed
        load_known_runs()
        load_melody_model()
