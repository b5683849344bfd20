"""Lock, help and the palette work from anywhere, also over a small window."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from corvia_tui.app import CorviaApp
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.care import CareScreen
from corvia_tui.screens.help import HelpScreen
from corvia_tui.screens.ledger import LedgerScreen
from corvia_tui.screens.unlock import UnlockScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
WAYS = [("w",), ("s",), ("s", "t"), ("c",), ("c", "n"), ("l",), ("enter",), ("f",), ("f1",)]
WAYS += [("m",), ("e",), ("k",), ("n",), ("comma",), ("comma", "i", "p"), ("comma", "k", "enter")]


@pytest.mark.parametrize("way", WAYS, ids="-".join)
async def test_lock_and_help_now_work_there(
    app: CorviaApp, settle: Wait, unlocked: Wait, way: tuple[str, ...]
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        for one in way:
            await pilot.press(one)
            await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert not app.is_open


async def test_the_palette_finds_a_place(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("ctrl+p", *"ledger")
        await settle(pilot)
        await pilot.pause(0.3)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LedgerScreen)


async def test_the_palette_offers_no_place_while_locked(app: CorviaApp, settle: Wait) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        app.action_go("ledger")
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)


async def test_help_belongs_to_where_one_is(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("l")
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        shown = "\n".join(str(one.content) for one in app.screen.query(Static))
        assert LedgerScreen.HELP in shown
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LedgerScreen)


def _all_screens(of: type[CalmScreen]) -> list[type[CalmScreen]]:
    return [one for sub in of.__subclasses__() for one in (sub, *_all_screens(sub))]


def test_every_screen_has_a_name_and_a_help_without_alarm() -> None:
    for screen in _all_screens(CalmScreen):
        assert screen.PLACE, screen
        assert len(screen.HELP) > 20, screen
        assert "!" not in screen.HELP
