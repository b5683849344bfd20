"""Killed at any moment, an import goes on later without a double, and an erasure is finished."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from corvia_local.studio.importing.bringing import bring_in
from corvia_local.studio.importing.choosing import read_journal
from corvia_local.studio.opening import unlock
from corvia_local.vault.entries import entries
from corvia_local.vault.erasing import sweep_is_due
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.opening import Vault
from tests.studio.conftest import PASSPHRASE

PROJECT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("changing_until_killed.py")
COUNT = 700


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    file = tmp_path / "journal.txt"
    days = (f"[2020-{1 + n % 12:02}-{1 + n % 28:02} {n % 24:02}:{n % 60:02}]" for n in range(COUNT))
    file.write_text("".join(f"{day} Day {n}.\nwords\n" for n, day in enumerate(days)))
    return file


def kill_at_some_moment(home: Path, journal: Path, chance: random.Random) -> set[str]:
    """Start the work, kill it after some of its reports and a moment; name what was erased."""
    parts = (PROJECT, *(PROJECT / name for name in ("crypto", "sync", "engine")))
    child = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(home), PASSPHRASE, str(journal)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(map(str, parts))},
    )
    assert child.stdout is not None
    reports = [child.stdout.readline() for _ in range(chance.randint(1, 14))]
    time.sleep(chance.uniform(0, 0.05))
    child.kill()
    reports += child.stdout.readlines()
    assert child.wait() == -9
    return {line.split()[1] for line in reports if line.startswith("erased ") and line[-1] == "\n"}


@pytest.mark.parametrize(
    "kills", [5, pytest.param(200, marks=pytest.mark.soak)], ids=["short", "soak"]
)
def test_nothing_comes_twice_and_what_was_erased_is_gone(
    vault: Vault, home: Path, journal: Path, kills: int
) -> None:
    vault.close()
    chance, unclean, gone = random.Random(11), 0, 0
    for _ in range(kills):
        erased = kill_at_some_moment(home, journal, chance)
        unclean += (home / "vault.db-wal").exists()
        gone += len(erased)
        with unlock(home, PASSPHRASE) as opened:
            assert not sweep_is_due(opened)
            texts = Counter(one.text for one in entries(opened))
            assert max(texts.values(), default=1) == 1
            assert not erased & {one.id for one in entries(opened)}
            check_integrity(opened)
    with unlock(home, PASSPHRASE) as opened:
        bring_in(opened, read_journal(journal))
        assert len(entries(opened)) == COUNT
    print(  # noqa: T201
        f"importing and erasing: {kills} kills, {unclean} found unclean, {gone} erased for good,"
        " 0 doubled"
    )
