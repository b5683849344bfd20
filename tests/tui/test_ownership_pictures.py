"""How the screens of ownership look: at 80×24 and 140×45, in three themes, no footer cut off."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from textual.pilot import Pilot
from textual.widgets._footer import FooterKey

from corvia_crypto.passphrase import KdfLimits
from corvia_local.model.mood import Mood
from corvia_local.studio import communities, library, settings, sharing
from corvia_local.studio.composing import ComposedSong
from corvia_local.vault import entries
from corvia_local.vault.opening import create_vault
from corvia_tui.app import CorviaApp
from corvia_tui.key_list import known_keys
from corvia_tui.navigation import place_screen
from corvia_tui.screens.keyboard import KeyboardScreen
from corvia_tui.screens.making_shares import MakingSharesScreen
from corvia_tui.screens.new_passphrase import NewPassphraseScreen
from corvia_tui.screens.new_words import NewWordsScreen
from corvia_tui.screens.restoring import RestoringScreen

NOW = datetime(2026, 11, 25, 21, 30)
PASSPHRASE = "lamp in the june window"
Looks = list[tuple[tuple[int, int], str]]
LOOKS: Looks = [
    (size, theme) for size in ((80, 24), (140, 45)) for theme in ("dusk", "paper", "contrast")
]
FEWER: Looks = [((80, 24), "dusk"), ((140, 45), "paper"), ((80, 24), "contrast")]
TEXTS = ("The light was thin.", "Too many people at once.", "Soup, and early to bed.")
PLACES = (
    "settings",
    "keyboard",
    "leaving",
    "ways-in",
    "backups",
    "import",
    "export",
    "check",
    "erase-everything",
    "check-in",
    "entries",
    "calendar",
)

CID = re.compile(r"bafyrei[a-z2-7]+")

Wait = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def begun(
    tmp_path: Path,
    small_song: ComposedSong,
    standing_clock: None,
    same_chance: None,
    monkeypatch: pytest.MonkeyPatch,
) -> CorviaApp:
    """A vault with six weeks of moods, a shared song, a backup and some settings."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    vault, _ = create_vault(tmp_path / "vault", PASSPHRASE, KdfLimits(1, 8192))
    with vault:
        for number in range(14):
            mood = Mood(((number * 7) % 17 - 8) / 10, ((number * 5) % 13 - 6) / 10)
            at = NOW - timedelta(days=3 * number, hours=number)
            entries.add_entry(
                vault, TEXTS[number % 3], mood=None if number % 5 == 2 else mood, now=at
            )
        library.keep_song(vault, small_song)
        community = communities.create_community(vault, "The quiet street", "songs after dark")
        draft = sharing.prepare_share(vault, small_song.id, community.id, until="2027-11-25")
        sharing.publish(vault, draft)
        name = f"corvia-{vault.slots.vault[:4].hex()}-2026-11-25-213000-000.age"
        (vault.home / "backups").mkdir()
        (vault.home / "backups" / name).write_bytes(bytes(250_000))
        settings.change_setting(vault, "keys", {"app.lock": "ctrl+k"})
        settings.change_setting(vault, "idle_lock_minutes", 5)
    return CorviaApp(tmp_path / "vault", lambda: NOW)


async def _looks(pilot: Pilot[None], settle: Wait, snapshot: Any, looks: Looks) -> None:
    """Compare the screen in some sizes and themes; the cursor stands still."""
    for size, theme in looks:
        pilot.app.theme = theme
        await pilot.resize_terminal(*size)
        await settle(pilot)
        for field in pilot.app.screen.query("Input, TextArea"):
            field.cursor_blink = False
        await pilot.pause()
        keys = pilot.app.screen.query(FooterKey)
        assert sum(one.outer_size.width + 1 for one in keys) <= size[0]
        # What a song's bytes hash to follows the composer, and is no matter of looks.
        drawn = CID.sub(lambda cid: "x" * len(cid[0]), pilot.app.export_screenshot(simplify=True))
        assert drawn == snapshot(name=f"{theme}-{size[0]}", extension_class=SVGImageExtension)


@pytest.mark.parametrize("place", PLACES)
async def test_a_place(
    begun: CorviaApp, settle: Wait, unlocked: Wait, snapshot: Any, place: str
) -> None:
    async with begun.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        await begun.push_screen(place_screen(place))
        await settle(pilot)
        if isinstance(begun.screen, KeyboardScreen):
            # The keys of one screen, so that the picture stays when another screen gets a key.
            begun.screen.show(tuple(k for k in known_keys() if k.owner == "SettingsScreen"))
        await _looks(pilot, settle, snapshot, LOOKS)


@pytest.mark.parametrize("name", ["words", "shares", "passphrase", "restoring"])
async def test_a_screen_beside_a_place(
    begun: CorviaApp, settle: Wait, unlocked: Wait, snapshot: Any, name: str
) -> None:
    async with begun.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        await begun.push_screen(
            {
                "words": NewWordsScreen,
                "shares": MakingSharesScreen,
                "restoring": RestoringScreen,
                "passphrase": lambda: NewPassphraseScreen("A new passphrase", "For a picture."),
            }[name]()
        )
        await settle(pilot)
        if isinstance(begun.screen, NewWordsScreen):
            begun.screen.places = (3, 11, 20)
            await pilot.press("ctrl+w")
        await _looks(pilot, settle, snapshot, FEWER)
