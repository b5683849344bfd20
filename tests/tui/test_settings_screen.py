"""What is set holds at once, is kept, and is the same as on the command line."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from corvia_local.studio.offline import is_offline
from corvia_local.studio.opening import unlock
from corvia_local.studio.settings import change_open_setting, change_setting, read_settings
from corvia_tui.app import CorviaApp
from corvia_tui.key_list import KnownKey
from corvia_tui.navigation import PLACES, place_screen
from corvia_tui.remapping import changed_keys, reset_keys, why_not
from corvia_tui.screens.keyboard import KeyboardScreen, keys_in_words
from corvia_tui.screens.settings import SettingsScreen
from corvia_tui.screens.today import TodayScreen
from corvia_tui.screens.unlock import UnlockScreen
from corvia_tui.themes import THEMES
from corvia_tui.vim_keys import uses_vim_keys, with_vim_keys, without_vim_keys

Wait = Callable[[Pilot[None]], Awaitable[None]]
PASSPHRASE = "lamp in the june window"


async def _open(pilot: Pilot[None], settle: Wait, place: str) -> None:
    await pilot.app.push_screen(place_screen(place))
    await settle(pilot)


@pytest.mark.parametrize("place", PLACES)
async def test_every_place_opens_and_leads_back(
    app: CorviaApp, settle: Wait, unlocked: Wait, place: str
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.go(place)
        await settle(pilot)
        assert type(app.screen).__name__ == PLACES[place].split(":")[1]
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_a_setting_changed_by_arrows_holds_at_once_and_after_a_new_start(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("left", "tab", "right", "right", "tab", "right")
        await settle(pilot)
        assert (app.theme, app.animation_level) == ("contrast", "none")
        assert app.settings.idle_lock_minutes == 5
    again = CorviaApp(home)
    async with again.run_test() as pilot:
        await settle(pilot)
        assert isinstance(again.screen, UnlockScreen)
        assert (again.theme, again.animation_level) == ("contrast", "none")
    with unlock(home, PASSPHRASE) as vault:
        assert read_settings(vault).idle_lock_minutes == 5


async def test_quick_steps_end_at_the_last_one(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "settings")
        await pilot.press(*["right"] * 5, *["left"] * 4)
        await settle(pilot)
        await settle(pilot)
        assert read_settings(app.vault).idle_lock_minutes == 5


async def test_the_environment_can_still_movement_that_the_settings_allow(
    app: CorviaApp, settle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corvia_tui.app.TEXTUAL_ANIMATIONS", "none")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.settings.animations
        assert app.animation_level == "none"


async def test_the_next_theme_is_kept_even_at_a_locked_door(app: CorviaApp, settle: Wait) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        seen = []
        for _ in THEMES:
            app.action_other_theme()
            seen.append(app.theme)
        assert sorted(seen) == sorted(theme.name for theme in THEMES)


async def test_a_theme_that_is_not_there_is_passed_over(app: CorviaApp, settle: Wait) -> None:
    change_open_setting(app.home, "theme", "of-another-version")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme == "dusk"


async def test_a_remapped_key_does_it_and_the_old_one_does_not(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "keyboard")
        screen = app.screen
        assert isinstance(screen, KeyboardScreen)
        row = [one.id for one in screen.known].index("app.lock")
        screen.query_one(DataTable).move_cursor(row=row)
        await pilot.press("enter", "a")
        await settle(pilot)
        assert app.settings.keys == {}
        await pilot.press("enter", "ctrl+k")
        await settle(pilot)
        assert app.settings.keys == {"app.lock": "ctrl+k"}
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert app.is_open
        await pilot.press("ctrl+k")
        await settle(pilot)
        assert not app.is_open


async def test_a_key_gets_its_own_again(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.apply(change_setting(app.vault, "keys", {"app.help": "f9"}))
        await _open(pilot, settle, "keyboard")
        screen = app.screen
        assert isinstance(screen, KeyboardScreen)
        row = [one.id for one in screen.known].index("app.help")
        screen.query_one(DataTable).move_cursor(row=row)
        await pilot.press("delete")
        await settle(pilot)
        assert read_settings(app.vault).keys == {}


def _known(name: str, owner: str, keys: str, *, always: bool = False) -> KnownKey:
    return KnownKey(name, owner, keys, "Word", f"What {name} does.", always)


def test_keys_that_lead_back_or_copy_are_never_given_away() -> None:
    wished = _known("today.find", "TodayScreen", "f")
    assert why_not([wished], {}, wished, "escape") == "Escape always leads back."
    assert why_not([wished], {}, wished, "ctrl+c") == "^c always copies."


def test_a_key_taken_on_the_same_screen_or_everywhere_is_declined_with_its_meaning() -> None:
    wished = _known("today.find", "TodayScreen", "f")
    near = _known("today.write", "TodayScreen", "w")
    everywhere = _known("app.help", "CorviaApp", "f1,question_mark")
    far = _known("songs.shared", "SongsScreen", "t")
    known = [wished, near, everywhere, far]
    assert "What today.write does." in (why_not(known, {}, wished, "w") or "")
    assert "What app.help does." in (why_not(known, {}, wished, "question_mark") or "")
    assert why_not(known, {}, wished, "t") is None
    assert why_not(known, {"today.write": "b"}, wished, "w") is None


def test_a_letter_never_does_what_acts_while_one_writes() -> None:
    wished = _known("app.lock", "CorviaApp", "ctrl+l", always=True)
    assert "letter" in (why_not([wished], {}, wished, "x") or "")
    assert why_not([wished], {}, wished, "ctrl+k") is None


def test_changes_of_keys_come_and_go_alone() -> None:
    wished = _known("today.find", "TodayScreen", "f")
    own = changed_keys({"app.help": "f9"}, wished, "slash")
    assert own == {"app.help": "f9", "today.find": "slash"}
    assert reset_keys(own, wished) == {"app.help": "f9"}
    assert without_vim_keys(with_vim_keys(own)) == own
    assert uses_vim_keys(with_vim_keys(own))
    assert not uses_vim_keys(own)


def test_keys_are_written_as_they_stand_on_a_keyboard() -> None:
    assert keys_in_words("ctrl+l") == "^l"
    assert keys_in_words("escape,q") == "Esc q"
    assert keys_in_words("question_mark") == "?"


async def test_vim_keys_move_in_a_list(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        listed = app.screen.query_one("#entries")
        await pilot.press("j")
        assert listed.highlighted == 0
        app.apply(change_setting(app.vault, "keys", with_vim_keys({})))
        await pilot.press("j")
        assert listed.highlighted == 1
        await pilot.press("g")
        assert listed.highlighted == 0
        await pilot.press("G", "k", "down")
        assert listed.highlighted == 1


async def test_the_country_is_kept_in_the_open_and_can_be_forgotten(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "settings")
        await pilot.press("u")
        app.screen.query_one(Input).value = "de"
        await pilot.press("enter")
        await settle(pilot)
        assert read_settings(app.vault).country == "DE"
        await pilot.press("u", "enter")
        await settle(pilot)
        assert read_settings(app.vault).country is None


async def test_the_switch_goes_on_line_and_off_again_and_is_seen_on_the_first_screen(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        assert "Off line" in str(app.screen.query_one("#network").render())
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert not is_offline(home)
        assert "no internet socket open" in str(app.screen.query_one("#state").render())
        await pilot.press("escape")
        await settle(pilot)
        assert "On line" in str(app.screen.query_one("#network").render())
        await pilot.press("n")
        await settle(pilot)
        await pilot.press("left")
        await settle(pilot)
        assert is_offline(home)
