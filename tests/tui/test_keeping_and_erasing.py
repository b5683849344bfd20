"""A song that nobody decided about is kept; what is erased is gone, and only by the typed word."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from corvia_local.errors import NotFound
from corvia_local.studio import journal, library
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.opening import unlock
from corvia_tui.app import CorviaApp
from corvia_tui.screens.entry import EntryScreen
from corvia_tui.screens.erase import EraseScreen
from corvia_tui.screens.song import SongScreen
from corvia_tui.screens.today import TodayScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
PASSPHRASE = "lamp in the june window"


async def test_locking_keeps_a_song_that_was_not_decided_about(
    app: CorviaApp, small_song: ComposedSong, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await app.push_screen(SongScreen(small_song, kept=False))
        await settle(pilot)
        await pilot.press("ctrl+l")
        await settle(pilot)
        with unlock(app.home, PASSPHRASE) as vault:
            assert [one.id for one in library.list_headings(vault)] == [small_song.id]


async def test_a_song_that_was_let_go_is_not_kept(
    app: CorviaApp, small_song: ComposedSong, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await app.push_screen(SongScreen(small_song, kept=False))
        await settle(pilot)
        await pilot.press("escape", "n")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert library.list_headings(app.vault) == []


@pytest.mark.parametrize("songs_too", [True, False])
async def test_an_entry_is_erased_by_the_typed_word_alone(
    app: CorviaApp, small_song: ComposedSong, settle: Wait, unlocked: Wait, songs_too: bool
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        entry = journal.find(app.vault)[0]
        library.keep_song(app.vault, replace(small_song, entry_id=entry.id))
        await app.push_screen(EntryScreen(entry.id))
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert isinstance(app.screen, EraseScreen)
        await pilot.press("e", "r", "a", "s", "enter")
        await settle(pilot)
        assert journal.read(app.vault, entry.id) == entry
        if not songs_too:
            await pilot.press("shift+tab", "space", "tab", "end")
        await pilot.press("e", "enter")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        with pytest.raises(NotFound):
            journal.read(app.vault, entry.id)
        assert len(library.list_headings(app.vault)) == (0 if songs_too else 1)
