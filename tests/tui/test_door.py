"""First steps, unlocking, a wrong passphrase, the recovery words, and locking from anywhere."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from corvia_local.errors import Locked
from corvia_local.studio.opening import unlock
from corvia_tui.app import CorviaApp
from corvia_tui.screens.three_words import ThreeWordsScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]


def _screen(app: CorviaApp) -> str:
    return type(app.screen).__name__


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


async def _type_twice(pilot: Pilot[None], first: str, second: str) -> None:
    pilot.app.screen.query_one("#first", Input).value = first
    await pilot.press("enter")
    pilot.app.screen.query_one("#second", Input).value = second
    await pilot.press("enter")


async def test_a_vault_is_made_and_its_recovery_words_open_it(tmp_path: Path, settle: Wait) -> None:
    app = CorviaApp(tmp_path / "vault")
    async with app.run_test() as pilot:
        await settle(pilot)
        await _type_twice(pilot, "seven quiet herons", "seven quiet herons")
        await settle(pilot)
        assert _screen(app) == "RecoveryPhraseScreen"
        words = app.screen.words
        assert len(words.split()) == 24
        await pilot.press("enter", "space")
        assert _screen(app) == "RecoveryPhraseScreen"
        await pilot.press("ctrl+w")
        await settle(pilot)
        await _answer_three_words(pilot, words)
        await settle(pilot)
        assert _screen(app) == "TodayScreen"
        await pilot.press("ctrl+l")
        await settle(pilot)
        await pilot.press("f3")
        app.screen.query_one(Input).value = words
        await pilot.press("enter")
        await settle(pilot)
        assert _screen(app) == "TodayScreen"


async def _answer_three_words(pilot: Pilot[None], words: str, last: str = "") -> None:
    screen = pilot.app.screen
    assert isinstance(screen, ThreeWordsScreen)
    fields = list(screen.query(Input))
    for number, field in enumerate(fields):
        field.value = words.split()[screen.places[number] - 1]
    fields[-1].value = last or fields[-1].value
    fields[-1].focus()
    await pilot.press("enter")


async def test_three_of_the_words_are_asked_for_and_can_be_looked_up_or_left(
    tmp_path: Path, settle: Wait
) -> None:
    app = CorviaApp(tmp_path / "vault")
    async with app.run_test() as pilot:
        await settle(pilot)
        await _type_twice(pilot, "seven quiet herons", "seven quiet herons")
        await settle(pilot)
        words = app.screen.words
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert not any(f". {word} " in _shown(app) for word in words.split())
        await _answer_three_words(pilot, words, last="heron")
        await settle(pilot)
        assert "Not all three are right" in _shown(app)
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert _screen(app) == "RecoveryPhraseScreen"
        assert words.split()[0] in _shown(app)
        await pilot.press("ctrl+w")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert _screen(app) == "TodayScreen"


async def test_locking_while_the_words_are_asked_for_forgets_them(
    tmp_path: Path, settle: Wait
) -> None:
    app = CorviaApp(tmp_path / "vault")
    async with app.run_test() as pilot:
        await settle(pilot)
        await _type_twice(pilot, "seven quiet herons", "seven quiet herons")
        await settle(pilot)
        await pilot.press("ctrl+w")
        await settle(pilot)
        asking = app.screen
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert _screen(app) == "UnlockScreen"
        assert asking.words == ""


async def test_two_different_passphrases_make_no_vault(tmp_path: Path, settle: Wait) -> None:
    app = CorviaApp(tmp_path / "vault")
    async with app.run_test() as pilot:
        await settle(pilot)
        await _type_twice(pilot, "seven quiet herons", "seven quiet heron")
        await settle(pilot)
        assert "not the same" in _shown(app)
        assert not (tmp_path / "vault").exists()


async def test_a_short_passphrase_is_declined_plainly(tmp_path: Path, settle: Wait) -> None:
    app = CorviaApp(tmp_path / "vault")
    async with app.run_test() as pilot:
        await settle(pilot)
        await _type_twice(pilot, "heron", "heron")
        await settle(pilot)
        assert "at least 8 characters" in _shown(app)
        assert _screen(app) == "WelcomeScreen"


async def test_locking_at_the_recovery_words_leaves_no_words_on_screen(
    tmp_path: Path, settle: Wait
) -> None:
    app = CorviaApp(tmp_path / "vault")
    async with app.run_test() as pilot:
        await settle(pilot)
        await _type_twice(pilot, "seven quiet herons", "seven quiet herons")
        await settle(pilot)
        screen = app.screen
        words = screen.words.split()
        screen.leave()
        await settle(pilot)
        shown = _shown(app)
        assert not any(f". {word} " in shown for word in words)
        assert screen.words == ""


async def test_a_wrong_passphrase_is_said_plainly_and_one_stays(
    app: CorviaApp, settle: Wait
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.screen.query_one(Input).value = "not the one"
        await pilot.press("enter")
        await settle(pilot)
        assert _screen(app) == "UnlockScreen"
        assert "does not open the vault" in _shown(app)
        assert app.screen.query_one(Input).value == ""
        assert not app.is_open


async def test_lock_closes_the_vault_keeps_the_draft_and_shows_nothing(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        vault = app.vault
        await pilot.press("w")
        await settle(pilot)
        app.screen.query_one(TextArea).text = "half a thought about the harbour"
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert _screen(app) == "UnlockScreen"
        assert len(app.screen_stack) == 2
        assert "harbour" not in app.export_screenshot()
        with pytest.raises(Locked):
            vault.rows("SELECT 1")
        with pytest.raises(Locked):
            _ = app.vault
        await unlocked(pilot)
        assert _screen(app) == "WriteScreen"
        assert app.screen.query_one(TextArea).text == "half a thought about the harbour"


async def test_leaving_the_app_keeps_the_draft(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    from corvia_local.studio import journal

    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("w")
        await settle(pilot)
        app.screen.query_one(TextArea).text = "until tomorrow"
        await pilot.press("ctrl+q")
    with unlock(home, "lamp in the june window") as vault:
        assert journal.draft(vault) == "until tomorrow"
