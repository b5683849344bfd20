"""The whole way: write, see what was heard, accept kinder words, lyric, wishes, song, files."""

import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import miniaudio
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from corvia_engine.sound import playback
from corvia_local.errors import Cancelled
from corvia_local.model.mood import Mood
from corvia_local.model.progress import Report
from corvia_local.studio import journal, library, lyric_making
from corvia_local.studio.composing import ComposedSong, SongWish
from corvia_local.studio.composing_aloud import SongAloud
from corvia_tui.app import CorviaApp
from corvia_tui.screens.composing import ComposingScreen
from corvia_tui.screens.lyric import LyricScreen
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.screens.song import SongScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.song_making import Words, compose_song
from corvia_tui.widgets.gauge import Gauge
from corvia_tui.widgets.stepper import Stepper
from corvia_tui.widgets.sung_words import SungWords

Wait = Callable[[Pilot[None]], Awaitable[None]]

SHORT = "They all think I am useless. I always ruin everything. The rain was soft."
KINDER = "I drop things at times, and I am learning."


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


async def _write(pilot: Pilot[None], text: str, settle: Wait) -> None:
    await pilot.press("w")
    await settle(pilot)
    pilot.app.screen.query_one(TextArea).text = text
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_from_writing_to_a_song_that_is_kept_and_saved(
    app: CorviaApp, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        await _write(pilot, SHORT, settle)
        assert isinstance(app.screen, ReflectionScreen)
        entry = app.screen.entry
        assert len(app.screen.query(Gauge)) == 2
        assert "I always ruin everything." in _shown(app)

        await pilot.press("k")
        await settle(pilot)
        assert journal.accepted_reframe(app.vault, entry.id) is None
        app.screen.query_one(TextArea).text = KINDER
        await pilot.press("ctrl+s")
        await settle(pilot)
        accepted = journal.accepted_reframe(app.vault, entry.id)
        assert accepted is not None
        assert accepted.text == KINDER

        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, LyricScreen)
        assert app.screen.draft is not None
        await pilot.press("ctrl+s")
        await settle(pilot)
        kept = lyric_making.kept(app.vault, entry.id)
        assert kept is not None
        app.screen.query_one("#minutes", Stepper).choose("0.5")
        app.screen.query_one("#goal", Stepper).choose("joy")
        app.screen.query_one("#seed", Input).value = "7"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, SongScreen)
        song = app.screen.song
        assert song.plan.seed == 7
        assert (song.plan.goal_valence, song.plan.goal_arousal) == (800, 400)
        assert song.entry_id == entry.id
        assert song.plan.lyric == lyric_making.sung_lyric(kept, SHORT)
        assert song.plan.reasons[0].because in _shown(app)

        await pilot.press("k")
        await settle(pilot)
        assert [one.id for one in library.list_headings(app.vault)] == [song.id]
        await pilot.press("f")
        app.screen.query_one(Input).value = str(tmp_path / "songs here")
        await pilot.press("enter")
        await settle(pilot)
        written = {path.name for path in (tmp_path / "songs here").iterdir()}
        assert written == {
            "song.flac",
            "song.mid",
            "song.musicxml",
            "song.lrc",
            "song.json",
            "song.svg",
        }
        assert "6 files are in" in _shown(app)

        await pilot.press("escape")
        await settle(pilot)
        assert song.title in _shown(app)


async def test_not_now_keeps_nothing(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, SHORT, settle)
        entry = app.screen.entry
        await pilot.press("k")
        await settle(pilot)
        assert app.screen.query_one(TextArea).text
        await pilot.press("escape")
        await settle(pilot)
        assert journal.accepted_reframe(app.vault, entry.id) is None


async def test_none_of_these_puts_the_habits_and_their_questions_away(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, SHORT, settle)
        assert app.screen.query("#habits")
        await pilot.press("n")
        await settle(pilot)
        assert not app.screen.query("#habits")
        await pilot.press("k")
        await settle(pilot)
        assert isinstance(app.screen, ReflectionScreen)


async def test_escape_stops_composing_and_its_work(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def watched(words: Words, wish: SongWish, report: Report, aloud: SongAloud) -> ComposedSong:
        try:
            return compose_song(words, wish, report, aloud)
        except Cancelled:
            ended.append("cancelled")
            raise

    monkeypatch.setattr("corvia_tui.screens.composing.compose_song", watched)
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(Words("", SHORT, KINDER, Mood(-0.4, 0.3))))
        await settle(pilot)
        app.screen.query_one("#minutes", Stepper).choose("6")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ComposingScreen)
        await pilot.press("escape")
        for _ in range(1200):
            if ended and isinstance(app.screen, WishesScreen):
                break
            await pilot.pause(0.05)
        assert ended == ["cancelled"]
        assert isinstance(app.screen, WishesScreen)
        assert library.list_headings(app.vault) == []


async def test_a_changed_lyric_is_what_is_sung(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    words = Words("", SHORT, None, Mood(-0.4, 0.3)).with_lyric(
        "[Verse]\nthe harbour keeps its lamps\nall night for nobody\n\n[Chorus]\nand I am here"
    )
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(words))
        await settle(pilot)
        app.screen.query_one("#minutes", Stepper).choose("0.5")
        await pilot.press("ctrl+s")
        await settle(pilot)
        sung = [line.text for stanza in app.screen.song.plan.lyric.stanzas for line in stanza.lines]
        assert sung == ["the harbour keeps its lamps", "all night for nobody", "and I am here"]
        await pilot.press("escape")
        await pilot.pause()
        assert "Keep this song?" in _shown(app)
        await pilot.press("n")
        await settle(pilot)
        assert library.list_headings(app.vault) == []


async def test_without_a_sound_device_it_says_so_and_offers_the_files(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corvia_local.studio.listening.sound_device", lambda: None)
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(Words("", SHORT, KINDER, Mood(-0.4, 0.3))))
        await settle(pilot)
        app.screen.query_one("#minutes", Stepper).choose("0.5")
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert "There is no sound device here. Press f" in _shown(app)


@pytest.fixture
def null_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sound library's own device, that keeps time and that nobody hears."""
    silent = playback._Device("null", None, (miniaudio.Backend.NULL,))
    monkeypatch.setattr(playback, "_first_device", lambda: silent)


@pytest.mark.usefixtures("null_device")
async def test_a_song_sounds_while_it_is_composed_and_goes_on_on_its_page(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds = threading.Event()

    def held_up(words: Words, wish: SongWish, report: Report, aloud: SongAloud) -> ComposedSong:
        def told(step: str, share: float) -> None:
            report(step, share)
            if step == "rendering":
                sounds.wait(60)

        return compose_song(words, wish, told, aloud)

    monkeypatch.setattr("corvia_tui.screens.composing.compose_song", held_up)
    async with app.run_test(size=(100, 30)) as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(Words("", SHORT, KINDER, Mood(-0.4, 0.3))))
        await settle(pilot)
        app.screen.query_one("#minutes", Stepper).choose("0.5")
        await pilot.press("ctrl+s")
        await pilot.pause()
        composing = app.screen
        assert isinstance(composing, ComposingScreen)
        await _until(pilot, lambda: composing.aloud is not None)
        await _hear(pilot, composing)
        await _until(pilot, lambda: "You hear it" in _shown(app))
        sounding = composing.sounding
        assert sounding is not None
        sounds.set()
        await _until(pilot, lambda: isinstance(app.screen, SongScreen))
        await _until(pilot, lambda: app.screen.query_one(SungWords).display)
        assert not sounding.is_over
        assert "Playing" in _shown(app)
        await pilot.press("p")
        await _until(pilot, lambda: sounding.is_over)
        await _until(pilot, lambda: "Not kept yet" in _shown(app))


@pytest.mark.usefixtures("null_device")
async def test_escape_stops_the_sound_with_the_composing(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(Words("", SHORT, KINDER, Mood(-0.4, 0.3))))
        await settle(pilot)
        app.screen.query_one("#minutes", Stepper).choose("6")
        await pilot.press("ctrl+s")
        await pilot.pause()
        composing = app.screen
        assert isinstance(composing, ComposingScreen)
        await _until(pilot, lambda: composing.aloud is not None)
        await _hear(pilot, composing)
        sounding = composing.sounding
        assert sounding is not None
        await pilot.press("escape")
        await _until(pilot, lambda: sounding.is_over)
        assert library.list_headings(app.vault) == []


async def _hear(pilot: Pilot[None], composing: ComposingScreen) -> None:
    """Press p, and once more where the page was still being drawn, as a person does."""
    for _ in range(3):
        await pilot.press("p")
        for _ in range(40):
            if composing.sounding is not None:
                return
            await pilot.pause(0.05)
    raise AssertionError("p was not heard")


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(1200):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came to hold")
