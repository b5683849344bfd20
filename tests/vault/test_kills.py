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
from corvia_local.vault.key_changes import key_slots
from corvia_local.vault.opening import create_vault, open_vault, vault_exists
from corvia_local.vault.restoring import restore_with_passphrase
from tests.vault.working_until_killed import WORKS, two_more_steps

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


def killed_while(work: str, home: Path, passphrase: str, chance: random.Random) -> list[str]:
    """Kill a working process after some reports and a moment; give what it reported."""
    seed = str(chance.randrange(10**9))
    child = start("working_until_killed.py", str(home), passphrase, seed, work)
    assert child.stdout is not None
    most = 40 if work == "saving" else 3
    reported = [child.stdout.readline().strip() for _ in range(chance.randint(1, most))]
    time.sleep(chance.uniform(0, 0.02 if work == "saving" else 0.1))
    child.kill()
    reported += [line.strip() for line in child.stdout.read().splitlines(keepends=True)]
    assert child.wait() == -9
    return reported


def kill_and_look(
    work: str, home: Path, passphrase: str, cheap: KdfLimits, kills: int
) -> tuple[int, int]:
    """Kill so many times; after each the vault must open, be whole and hold what was reported."""
    create_vault(home, passphrase, cheap)[0].close()
    chance, saved, unclean = random.Random(f"{work} {kills}"), set[str](), 0
    for number in range(kills):
        reported = killed_while(work, home, passphrase, chance)
        saved.update(line for line in reported if len(line) == 10)
        unclean += (home / "vault.db-wal").exists()
        with two_more_steps(), open_vault(home, passphrase) as vault:
            kept = {name for (name,) in vault.rows("SELECT id FROM entries")}
            assert saved <= kept
            assert len(key_slots(vault)) == 2
            if number % 5 == 0 or number == kills - 1:
                check_integrity(vault)
        backups = [line for line in reported if line.endswith(".age")]
        if backups and number % 5 == 0:
            again = home.with_name(f"again {number}")
            with two_more_steps():
                restore_with_passphrase(again, home.with_name("kept") / backups[-1], passphrase)
            with two_more_steps(), open_vault(again, passphrase) as vault:
                restored = {one.id for one in entries(vault)}
                before = reported[: reported.index(backups[-1])]
                assert {line for line in before if len(line) == 10} <= restored <= kept
                check_integrity(vault)
    assert {"vault.db", "vault.slots.json"} == {p.name for p in home.iterdir()} - {"backups"}
    assert len(saved) >= kills
    return len(saved), unclean


@pytest.mark.parametrize("work", WORKS)
def test_a_few_kills_lose_nothing(work: str, home: Path, passphrase: str, cheap: KdfLimits) -> None:
    _, unclean = kill_and_look(work, home, passphrase, cheap, 8 if work == "saving" else 4)
    assert unclean or work != "saving", "a kill leaves its mark"


@pytest.mark.soak
@pytest.mark.parametrize("work", WORKS)
def test_1000_kills_lose_nothing(work: str, home: Path, passphrase: str, cheap: KdfLimits) -> None:
    kills = 1000 // len(WORKS)
    saved, unclean = kill_and_look(work, home, passphrase, cheap, kills)
    print(f"{work}: {kills} kills, {saved} saved, {unclean} found unclean, 0 lost")  # noqa: T201


def test_a_vault_whose_making_was_killed_is_whole_or_none(
    tmp_path: Path, passphrase: str, cheap: KdfLimits
) -> None:
    chance = random.Random(7)
    for number in range(5):
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
