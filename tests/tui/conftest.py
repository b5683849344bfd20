"""Vaults that open quickly, a clock that stands still, and waiting until all work is done."""

import itertools
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault import entries
from corvia_local.vault.opening import create_vault
from corvia_tui.app import CorviaApp

NOW = datetime(2026, 11, 25, 21, 30)
PASSPHRASE = "lamp in the june window"
QUICK = KdfLimits(1, 8192)
CUP = (
    "I dropped the cup at work and everyone looked at me. They all think I am useless."
    " I always ruin everything. Tomorrow will be just as bad, and I am so tired."
    " But the rain in the evening was soft, and my sister called."
)
RIVER = "Walked by the river this morning. The light was thin and good."


class StandingClock(datetime):
    """A clock that stands at NOW."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return NOW


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corvia_local.vault.moments.datetime", StandingClock)
    monkeypatch.setattr("corvia_local.studio.library.datetime", StandingClock)


@pytest.fixture
def same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every random choice of this test the same at each run, so that pictures compare."""
    chance = random.Random(1948)
    monkeypatch.setattr("secrets.token_bytes", lambda count=32: chance.randbytes(count))
    monkeypatch.setattr("secrets.choice", chance.choice)
    monkeypatch.setattr("secrets.randbits", chance.getrandbits)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a vault that holds two entries."""
    folder = tmp_path / "vault"
    vault, _ = create_vault(folder, PASSPHRASE, QUICK)
    with vault:
        entries.add_entry(vault, RIVER, now=datetime(2026, 11, 2, 8, 10))
        entries.add_entry(vault, CUP, now=datetime(2026, 11, 24, 22, 10))
    return folder


@pytest.fixture
def app(home: Path) -> CorviaApp:
    return CorviaApp(home, lambda: NOW)


@pytest.fixture
def settle() -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait until no work is under way and every screen has drawn."""

    async def wait(pilot: Pilot[None]) -> None:
        for _ in itertools.repeat(None, 3):
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return wait


@pytest.fixture
def unlocked(
    settle: Callable[[Pilot[None]], Awaitable[None]],
) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Open the vault through the door."""

    async def enter(pilot: Pilot[None]) -> None:
        await settle(pilot)
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await settle(pilot)

    return enter
