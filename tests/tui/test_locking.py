"""The app locks when it is left, when the machine slept, and shows nothing of what was there."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from corvia_local.errors import Locked, StorageFailed
from corvia_local.model.progress import Report
from corvia_local.studio import journal
from corvia_local.studio.settings import change_setting
from corvia_tui.app import CorviaApp
from corvia_tui.lock_watch import LockWatch
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.recovery_phrase import RecoveryPhraseScreen
from corvia_tui.screens.unlock import UnlockScreen
from corvia_tui.screens.write import WriteScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
SECRET = "half a thought about the harbour"


class Clocks:
    """Three clocks that are set by hand: awake, through sleep, on the wall."""

    def __init__(self) -> None:
        self.awake = self.through_sleep = self.wall = 1000.0

    def watch(self) -> LockWatch:
        return LockWatch(lambda: self.awake, lambda: self.through_sleep, lambda: self.wall)

    def pass_awake(self, seconds: float) -> None:
        self.awake += seconds
        self.through_sleep += seconds
        self.wall += seconds


@pytest.fixture
def clocks(app: CorviaApp) -> Clocks:
    made = Clocks()
    app.lock_watch = made.watch()
    return made


async def _write_secret(pilot: Pilot[None], settle: Wait) -> None:
    await pilot.press("w")
    await settle(pilot)
    pilot.app.screen.query_one(TextArea).text = SECRET
    await settle(pilot)


def test_a_sleep_is_seen_by_the_clock_that_counts_on() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.pass_awake(3600)
    assert not watch.slept()
    clocks.through_sleep += 30
    assert watch.slept()
    assert not watch.slept()


def test_a_wall_clock_set_by_seconds_is_no_sleep_and_by_an_hour_is_one() -> None:
    clocks = Clocks()
    watch = clocks.watch()
    clocks.wall += 20
    assert not watch.slept()
    clocks.wall -= 7200
    assert not watch.slept()
    clocks.wall += 3600
    assert watch.slept()


async def test_it_locks_after_the_time_that_is_set_and_not_before(
    app: CorviaApp, clocks: Clocks, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        clocks.pass_awake(599)
        app.lock_if_left()
        await settle(pilot)
        assert app.is_open
        await pilot.press("down")
        clocks.pass_awake(599)
        app.lock_if_left()
        await settle(pilot)
        assert app.is_open
        clocks.pass_awake(1)
        app.lock_if_left()
        await settle(pilot)
        assert not app.is_open
        assert isinstance(app.screen, UnlockScreen)


async def test_the_idle_lock_is_announced_once_and_any_key_puts_it_off(
    app: CorviaApp, clocks: Clocks, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        clocks.pass_awake(571)
        app.lock_if_left()
        app.lock_if_left()
        await settle(pilot)
        assert [one.title for one in app._notifications] == ["Locking in half a minute"]
        await pilot.press("down")
        clocks.pass_awake(100)
        app.lock_if_left()
        await settle(pilot)
        assert app.is_open


async def test_the_idle_time_is_a_setting_and_never_is_one_too(
    app: CorviaApp, clocks: Clocks, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.settings = change_setting(app.vault, "idle_lock_minutes", 0)
        clocks.pass_awake(86_400)
        app.lock_if_left()
        await settle(pilot)
        assert app.is_open
        app.settings = change_setting(app.vault, "idle_lock_minutes", 1)
        await pilot.press("ctrl+l")
        await settle(pilot)
        await unlocked(pilot)
        clocks.pass_awake(61)
        app.lock_if_left()
        await settle(pilot)
        assert not app.is_open


async def test_long_work_is_finished_before_it_locks(
    app: CorviaApp, clocks: Clocks, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        monkeypatch.setattr(type(app.screen), "keeps_awake", True)
        clocks.pass_awake(3600)
        app.lock_if_left()
        await settle(pilot)
        assert app.is_open
        monkeypatch.setattr(type(app.screen), "keeps_awake", False)
        app.lock_if_left()
        await settle(pilot)
        assert not app.is_open


async def test_a_machine_that_slept_wakes_up_locked_even_in_long_work(
    app: CorviaApp, clocks: Clocks, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write_secret(pilot, settle)
        monkeypatch.setattr(type(app.screen), "keeps_awake", True)
        clocks.through_sleep += 60
        app.lock_if_left()
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        await unlocked(pilot)
        assert isinstance(app.screen, WriteScreen)
        assert app.screen.query_one(TextArea).text == SECRET


async def test_a_locked_screen_shows_nothing_whatever_was_open(
    app: CorviaApp, clocks: Clocks, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        await _write_secret(pilot, settle)
        page = app.screen.query_one(TextArea)
        page.select_all()
        page.action_copy()
        app.screen.notify(SECRET, timeout=600)
        await pilot.press("ctrl+p", *"harbour")
        await settle(pilot)
        clocks.pass_awake(601)
        app.lock_if_left()
        await settle(pilot)
        assert [type(one).__name__ for one in app.screen_stack] == ["Screen", "UnlockScreen"]
        await pilot.press("f3", "ctrl+v")
        await pilot.resize_terminal(110, 40)
        await settle(pilot)
        shown = app.export_screenshot().replace("&#160;", " ")
        assert "harbour" not in shown
        assert app.screen.query_one(Input).value == ""
        assert "harbour" not in f"{app.title} {app.sub_title} {app.screen.title} {app.clipboard}"
        assert not list(app._notifications)


async def test_a_notice_that_comes_late_finds_a_locked_screen_empty(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        screen = app.screen
        assert isinstance(screen, CalmScreen)
        await pilot.press("ctrl+l")
        await settle(pilot)
        screen.say(SECRET)
        await settle(pilot)
        assert "harbour" not in app.export_screenshot()


async def test_words_that_open_a_vault_are_not_left_standing(tmp_path: Path, settle: Wait) -> None:
    app = CorviaApp(tmp_path / "vault")
    clocks = Clocks()
    app.lock_watch = clocks.watch()
    async with app.run_test() as pilot:
        await settle(pilot)
        for name in ("#first", "#second"):
            app.screen.query_one(name, Input).value = "seven quiet herons"
            await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, RecoveryPhraseScreen)
        words = app.screen.words.split()
        assert len(words) == 24
        clocks.pass_awake(601)
        app.lock_if_left()
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        shown = app.export_screenshot()
        assert not any(f". {word} " in shown for word in words)
        app.screen.query_one(Input).value = "seven quiet herons"
        await pilot.press("enter")
        await settle(pilot)
        assert any("make new ones" in one.message for one in app._notifications)


async def test_a_page_that_cannot_be_kept_is_not_lost_by_a_lock(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFailed("The disk is full.")

    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write_secret(pilot, settle)
        with monkeypatch.context() as patch:
            patch.setattr(journal, "keep_draft", full)
            await pilot.press("ctrl+l")
            await settle(pilot)
        assert "harbour" not in app.export_screenshot()
        await unlocked(pilot)
        assert app.screen.query_one(TextArea).text == SECRET
        await pilot.press("escape")
        await settle(pilot)
        assert journal.draft(app.vault) == SECRET


async def test_leaving_waits_where_a_page_cannot_be_kept_and_goes_when_asked_again(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFailed("The disk is full.")

    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write_secret(pilot, settle)
        monkeypatch.setattr(journal, "keep_draft", full)
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert isinstance(app.screen, WriteScreen)
        assert app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_door_is_there_before_work_that_was_cut_short_lets_the_vault_go(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    async with app.run_test() as pilot:
        await unlocked(pilot)
        vault, screen = app.vault, app.screen
        assert isinstance(screen, CalmScreen)

        def work(_: Report) -> None:
            with vault.held():
                begun.set()
                go_on.wait(10)

        screen.in_background(work, lambda _: None)
        await asyncio.to_thread(begun.wait, 10)
        app.action_lock()
        for _ in range(200):
            await asyncio.sleep(0.02)
            if isinstance(app.screen, UnlockScreen):
                break
        assert isinstance(app.screen, UnlockScreen)
        assert not go_on.is_set()
        go_on.set()
        await settle(pilot)
        with pytest.raises(Locked):
            vault.rows("SELECT 1")
