"""The app in German: every place at 80×24, with nothing cut and no English left standing."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList
from textual.widgets._footer import FooterKey

from corvia_crypto.passphrase import KdfLimits
from corvia_local.language import spoken_language
from corvia_local.language.catalogue import load_catalogue
from corvia_local.model.mood import Mood
from corvia_local.model.reflection import Crisis, Distortion, Emotion, Reflection, ReframeProposal
from corvia_local.studio import communities, journal, library, sharing
from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.settings import change_open_setting, open_settings
from corvia_local.vault import entries
from corvia_local.vault.opening import create_vault
from corvia_tui.app import CorviaApp
from corvia_tui.navigation import PLACES
from corvia_tui.screens.community import CommunityScreen
from corvia_tui.screens.doors import DoorsScreen
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.screens.reframe import ReframeScreen
from corvia_tui.screens.share import ShareScreen
from corvia_tui.screens.song import SongScreen
from corvia_tui.screens.studio import StudioScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.song_making import Words
from corvia_tui.widgets.stepper import Stepper

NOW = datetime(2026, 11, 25, 21, 30)
PASSPHRASE = "lamp in the june window"
WIDTH = 80
THOUGHT = "I always ruin everything."
CUP = f"They all think I am useless. {THOUGHT} But the rain was soft."
HEARD = Reflection(
    -0.42, 0.31, 0.21, 0.27,
    (Emotion("sadness", 0.78), Emotion("nervousness", 0.44)),
    (Distortion("overgeneralization", 0.81, (29, 54)),),
    Crisis("none"),
    True,
)  # fmt: skip
PROPOSAL = ReframeProposal(
    "overgeneralization", THOUGHT, "Is it every time, or was it this time?", (),
    "One time can feel like every time, above all on a bad day.",
)  # fmt: skip
Wait = Callable[[Pilot[None]], Awaitable[None]]

ENGLISH = sorted(
    {
        text
        for (_, text), forms in load_catalogue("de").texts.items()
        if len(text.split()) > 2 and "{" not in text and "\n" not in text and forms[0] != text
    }
)
"""Whole English texts of the program that have a German one."""


@pytest.fixture
def german(tmp_path: Path, small_song: ComposedSong, monkeypatch: pytest.MonkeyPatch) -> CorviaApp:
    """The app in German, on a vault with an entry, a mood, a song and where it is shared."""
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ana"))
    home = tmp_path / "vault"
    change_open_setting(home, "language", "de")
    change_open_setting(home, "country", "DE")
    vault, _ = create_vault(home, PASSPHRASE, KdfLimits(1, 8192))
    with vault:
        entries.add_entry(vault, CUP, now=datetime(2026, 11, 24, 22, 10))
        journal.check_in(vault, "Regen am Fenster", Mood(0.4, -0.4), ("ruhig",))
        library.keep_song(vault, small_song)
        community = communities.create_community(vault, "Die stille Straße", "")
        draft = sharing.prepare_share(vault, small_song.id, community.id, until="2027-11-25")
        sharing.publish(vault, draft)
    return CorviaApp(home, lambda: NOW)


def shown(app: App[None]) -> list[str]:
    """Give the lines of the terminal as they stand."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def look_at(app: App[None], name: str, folder: Path) -> list[str]:
    """Say what is wrong with what is shown now: cut at the side, or English."""
    lines = shown(app)
    (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    wrong = []
    footer = sum(key.outer_size.width + 1 for key in app.screen.query(FooterKey))
    if footer > WIDTH:
        wrong.append(f"{name}: the footer takes {footer} cells")
    for button in app.screen.query(Button):
        if button.display and button.region.right > WIDTH - 1:
            wrong.append(f"{name}: “{button.label}” is cut")
    text = re.sub(r"\s+", " ", " ".join(lines))
    wrong += [f"{name}: “{english}”" for english in ENGLISH if english in text]
    return wrong


async def test_every_place_is_german_and_whole(
    german: CorviaApp, settle: Wait, small_song: ComposedSong, tmp_path: Path
) -> None:
    wrong: list[str] = []
    async with german.run_test(size=(WIDTH, 24)) as pilot:
        await settle(pilot)
        assert spoken_language() == "de"
        wrong += look_at(german, "door", tmp_path)
        german.screen.query_one(Input).value = "ganz sicher nicht"
        await pilot.press("enter")
        await settle(pilot)
        wrong += look_at(german, "wrong", tmp_path)
        german.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await settle(pilot)
        wrong += look_at(german, "today", tmp_path)
        for place in PLACES:
            german.go(place)
            await settle(pilot)
            wrong += look_at(german, place, tmp_path)
        german.go("today")
        await settle(pilot)
        community = communities.list_communities(german.vault)[0]
        words = Words("", CUP, None, Mood(-0.42, 0.31))
        reflection = ReflectionScreen(journal.find(german.vault)[0])
        for screen in (
            reflection,
            ReframeScreen("", (PROPOSAL,)),
            DoorsScreen(None, THOUGHT),
            WishesScreen(words),
            SongScreen(small_song, kept=True),
            StudioScreen(small_song),
            ShareScreen(small_song.id, small_song.title),
            CommunityScreen(community.id),
        ):
            await german.push_screen(screen)
            await settle(pilot)
            if screen is reflection:
                reflection.take((HEARD, (PROPOSAL,), None))
                await settle(pilot)
            wrong += look_at(german, type(screen).__name__, tmp_path)
            if isinstance(screen, DoorsScreen):
                screen.query_one(OptionList).action_select()
                await settle(pilot)
                wrong += look_at(german, "way", tmp_path)
                await pilot.press("escape")
                await settle(pilot)
            if isinstance(screen, ShareScreen):
                await pilot.press("ctrl+s")
                await settle(pilot)
                wrong += look_at(german, "consent", tmp_path)
                await pilot.press("escape")
                await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
        for name, key in (("help", "f1"), ("care", "f2"), ("plan", "f4"), ("palette", "ctrl+p")):
            await pilot.press(key)
            await settle(pilot)
            wrong += look_at(german, name, tmp_path)
            await pilot.press("escape")
            await settle(pilot)
    assert not wrong, "\n".join(wrong)


async def test_a_german_text_is_not_guessed_at(german: CorviaApp, settle: Wait) -> None:
    async with german.run_test(size=(WIDTH, 24)) as pilot:
        await settle(pilot)
        german.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await settle(pilot)
        text = "Ich war heute so müde, und es war mir alles zu viel. Ich mache immer alles falsch."
        screen = ReflectionScreen(entries.add_entry(german.vault, text))
        await german.push_screen(screen)
        await settle(pilot)
        assert screen.query("#reads-english")
        assert not screen.query("Gauge, #habits, #reframe")
        assert screen.check_action("song", ())


async def test_the_language_row_holds_at_once(german: CorviaApp, settle: Wait) -> None:
    async with german.run_test(size=(WIDTH, 24)) as pilot:
        await settle(pilot)
        german.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await settle(pilot)
        german.go("settings")
        await settle(pilot)
        german.screen.query_one("#language", Stepper).choose("en")
        await settle(pilot)
        assert spoken_language() == "en"
        assert any("What is yours" in line for line in shown(german))
        assert open_settings(german.home).language == "en"


async def test_the_first_steps_are_german(tmp_path: Path, settle: Wait) -> None:
    change_open_setting(tmp_path / "vault", "language", "de")
    app = CorviaApp(tmp_path / "vault", lambda: NOW)
    async with app.run_test(size=(WIDTH, 24)) as pilot:
        await settle(pilot)
        assert look_at(app, "welcome", tmp_path) == []


@pytest.mark.parametrize("place", ["welcome", "settings", "check-in", "calendar", "care"])
def test_how_it_looks(
    place: str,
    german: CorviaApp,
    tmp_path: Path,
    settle: Wait,
    snap_compare: Any,
    standing_clock: None,
) -> None:
    if place == "welcome":
        german.home = tmp_path / "none"
        change_open_setting(german.home, "language", "de")

    async def go(pilot: Pilot[None]) -> None:
        await settle(pilot)
        if place != "welcome":
            pilot.app.screen.query_one(Input).value = PASSPHRASE
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("f2") if place == "care" else german.go(place)
            await settle(pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False

    assert snap_compare(german, terminal_size=(WIDTH, 24), run_before=go)
