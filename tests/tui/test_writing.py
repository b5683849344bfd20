"""A page is never lost, never saved twice, and found again."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from corvia_local.model.mood import Mood
from corvia_local.studio import journal
from corvia_tui.app import CorviaApp
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.screens.unlock import UnlockScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.screens.write import WriteScreen
from corvia_tui.song_making import Words

Wait = Callable[[Pilot[None]], Awaitable[None]]


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


async def _page(pilot: Pilot[None], settle: Wait, text: str) -> WriteScreen:
    await pilot.press("w")
    await settle(pilot)
    pilot.app.screen.query_one(TextArea).text = text
    assert isinstance(pilot.app.screen, WriteScreen)
    return pilot.app.screen


async def test_the_draft_is_kept_while_one_writes(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        page = await _page(pilot, settle, "half a page")
        page.keep_draft()
        await settle(pilot)
        assert journal.draft(app.vault) == "half a page"
        assert "Draft kept." in _shown(app)


async def test_a_saved_page_leaves_no_draft_and_stands_once(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        before = len(journal.find(app.vault))
        page = await _page(pilot, settle, "The market was loud and I liked it.")
        page.action_save()
        page.action_save()
        page.keep_draft()
        await settle(pilot)
        assert isinstance(app.screen, ReflectionScreen)
        page.leave()
        assert len(journal.find(app.vault)) == before + 1
        assert journal.draft(app.vault) == ""


async def test_an_empty_page_is_declined_and_stays_open(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        await _page(pilot, settle, "  \n ")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, WriteScreen)
        assert "The entry is empty" in app.export_screenshot().replace("&#160;", " ")


async def test_entries_are_found_by_their_words(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        listed = app.screen.query_one("#entries", OptionList)
        assert listed.option_count == 2
        await pilot.press("f")
        app.screen.query_one(Input).value = "RIVER"
        await pilot.press("enter")
        await settle(pilot)
        assert listed.option_count == 1
        await pilot.press("enter")
        await settle(pilot)
        assert "Walked by the river" in _shown(app)
        await pilot.press("escape", "f", "enter")
        await settle(pilot)
        assert listed.option_count == 2


async def test_two_keys_that_lock_end_what_runs_and_leave_the_door(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _page(pilot, settle, "The market was loud.")
        await pilot.press("ctrl+s", "ctrl+l")
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert not app.is_open


async def test_without_colour_every_screen_is_grey_and_the_choice_is_still_marked(
    home: Path, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = CorviaApp(home)
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await app.push_screen(WishesScreen(Words("", "A day.", None, Mood(-0.4, 0.3))))
        await settle(pilot)
        picture = app.export_screenshot()
        styles = re.findall(r"-r\d+ \{ fill: #([0-9a-f]{6})", picture)
        drawn = set(styles) - {"c5c8c6"}  # the colour of the picture's own frame
        assert drawn
        assert all(c[0:2] == c[2:4] == c[4:6] for c in drawn)
        assert "‹calm›" in picture
        assert "▸" in picture


async def test_the_cursor_stays_in_sight_where_a_word_goes_over_to_a_new_line(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _page(pilot, settle, "\n".join(["word " * 14] * 40))
        page = app.screen.query_one(TextArea)
        page.move_cursor(page.document.end)
        for letter in "ĀāĂăĄąĆćĈĉĊċČč":
            await pilot.press(letter)
            await pilot.pause()
            assert letter in app.export_screenshot()
