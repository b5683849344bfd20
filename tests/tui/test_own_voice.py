"""Who sings a song, and reading its lines aloud. The microphone is a stand-in that hears a
synthetic speaker; all that listens to it is the app's own."""

import io
import threading
from collections.abc import Awaitable, Callable, Generator
from pathlib import Path
from typing import Any, ClassVar

import miniaudio
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from benchmarks.own_voice import read_aloud
from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.voice.espeak import fresh_espeak
from corvia_engine.voice.resampling import at_rate
from corvia_engine.voice.singing import VOICE_RATE
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.library import keep_song
from corvia_local.vault.voice_readings import read_lines
from corvia_tui.app import CorviaApp
from corvia_tui.screens.ask import AskScreen
from corvia_tui.screens.reading_aloud import ReadingAloudScreen
from corvia_tui.screens.song import SongScreen
from corvia_tui.screens.who_sings import WhoSingsScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
LINES = ("the rain came in", "and I went home", "the light was thin", "and it was good")


class Microphone:
    """A device before which a synthetic speaker says what `says` holds, once for each opening."""

    says: ClassVar[bytes] = b""
    opened: ClassVar[int] = 0

    def __init__(self, **_: object) -> None:
        type(self).opened += 1
        self.closed = threading.Event()
        self.said = threading.Event()

    def start(self, receiver: Generator[None, bytes, None]) -> None:
        for at in range(0, len(self.says), 8_820):
            receiver.send(self.says[at : at + 8_820])

    def close(self) -> None:
        self.closed.set()


class OneMicrophone:
    def __init__(self, _: object) -> None: ...

    def get_captures(self) -> list[dict[str, Any]]:
        return [{"name": "a microphone"}]


class NoMicrophone(OneMicrophone):
    def get_captures(self) -> list[dict[str, Any]]:
        return []


def said(*lines: str) -> NDArray[np.float64]:
    silence = np.zeros(VOICE_RATE)
    with fresh_espeak() as espeak:
        read = [np.concatenate((read_aloud(espeak, line), silence)) for line in lines]
    return np.concatenate((silence, *read))


def say(line: str, gain: float = 1.0) -> None:
    heard = np.clip(gain * at_rate(said(line), VOICE_RATE, SAMPLE_RATE), -1, 1)
    Microphone.says = (heard * 32_767).astype(np.int16).tobytes()


@pytest.fixture
def microphone(monkeypatch: pytest.MonkeyPatch) -> type[Microphone]:
    monkeypatch.setattr(miniaudio, "CaptureDevice", Microphone)
    monkeypatch.setattr(miniaudio, "Devices", OneMicrophone)
    return Microphone


def shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


def rows(app: CorviaApp) -> list[str]:
    return [str(one.prompt) for one in app.screen.query_one(OptionList).options]


async def read(pilot: Pilot[None], settle: Wait) -> None:
    """Begin to record, wait until the meter is seen, end it, and wait until it was checked."""
    await pilot.press("enter")
    for _ in range(200):
        await pilot.pause(0.02)
        if "Read now" in shown(pilot.app):  # type: ignore[arg-type]
            break
    else:
        raise AssertionError("it did not begin to record")
    await pilot.press("enter")
    await settle(pilot)


async def test_lines_are_read_checked_read_again_and_sung(
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    small_song: ComposedSong,
    microphone: type[Microphone],
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        keep_song(app.vault, small_song)
        app.push_screen(SongScreen(small_song, kept=True))
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        assert isinstance(app.screen, WhoSingsScreen)
        assert "0 of 4 read" in rows(app)[-1]
        await pilot.press("end", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ReadingAloudScreen)
        say(LINES[0])
        await read(pilot, settle)
        assert rows(app)[0] == f"✓ {LINES[0]}"
        assert app.screen.query_one(OptionList).highlighted == 1
        say("and I went")
        await read(pilot, settle)
        assert "lacks “" in rows(app)[1]
        assert "Not kept" in shown(app)
        say(LINES[1], gain=30)
        await read(pilot, settle)
        assert "is clipped" in rows(app)[1]
        for line in LINES[1:]:
            say(line)
            await read(pilot, settle)
        assert [row[0] for row in rows(app)] == ["✓"] * 4
        assert "Your voice can sing this song" in shown(app)
        assert sorted(one.line for one in read_lines(app.vault)) == sorted(
            line.lower() for line in LINES
        )
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert isinstance(app.screen, SongScreen)
        assert app.screen.song.sung_by == "own"


async def test_recordings_are_deleted_at_a_word(
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    small_song: ComposedSong,
    microphone: type[Microphone],
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        app.push_screen(ReadingAloudScreen(small_song))
        await settle(pilot)
        say(LINES[0])
        await read(pilot, settle)
        for typed, left in (("no", 1), ("My voice", 0)):
            await pilot.press("x")
            await settle(pilot)
            assert isinstance(app.screen, AskScreen)
            app.screen.query_one(Input).value = typed
            await pilot.press("enter")
            await settle(pilot)
            assert len(read_lines(app.vault)) == left
        assert rows(app)[0] == f"· {LINES[0]}"


async def test_leaving_while_recording_drops_the_reading(
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    small_song: ComposedSong,
    microphone: type[Microphone],
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        app.push_screen(ReadingAloudScreen(small_song))
        await settle(pilot)
        say(LINES[0])
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert app.screen.keeps_awake  # type: ignore[attr-defined]
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, ReadingAloudScreen)
        assert read_lines(app.vault) == []


async def test_without_a_microphone_a_file_is_taken(
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    small_song: ComposedSong,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(miniaudio, "Devices", NoMicrophone)
    data = io.BytesIO()
    soundfile.write(data, said(*LINES), VOICE_RATE, format="WAV")
    file = tmp_path / "lines.wav"
    file.write_bytes(data.getvalue())
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        app.push_screen(ReadingAloudScreen(small_song))
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "no microphone here" in shown(app)
        await pilot.press("f")
        await settle(pilot)
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert [row[0] for row in rows(app)] == ["✓"] * 4
