"""How each screen looks, at 80×24 and the main ones at 140×45; and that no footer is cut off."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.widgets._footer import FooterKey

from corvia_crypto.passphrase import KdfLimits
from corvia_local.model.mood import Mood
from corvia_local.model.reflection import (
    Crisis,
    Distortion,
    Emotion,
    Reflection,
    ReframeProposal,
)
from corvia_local.model.safety_plan import SafetyPlan
from corvia_local.model.thought_record import STEPS
from corvia_local.studio import communities, journal, library, sharing, thought_records
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.planning_for_safety import keep_plan
from corvia_local.vault import entries
from corvia_local.vault.opening import create_vault
from corvia_tui.app import CorviaApp
from corvia_tui.screens.community import CommunityScreen
from corvia_tui.screens.doors import DoorsScreen
from corvia_tui.screens.lyric import LyricScreen
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.screens.reframe import ReframeScreen
from corvia_tui.screens.share import ShareScreen
from corvia_tui.screens.way import WayScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.song_making import Words

NOW = datetime(2026, 11, 25, 21, 30)
PASSPHRASE = "lamp in the june window"
CUP = (
    "I dropped the cup at work and everyone looked at me. They all think I am useless."
    " I always ruin everything. But the rain in the evening was soft."
)
HEARD = Reflection(
    -0.42,
    0.31,
    0.21,
    0.27,
    (Emotion("sadness", 0.78), Emotion("nervousness", 0.44)),
    (
        Distortion("overgeneralization", 0.81, (82, 107)),
        Distortion("mind_reading", 0.63, (53, 81)),
    ),
    Crisis("none"),
    True,
)
PROPOSAL = ReframeProposal(
    "overgeneralization",
    "I always ruin everything.",
    "Is it every time, or was it this time?",
    ("I dropped a cup today. Mostly my hands are steady.",),
    "One time can feel like every time.",
)
SMALL, LARGE = (80, 24), (140, 45)

Wait = Callable[[Pilot[None]], Awaitable[None]]
Doing = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _one_evening(standing_clock: None, same_chance: None) -> None:
    """Everything here happens in the same minute, with the same chance."""


@pytest.fixture
def begun(tmp_path: Path, small_song: ComposedSong, monkeypatch: pytest.MonkeyPatch) -> CorviaApp:
    """The app on a vault with two entries, a song, and a community where it is shared."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ana"))
    vault, _ = create_vault(tmp_path / "vault", PASSPHRASE, KdfLimits(1, 8192))
    with vault:
        entries.add_entry(
            vault, "Walked by the river. The light was thin.", now=datetime(2026, 11, 2, 8)
        )
        entries.add_entry(vault, CUP, now=datetime(2026, 11, 24, 22, 10))
        library.keep_song(vault, small_song)
        community = communities.create_community(vault, "The quiet street", "songs after dark")
        draft = sharing.prepare_share(vault, small_song.id, community.id, until="2027-11-25")
        sharing.publish(vault, draft)
    return CorviaApp(tmp_path / "vault", lambda: NOW)


@pytest.fixture
def looks(
    snap_compare: Any, begun: CorviaApp, settle: Wait, unlocked: Wait
) -> Callable[..., Awaitable[bool] | bool]:
    """Compare the app's picture after some doing, and see that its footer is whole."""

    def compare(doing: Doing, size: tuple[int, int] = SMALL, *, door: bool = False) -> bool:
        async def run(pilot: Pilot[None]) -> None:
            await (settle(pilot) if door else unlocked(pilot))
            await doing(pilot)
            await settle(pilot)
            for field in pilot.app.screen.query("Input, TextArea"):
                field.cursor_blink = False
            assert _footer_width(pilot.app) <= size[0]

        return bool(snap_compare(begun, terminal_size=size, run_before=run))

    return compare


def _footer_width(app: App[None]) -> int:
    return sum(key.outer_size.width + 1 for key in app.screen.query(FooterKey))


def _pressing(*keys: str) -> Doing:
    async def press(pilot: Pilot[None]) -> None:
        for one in keys:
            await pilot.press(one)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return press


async def _reflection(pilot: Pilot[None]) -> None:
    entry = journal.find(pilot.app.vault)[0]
    screen = ReflectionScreen(entry)
    await pilot.app.push_screen(screen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    screen.take((HEARD, (PROPOSAL,), None))


async def _reframe(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(ReframeScreen("", (PROPOSAL, PROPOSAL)))


async def _wishes(pilot: Pilot[None]) -> None:
    screen = WishesScreen(Words("", CUP, None, Mood(-0.42, 0.31)))
    await pilot.app.push_screen(screen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    screen.fill(("calm", ("western", "irish", "turkish"), (("none", "instruments alone"),)))


async def _share(pilot: Pilot[None]) -> None:
    song = library.list_headings(pilot.app.vault)[0]
    await pilot.app.push_screen(ShareScreen(song.id, song.title))


async def _consent(pilot: Pilot[None]) -> None:
    await _share(pilot)
    await pilot.app.workers.wait_for_complete()
    await _pressing("ctrl+s")(pilot)


async def _community(pilot: Pilot[None]) -> None:
    community = communities.list_communities(pilot.app.vault)[0]
    await pilot.app.push_screen(CommunityScreen(community.id))


async def _erase(pilot: Pilot[None]) -> None:
    await _pressing("enter", "x")(pilot)


async def _write(pilot: Pilot[None]) -> None:
    await _pressing("w")(pilot)
    pilot.app.screen.query_one(TextArea).text = CUP


async def _wrong(pilot: Pilot[None]) -> None:
    pilot.app.screen.query_one(Input).value = "not the one"
    await _pressing("enter")(pilot)


async def _paper(pilot: Pilot[None]) -> None:
    pilot.app.theme = "paper"


def test_first_steps(snap_compare: Any, tmp_path: Path, settle: Wait) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        field = pilot.app.screen.query_one("#first", Input)
        field.cursor_blink = False
        field.value = "lamp june window"
        await settle(pilot)

    assert snap_compare(CorviaApp(tmp_path / "none"), terminal_size=SMALL, run_before=run)


def test_recovery_words(snap_compare: Any, tmp_path: Path, settle: Wait) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for name in ("#first", "#second"):
            pilot.app.screen.query_one(name, Input).value = PASSPHRASE
            await pilot.press("enter")
        await settle(pilot)

    assert snap_compare(CorviaApp(tmp_path / "new"), terminal_size=SMALL, run_before=run)


def test_door(looks: Callable[..., bool]) -> None:
    assert looks(_pressing(), door=True)


def test_door_after_a_wrong_passphrase(looks: Callable[..., bool]) -> None:
    assert looks(_wrong, door=True)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_today(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(_pressing(), size)


def test_today_on_paper(looks: Callable[..., bool]) -> None:
    assert looks(_paper)


def test_write(looks: Callable[..., bool]) -> None:
    assert looks(_write)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_what_was_heard(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(_reflection, size)


def test_kinder_words(looks: Callable[..., bool]) -> None:
    assert looks(_reframe)


def test_which_door(looks: Callable[..., bool]) -> None:
    async def doors(pilot: Pilot[None]) -> None:
        await pilot.app.push_screen(DoorsScreen(None, "I always ruin everything."))

    assert looks(doors)


def _at(answer: str) -> Doing:
    """Stand at one question of the way through the thought's door."""

    async def way(pilot: Pilot[None]) -> None:
        thought = "I always ruin everything."
        record = thought_records.begin(pilot.app.vault, "thought", thought=thought)
        screen = WayScreen(record)
        screen.at = [step.answer for step in STEPS["thought"]].index(answer)
        await pilot.app.push_screen(screen)

    return way


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_fair_words(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(_at("balanced"), size)


def test_a_strength(looks: Callable[..., bool]) -> None:
    assert looks(_at("strength_before"))


def test_breath_without_movement(looks: Callable[..., bool]) -> None:
    async def breath(pilot: Pilot[None]) -> None:
        pilot.app.animation_level = "none"
        screen = WayScreen(thought_records.begin(pilot.app.vault, "body"))
        screen.at = [step.kind for step in STEPS["body"]].index("breathing")
        await pilot.app.push_screen(screen)

    assert looks(breath)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_lyric(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    async def lyric(pilot: Pilot[None]) -> None:
        words = Words("", CUP, "I ruin things at times, and I mend them too.", Mood(-0.42, 0.31))
        await pilot.app.push_screen(LyricScreen(words))

    assert looks(lyric, size)


def test_wishes(looks: Callable[..., bool]) -> None:
    assert looks(_wishes)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_song(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(_pressing("o"), size)


def test_where_to_put_the_files(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("o", "f"))


def test_erase(looks: Callable[..., bool]) -> None:
    assert looks(_erase)


def test_songs(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("s"))


def test_what_i_shared(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("s", "t"))


def test_taking_back(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("s", "t", "b"))


def test_share(looks: Callable[..., bool]) -> None:
    assert looks(_share)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_what_leaves(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(_consent, size)


def test_communities(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("c"))


def test_community(looks: Callable[..., bool]) -> None:
    assert looks(_community)


def test_ledger(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("l"))


def test_help_now(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("f2"))


def test_safety_plan(looks: Callable[..., bool]) -> None:
    async def begun_plan(pilot: Pilot[None]) -> None:
        keep_plan(pilot.app.vault, SafetyPlan(alone="Tea. The long way home.", ask="Ana"))
        await _pressing("f4")(pilot)

    assert looks(begun_plan)


def test_message_to_someone_trusted(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("f2", "2"))


def test_help_with_a_screen(looks: Callable[..., bool]) -> None:
    assert looks(_pressing("f1"))
