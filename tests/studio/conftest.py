"""Vaults whose key derivation is cheap, and a song small enough to be written by hand."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.model.lyric import Lyric
from corvia_local.model.plan import SongPlan
from corvia_local.model.records import Song
from corvia_local.model.score import (
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    TempoMark,
    encode_score,
)
from corvia_local.studio.composing import encode_plan, song_id
from corvia_local.vault.opening import Vault, create_vault, open_vault
from corvia_local.vault.songs import save_song

PASSPHRASE = "a quiet morning"

OpenVault = Callable[[str], Vault]
KeepSong = Callable[..., str]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a vault of this name once; each has an identity of its own."""
    homes: dict[str, Path] = {}

    def make(name: str) -> Path:
        if name not in homes:
            home = tmp_path_factory.mktemp(name) / "corvia"
            create_vault(home, PASSPHRASE, KdfLimits(operations=1, memory=8192))[0].close()
            homes[name] = home
        return homes[name]

    return make


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def vault(made_once: Callable[[str], Path], home: Path) -> Iterator[Vault]:
    shutil.copytree(made_once("own"), home)
    with open_vault(home, PASSPHRASE) as opened:
        yield opened


@pytest.fixture(scope="session")
def keep_small_song() -> KeepSong:
    """Save a song of four notes that sings one line; give its id."""

    def keep(vault: Vault, line: str, title: str = "A small song", **fields: str) -> str:
        notes = tuple(Note(tick, 480, 60 + tick // 480, 0, 80) for tick in range(0, 1920, 480))
        score = Score(
            version=1,
            title=title,
            tradition="western",
            key=Key(0, "major"),
            meter=Meter((1, 1, 1, 1), 4),
            tempo=(TempoMark(0, 500_000),),
            sections=(SectionMark("verse 1", "verse", 0, 1920, -300, 200),),
            chords=(),
            parts=(Part("voice", "melody", 52, 100, 64, notes),),
            lines=(line,),
            syllables=(SungSyllable(0, 480, line.split(maxsplit=1)[0], 0, True, True),),
            end=1920,
        )
        plan = SongPlan(
            1, 7, "western", score.key, score.meter, -300, 200, 500, -600, (), Lyric(title, ()), ()
        )
        name = song_id(plan, score)
        made = "2026-03-01T12:00:00+01:00"
        entry = fields.get("entry_id")
        save_song(vault, Song(name, title, made, entry, encode_plan(plan), encode_score(score)))
        return name

    return keep
