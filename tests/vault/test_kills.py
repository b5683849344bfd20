"""What was reported saved is there after the process was killed (SIGKILL) at any moment."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import create_vault, open_vault, vault_exists

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    places = os.pathsep.join((str(PROJECT), str(PROJECT / "crypto")))
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": places},
    )


def killed_while_saving(home: Path, passphrase: str, chance: random.Random) -> list[str]:
    """Kill a saving process after some entries and a moment; give the ids that it reported."""
    child = start("saving_until_killed.py", str(home), passphrase, str(chance.randrange(10**9)))
    assert child.stdout is not None
    reported = [child.stdout.readline().strip() for _ in range(chance.randint(1, 40))]
    time.sleep(chance.uniform(0, 0.02))
    child.kill()
    reported += [line.strip() for line in child.stdout.read().splitlines(keepends=True)]
    assert child.wait() == -9
    return [name for name in reported if len(name) == 10]


def kill_and_look(home: Path, passphrase: str, cheap: KdfLimits, kills: int) -> None:
    create_vault(home, passphrase, cheap)[0].close()
    chance, reported = random.Random(kills), set[str]()
    for _ in range(kills):
        reported.update(killed_while_saving(home, passphrase, chance))
        with open_vault(home, passphrase) as vault:
            kept = {one.id for one in entries(vault)}
            assert reported <= kept
            assert len(ledger(vault)) == len(kept)
            check_integrity(vault)
    assert len(reported) >= kills


def test_25_kills_lose_nothing(home: Path, passphrase: str, cheap: KdfLimits) -> None:
    kill_and_look(home, passphrase, cheap, 25)


@pytest.mark.soak
def test_100_kills_lose_nothing(home: Path, passphrase: str, cheap: KdfLimits) -> None:
    kill_and_look(home, passphrase, cheap, 100)


def test_a_vault_whose_making_was_killed_is_whole_or_none(
    tmp_path: Path, passphrase: str, cheap: KdfLimits
) -> None:
    chance = random.Random(7)
    for number in range(8):
        home = tmp_path / str(number)
        child = start("making_until_killed.py", str(home), passphrase)
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        time.sleep(chance.uniform(0, 0.5))
        child.kill()
        made = "made" in child.stdout.read()
        child.wait()
        if not vault_exists(home):
            assert not made
            create_vault(home, passphrase, cheap)[0].close()
        with open_vault(home, passphrase) as vault:
            add_entry(vault, "words")
            check_integrity(vault)
