"""Works in a vault without end and prints what was done; the tests of kills kill it midway.

    python working_until_killed.py HOME PASSPHRASE SEED WORK

An entry that is saved is printed as its id, a backup that stands as its file's name.
"""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault import migrations, opening
from corvia_local.vault.entries import add_entry
from corvia_local.vault.kept_backups import write_dated_backup
from corvia_local.vault.key_changes import change_passphrase
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.rotation import rotate_data_key

if TYPE_CHECKING:
    from sqlite_utils import Database

OLDER, OLDER_STEPS = migrations.LATEST, migrations.STEPS


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def save(vault: Vault, draw: random.Random) -> None:
    words = "words that must not be lost " * draw.choice((1, 1, 1, 20, 400))
    say(add_entry(vault, words, tags=("kept",)).id)


def saving(home: Path, passphrase: str, draw: random.Random) -> None:
    with open_vault(home, passphrase) as vault:
        while True:
            save(vault, draw)


def rotating(home: Path, passphrase: str, draw: random.Random) -> None:
    with open_vault(home, passphrase) as vault:
        while True:
            save(vault, draw)
            rotate_data_key(vault)


def changing(home: Path, passphrase: str, draw: random.Random) -> None:
    with open_vault(home, passphrase) as vault:
        while True:
            save(vault, draw)
            change_passphrase(vault, passphrase, KdfLimits(1, 8192))


def backing_up(home: Path, passphrase: str, draw: random.Random) -> None:
    with open_vault(home, passphrase) as vault:
        while True:
            save(vault, draw)
            say(write_dated_backup(vault, home.with_name("kept"), 3)[0].file.name)


def migrating(home: Path, passphrase: str, draw: random.Random) -> None:
    while True:
        with open_vault(home, passphrase) as vault:
            save(vault, draw)
            make_older(vault)


WORKS = {
    "saving": saving,
    "rotating": rotating,
    "changing": changing,
    "backing up": backing_up,
    "migrating": migrating,
}


def _fill(database: "Database", name: str) -> None:
    database.table(name).create({"id": int, "text": str}, pk="id")
    for number in range(200):
        database.execute(f"INSERT INTO {name} VALUES (?, ?)", (number, "x" * 500))


@contextmanager
def two_more_steps() -> Iterator[None]:
    """Let the program know two steps of migration more."""
    more = (lambda database: _fill(database, "first"), lambda database: _fill(database, "second"))
    migrations.STEPS = (*OLDER_STEPS, *more)
    migrations.LATEST = opening.LATEST = OLDER + len(more)
    try:
        yield
    finally:
        migrations.STEPS, migrations.LATEST, opening.LATEST = OLDER_STEPS, OLDER, OLDER


def make_older(vault: Vault) -> None:
    """Take the two steps back, as if they had never been taken."""
    with vault.transaction():
        for name in ("first", "second"):
            vault.write(f"DROP TABLE {name}")
        vault.write(f"PRAGMA user_version = {OLDER}")


if __name__ == "__main__":
    with two_more_steps():
        WORKS[sys.argv[4]](Path(sys.argv[1]), sys.argv[2], random.Random(int(sys.argv[3])))
