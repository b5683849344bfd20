"""A write-ahead log that a crash cut short, or that was damaged, gives whole savings or none."""

import os
import shutil
from pathlib import Path

import pytest

from corvia_local.vault import opening
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault, open_vault

LOG_HEADER, FRAME = 32, 24 + 4096


@pytest.fixture
def crashed(vault: Vault, home: Path, tmp_path: Path) -> tuple[Path, list[str]]:
    """Give a folder as a crash left it, with all that was saved still in the log."""
    saved = [add_entry(vault, f"words of entry {number} " * 60).id for number in range(4)]
    left = tmp_path / "left"
    shutil.copytree(home, left)
    vault.close()
    return left, saved


def as_left(crashed: Path, home: Path) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(crashed, home)
    (home / "vault.db-shm").unlink()
    return home / "vault.db-wal"


def test_a_log_cut_at_any_frame_gives_whole_savings_in_order(
    crashed: tuple[Path, list[str]], home: Path, passphrase: str
) -> None:
    left, saved = crashed
    frames = (as_left(left, home).stat().st_size - LOG_HEADER) // FRAME
    assert frames > 20
    counts = []
    for frame in range(frames + 1):
        for beyond in (0, 100):
            log = as_left(left, home)
            os.truncate(log, min(LOG_HEADER + frame * FRAME + beyond, log.stat().st_size))
            with open_vault(home, passphrase) as again:
                kept = [one.id for one in reversed(entries(again))]
                assert kept == saved[: len(kept)]
                assert len(ledger(again)) == len(kept)
                check_integrity(again)
            counts.append(len(kept))
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, len(saved))


def test_one_changed_bit_in_any_frame_leaves_a_whole_vault(
    crashed: tuple[Path, list[str]], home: Path, passphrase: str
) -> None:
    left, saved = crashed
    size = as_left(left, home).stat().st_size
    for place in (3, *range(LOG_HEADER + 11, size, FRAME + 7)):
        log = as_left(left, home)
        data = bytearray(log.read_bytes())
        data[place] ^= 0x20
        log.write_bytes(data)
        with open_vault(home, passphrase) as again:
            kept = [one.id for one in reversed(entries(again))]
            assert kept == saved[: len(kept)]
            check_integrity(again)


def test_only_after_an_unclean_end_the_vault_is_looked_through_on_opening(
    crashed: tuple[Path, list[str]], home: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(opening, "check_after_crash", lambda vault: looked.append(vault.home))
    open_vault(home, passphrase).close()
    with open_vault(home, passphrase) as first:
        add_entry(first, "words")
        open_vault(home, passphrase).close()
    assert looked == []
    as_left(crashed[0], home)
    open_vault(home, passphrase).close()
    assert looked == [home]
    open_vault(home, passphrase).close()
    assert looked == [home]
