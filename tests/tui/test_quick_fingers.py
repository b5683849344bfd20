"""Keys that come all at once, as from quick fingers or a slow line, act in the order typed."""

from collections.abc import Awaitable, Callable

from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList, TextArea

from corvia_local.studio import journal
from corvia_local.studio.opening import unlock
from corvia_tui.app import CorviaApp
from corvia_tui.screens.entry import EntryScreen
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.screens.today import TodayScreen
from corvia_tui.screens.write import WriteScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
PASSPHRASE = "lamp in the june window"


def _at_once(app: CorviaApp, text: str, *keys: str) -> None:
    for letter in text:
        app.post_message(events.Key("space" if letter == " " else letter, letter))
    for key in keys:
        app.post_message(events.Key(key, None))


async def test_the_passphrase_with_its_enter(app: CorviaApp, settle: Wait) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        _at_once(app, PASSPHRASE, "enter")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_the_last_letters_before_saving(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("w")
        await settle(pilot)
        _at_once(app, "the lamp was on all night", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ReflectionScreen)
        assert journal.find(app.vault, limit=1)[0].text == "the lamp was on all night"


async def test_the_last_letters_before_locking(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("w")
        await settle(pilot)
        _at_once(app, "somebody is coming", "ctrl+l")
        await settle(pilot)
        assert not app.is_open
        with unlock(app.home, PASSPHRASE) as vault:
            assert journal.draft(vault) == "somebody is coming"


async def test_an_arrow_before_enter(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        second = app.screen.query_one("#entries", OptionList).get_option_at_index(1).id
        _at_once(app, "", "down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, EntryScreen)
        assert app.screen.entry_id == second


async def test_letters_typed_while_the_page_opens_are_not_lost(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        _at_once(app, "w")
        await pilot.pause()
        _at_once(app, "hello")
        await settle(pilot)
        assert isinstance(app.screen, WriteScreen)
        assert app.screen.query_one(TextArea).text.endswith("hello")
