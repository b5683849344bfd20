"""How the studio, its notes and its traditions look, at 80×24 and 140×45; no footer is cut off."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

from corvia_local.model.plan import Cues, SectionPlan
from corvia_local.model.score import Key, encode_score
from corvia_local.studio import library
from corvia_local.studio.composing import ComposedSong, encode_plan, restore
from corvia_tui.app import CorviaApp
from corvia_tui.screens.notes import NotesScreen
from corvia_tui.screens.studio import StudioScreen
from corvia_tui.screens.traditions import TraditionsScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80", "140"])
C_MAJOR = Key(0, "major")


@pytest.fixture(autouse=True)
def _one_evening(standing_clock: None, same_chance: None) -> None:
    """Everything here happens in the same minute, with the same chance."""


@pytest.fixture
def planned_song(small_song: ComposedSong) -> ComposedSong:
    """The small song with a plan that fits it: a verse and a chorus of four bars."""
    cues = Cues(600_000, 62, 70, 200, 90, 0)
    sections = (
        SectionPlan("verse 1", "verse", 4, -400, 300, C_MAJOR, cues, 0),
        SectionPlan("chorus 1", "chorus", 4, 500, -600, C_MAJOR, cues, 1),
    )
    plan = msgspec.structs.replace(small_song.plan, key=C_MAJOR, sections=sections)
    return restore(encode_plan(plan), encode_score(small_song.score), None)


def _looks(
    snap: Any,
    app: CorviaApp,
    size: tuple[int, int],
    doing: Callable[[Pilot[None]], Awaitable[None]],
) -> bool:
    async def run(pilot: Pilot[None]) -> None:
        await doing(pilot)
        footer = pilot.app.screen.query(FooterKey)
        assert sum(one.outer_size.width + 1 for one in footer) <= size[0]

    return bool(snap(app, terminal_size=size, run_before=run))


@SIZES
def test_the_studio(
    snap_compare: Any,
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    planned_song: ComposedSong,
    size: tuple[int, int],
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await unlocked(pilot)
        library.keep_song(app.vault, planned_song)
        await app.push_screen(StudioScreen(planned_song))
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)

    assert _looks(snap_compare, app, size, run)


@SIZES
def test_the_notes(
    snap_compare: Any,
    app: CorviaApp,
    settle: Wait,
    unlocked: Wait,
    planned_song: ComposedSong,
    size: tuple[int, int],
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await unlocked(pilot)
        library.keep_song(app.vault, planned_song)
        await app.push_screen(NotesScreen(planned_song, 1))
        await settle(pilot)
        await pilot.press("right", "right", "up")
        await settle(pilot)

    assert _looks(snap_compare, app, size, run)


@SIZES
def test_the_traditions(
    snap_compare: Any, app: CorviaApp, settle: Wait, unlocked: Wait, size: tuple[int, int]
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await unlocked(pilot)
        await app.push_screen(TraditionsScreen("irish"))
        await settle(pilot)

    assert _looks(snap_compare, app, size, run)
