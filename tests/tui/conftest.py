"""Vaults that open quickly, a clock that stands still, and waiting until all work is done."""

import itertools
import random
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from corvia_crypto.passphrase import KdfLimits
from corvia_local.language import use_language
from corvia_local.model.lyric import Lyric, LyricLine, LyricSyllable, Stanza
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import (
    ChordMark,
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    TempoMark,
)
from corvia_local.studio.composing import ComposedSong, song_id
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


@pytest.fixture(autouse=True)
def _english_without_a_setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever runs the tests: the system speaks no language, so the app speaks English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corvia_local.vault.moments.datetime", StandingClock)
    monkeypatch.setattr("corvia_local.studio.library.datetime", StandingClock)
    monkeypatch.setattr("corvia_local.studio.communities.datetime", StandingClock)


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


def _lyric() -> Lyric:
    def line(text: str) -> LyricLine:
        words = text.split()
        return LyricLine(text, tuple(LyricSyllable(w, 1, True, True) for w in words), "own words")

    return Lyric(
        "The Light Was Thin",
        (
            Stanza("verse", (line("the rain came in"), line("and I went home"))),
            Stanza("chorus", (line("the light was thin"), line("and it was good"))),
        ),
    )


def _score(lyric: Lyric) -> Score:
    """A score of eight bars: two sections, a tune of quarters that carries the words, a bass."""
    lines = [line for stanza in lyric.stanzas for line in stanza.lines]
    notes, syllables, tick = [], [], 0
    for place, line in enumerate(lines):
        for step, syllable in enumerate(line.syllables):
            notes.append(Note(tick, 480, 60 + 2 * ((place + step) % 4), 0, 70))
            syllables.append(SungSyllable(tick, 480, syllable.text, place, True, True))
            tick += 480
        tick += 4 * 480
    bass = tuple(Note(bar * 1920, 1920, 36 + 5 * (bar % 2), 0, 60) for bar in range(8))
    chords = tuple(ChordMark(bar * 1920, 1920, 0, "C", (0, 4, 7)) for bar in range(8))
    return Score(
        1,
        lyric.title,
        "western",
        Key(0, "major"),
        Meter((1, 1, 1, 1), 4),
        (TempoMark(0, 600_000),),
        (
            SectionMark("verse 1", "verse", 0, 7680, -400, 300),
            SectionMark("chorus 1", "chorus", 7680, 15360, 500, -600),
        ),
        chords,
        (
            Part("voice", "melody", 73, 100, 64, tuple(notes)),
            Part("bass", "bass", 32, 90, 64, bass),
        ),
        tuple(line.text for line in lines),
        tuple(syllables),
        15360,
    )


@pytest.fixture
def small_song() -> ComposedSong:
    """A song of eight bars whose notes never change, whatever the composer learns."""
    lyric = _lyric()
    score = _score(lyric)
    plan = SongPlan(
        1, 7, "western", score.key, score.meter, -400, 300, 500, -600, (), lyric,
        (
            Reason("tempo", "100 beats a minute", "Lively moods sound quicker.", "a finding"),
            Reason("mode", "major on C", "The song settles in a bright mode.", "another one"),
        ),
    )  # fmt: skip
    return ComposedSong(song_id(plan, score), score.title, None, plan, score, None, 0.0)
