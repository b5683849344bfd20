"""The words on a song's page while it plays, and who sings."""

import threading
from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from corvia_local.model.mood import Mood
from corvia_local.model.progress import Report
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.karaoke import Moment
from corvia_tui.app import CorviaApp
from corvia_tui.screens.song import SongScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.song_making import Words
from corvia_tui.widgets.stepper import Stepper
from corvia_tui.widgets.sung_words import SungWords, drawn

Wait = Callable[[Pilot[None]], Awaitable[None]]


async def _until(pilot: Pilot[None], happened: Callable[[], bool]) -> None:
    for _ in range(200):
        if happened():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not happen")


async def test_the_words_follow_the_playing_and_go_with_it(
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    small_song: ComposedSong,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    end = threading.Event()

    def heard(audio: object, report: Report) -> object:
        report("rendering", 0.5)
        while not end.wait(0.05):
            report("playing", 0.1)
        return audio

    monkeypatch.setattr("corvia_local.studio.listening.require_sound_device", lambda: "ear")
    monkeypatch.setattr("corvia_local.studio.listening.play_while_rendering", heard)
    async with app.run_test(size=(100, 30)) as pilot:
        await unlocked(pilot)
        app.push_screen(SongScreen(small_song, kept=False))
        await pilot.pause()
        words = app.screen.query_one(SungWords)
        assert not words.display
        await pilot.press("p")
        await _until(pilot, lambda: words.display)
        assert small_song.score.lines[0].split()[0] in str(words.render())
        end.set()
        await _until(pilot, lambda: not words.display)
        await settle(pilot)


def test_the_word_that_is_sung_is_bold_between_those_before_and_after() -> None:
    shown = drawn(Moment("I am", "here", "now", 0.5, "and you are too"))
    rows = shown.plain.splitlines()
    assert (rows[0], rows[2]) == ("I am here now", "and you are too")
    assert rows[1].count("━") == rows[1].count("─") == 20
    bold = [shown.plain[s.start : s.end] for s in shown.spans if "bold" in str(s.style)]
    assert bold == ["here"]


async def test_a_singer_can_be_wished_for(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(Words("", "A quiet day", None, Mood(0.1, 0.1))))
        await settle(pilot)
        singers = app.screen.query_one("#voice", Stepper)
        assert [one.value for one in singers.options] == [
            "none", "alto", "baritone", "tenor", "mezzo", "hum", "spoken",
        ]  # fmt: skip
        assert singers.value == "none"
