"""Sharing by consent: everything is seen first, nothing leaves by accident, and it can be ended."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Static

from corvia_crypto.passphrase import KdfLimits
from corvia_local.studio import communities, library, sharing
from corvia_local.studio.composing import ComposedSong
from corvia_local.vault.opening import create_vault
from corvia_tui.app import CorviaApp
from corvia_tui.screens.community import CommunityScreen
from corvia_tui.screens.composition import CompositionScreen
from corvia_tui.screens.consent import ConsentScreen
from corvia_tui.screens.share import ShareScreen
from corvia_tui.screens.shared import SharedScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


@pytest.fixture
def ready(
    unlocked: Wait, settle: Wait, small_song: ComposedSong
) -> Callable[[Pilot[None]], Awaitable[str]]:
    """Open a vault that holds a song and a community; give the community's id."""

    async def enter(pilot: Pilot[None]) -> str:
        await unlocked(pilot)
        vault = pilot.app.vault
        library.keep_song(vault, small_song)
        community = communities.create_community(vault, "The quiet street").id
        pilot.app.push_screen(ShareScreen(small_song.id, small_song.title))
        await settle(pilot)
        return community

    return enter


async def test_what_leaves_is_shown_as_it_is_and_shared_only_by_the_typed_word(
    app: CorviaApp, settle: Wait, ready: Callable[[Pilot[None]], Awaitable[str]]
) -> None:
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ConsentScreen)
        draft = app.screen.draft
        names = app.screen.query_one("#names", OptionList)
        for place, leaving in enumerate(draft.leaving):
            names.highlighted = place
            await pilot.pause()
            shown = app.screen.query_one("#leaving-content", Static).content
            assert str(shown) == leaving.content
        for words in draft.plain_words:
            assert words in _shown(app)

        await pilot.press("enter", "s", "h", "a", "r", "enter")
        await settle(pilot)
        assert app.screen.query_one("#share", Button).disabled
        assert isinstance(app.screen, ConsentScreen)
        assert sharing.own_shares(app.vault) == []

        await pilot.press("e", "enter")
        await settle(pilot)
        assert isinstance(app.screen, SharedScreen)
        share = sharing.own_shares(app.vault)[0]
        assert share.cid in _shown(app)
        assert share.receipt in _shown(app)


async def test_keep_it_mine_shares_nothing(
    app: CorviaApp, settle: Wait, ready: Callable[[Pilot[None]], Awaitable[str]]
) -> None:
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ShareScreen)
        assert sharing.own_shares(app.vault) == []


async def test_a_day_that_has_passed_is_declined_plainly(
    app: CorviaApp, settle: Wait, ready: Callable[[Pilot[None]], Awaitable[str]]
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        app.screen.query_one("#until", Input).value = "2001-01-01"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, ShareScreen)
        assert "past already" in app.export_screenshot().replace("&#160;", " ")


async def test_a_shared_song_can_be_assembled_and_taken_back(
    app: CorviaApp, settle: Wait, ready: Callable[[Pilot[None]], Awaitable[str]]
) -> None:
    async with app.run_test() as pilot:
        community = await ready(pilot)
        vault = app.vault
        song = library.list_headings(vault)[0]
        sharing.publish(vault, sharing.prepare_share(vault, song.id, community))
        app.go("communities", CommunityScreen(community))
        await settle(pilot)
        assert song.title in _shown(app)
        await pilot.press("a")
        await settle(pilot)
        assert isinstance(app.screen, CompositionScreen)
        assert app.screen.composition.cid in _shown(app)

        app.go("songs")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("enter", "n")
        await settle(pilot)
        assert sharing.own_shares(vault)[0].ended_at is None
        await pilot.press("b", "y")
        await settle(pilot)
        assert sharing.own_shares(vault)[0].ended_at is not None


async def test_songs_travel_in_a_file_and_a_new_member_is_added(
    app: CorviaApp,
    tmp_path: Path,
    settle: Wait,
    ready: Callable[[Pilot[None]], Awaitable[str]],
) -> None:
    from corvia_local.studio.opening import own_did

    friend, _ = create_vault(tmp_path / "friend", "another passphrase", KdfLimits(1, 8192))
    async with app.run_test() as pilot:
        community = await ready(pilot)
        app.go("communities", CommunityScreen(community))
        await settle(pilot)
        await pilot.press("m")
        app.screen.query_one(Input).value = own_did(friend)
        await pilot.press("enter")
        await settle(pilot)
        assert own_did(friend) in _shown(app)
        await pilot.press("x")
        app.screen.query_one(Input).value = str(tmp_path / "street.car")
        await pilot.press("enter")
        await settle(pilot)
    with friend:
        joined = communities.join_community(friend, str(tmp_path / "street.car"))
        assert own_did(friend) in joined.members


async def test_a_file_that_is_not_there_is_said_plainly(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        await pilot.press("c")
        await settle(pilot)
        await pilot.press("j")
        app.screen.query_one(Input).value = "/no/such/street.car"
        await pilot.press("enter")
        await settle(pilot)
        assert "There is no file" in app.export_screenshot().replace("&#160;", " ")
