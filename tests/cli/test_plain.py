"""`corvia plain`: the whole way by standard input and output alone, in English and in German."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.studio import communities, journal, library, sharing
from corvia_local.studio.opening import unlock
from corvia_local.studio.settings import change_open_setting
from corvia_local.vault.opening import create_vault

PASSPHRASE = "lamp in the june window"
CUP = "I dropped the cup at work and everyone looked at me. I always ruin everything."


def run(home: Path, *typed: str, **environment: str) -> str:
    """Give what stands on standard output after these lines."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "CORVIA_PASSPHRASE_FILE")
    clean = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-m", "corvia_local", "plain", "--home", str(home)],
        input="\n".join((*typed, "")),
        env={**clean, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    vault, _ = create_vault(tmp_path / "vault", PASSPHRASE, KdfLimits(1, 8192))
    with vault:
        communities.create_community(vault, "The quiet street", "")
    return tmp_path / "vault"


def test_from_words_to_a_shared_song(home: Path) -> None:
    own = "I dropped one cup, and that is one moment."
    shown = run(
        home, PASSPHRASE,
        "2", CUP, ".",
        "", own, "1",
        "1", "I dropped a cup", "",
        "1",
        "2", "1", "share",
        "", "",
    )  # fmt: skip
    assert "\x1b" not in shown
    assert "\r" not in shown
    with unlock(home, PASSPHRASE) as vault:
        (entry,) = journal.find(vault)
        accepted = journal.accepted_reframe(vault, entry.id)
        assert accepted is not None
        assert accepted.text == own
        (song,) = library.list_headings(vault)
        assert "I dropped a cup" in library.read_song(vault, song.id).score.lines
        (share,) = sharing.own_shares(vault)
        assert share.terms.until >= date.today().isoformat()
        assert f"Shared as {share.cid}" in shown
        assert "This leaves your device" in shown


def test_help_comes_before_anything_else_is_said_of_a_text(home: Path) -> None:
    shown = run(home, PASSPHRASE, "2", "I want to kill myself.", ".", "", "")
    after = shown.split("Your words are saved.")[1]
    assert after.lstrip().startswith("Some of this speaks of being hurt")
    assert "thinking habit" not in after
    assert "This sounds" not in after


def test_without_the_word_nothing_is_shared(home: Path) -> None:
    run(home, PASSPHRASE, "2", CUP, ".", "", "", "1", "", "", "2", "1", "yes", "", "")
    with unlock(home, PASSPHRASE) as vault:
        assert len(library.list_headings(vault)) == 1
        assert sharing.own_shares(vault) == []


def test_it_speaks_the_language_that_is_set(home: Path) -> None:
    change_open_setting(home, "language", "de")
    shown = run(home, "not this one", PASSPHRASE, "1", "")
    assert "Diese Passphrase öffnet den Tresor nicht." in shown
    assert "Niemand liest mit." in shown
    assert shown.rstrip().endswith("Dein Tresor ist gesperrt.")


def test_a_vault_is_made_where_there_is_none(tmp_path: Path) -> None:
    shown = run(tmp_path / "new", "short", PASSPHRASE, PASSPHRASE, "", "", LANG="de_DE.UTF-8")
    assert "24: " in shown
    assert "Eine Passphrase braucht mindestens" in shown
    unlock(tmp_path / "new", PASSPHRASE).close()
