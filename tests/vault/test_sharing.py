"""Several processes and threads use one vault; a writer waits its turn, or says so."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corvia_local.errors import Busy
from corvia_local.vault import connection
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.ledger import verify_ledger
from corvia_local.vault.opening import Vault, open_vault

PROJECT = Path(__file__).parent.parent.parent
SAVE_TEN = """
import sys
from pathlib import Path
from corvia_local.vault.entries import add_entry
from corvia_local.vault.opening import open_vault
with open_vault(Path(sys.argv[1]), sys.argv[2]) as vault:
    for number in range(10):
        add_entry(vault, f"entry {number}")
"""


def test_commands_save_beside_the_open_app(vault: Vault, home: Path, passphrase: str) -> None:
    places = os.pathsep.join((str(PROJECT), str(PROJECT / "crypto")))
    commands = [
        subprocess.Popen(
            [sys.executable, "-c", SAVE_TEN, str(home), passphrase],
            env=os.environ | {"PYTHONPATH": places},
        )
        for _ in range(3)
    ]
    for number in range(10):
        add_entry(vault, f"app's entry {number}")
    assert [command.wait() for command in commands] == [0, 0, 0]
    assert len(entries(vault)) == 40
    assert verify_ledger(vault) == 40


def test_a_held_vault_is_busy_for_writing_and_open_for_reading(
    vault: Vault, home: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = add_entry(vault, "before")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    with open_vault(home, passphrase) as second:
        with vault.transaction():
            add_entry(vault, "not yet")
            assert entries(second) == [kept]
            with pytest.raises(Busy, match="try again"):
                add_entry(second, "beside")
        add_entry(second, "after")
        assert [one.text for one in entries(vault)] == ["after", "not yet", "before"]


def test_threads_take_turns(vault: Vault) -> None:
    def save() -> None:
        for number in range(20):
            add_entry(vault, f"entry {number}")
            entries(vault, search="entry")

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entries(vault)) == 80
    check_integrity(vault)


def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_saves(vault: Vault) -> None:
    def interrupted() -> None:
        with vault.transaction():
            add_entry(vault, "not kept")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    kept = add_entry(vault, "kept")
    assert entries(vault) == [kept]
    assert entries(vault, search="not") == []
