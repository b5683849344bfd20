"""Opening, saving and searching many entries, against the same tables unencrypted; then a backup.

The baseline is the same SQLite with the same settings and no key, so that the ratio is the cost of
encryption. There are 20,000 entries of about 600 characters; CORVIA_BENCH_ENTRIES=100000 asks for
more, and takes some minutes.
"""

import itertools
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks.repeating import paired
from corvia_crypto.key_slots import unlock_with_passphrase
from corvia_local.vault.backup import write_backup
from corvia_local.vault.connection import SETTINGS
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.files import database_file, load_slots
from corvia_local.vault.integrity import check_after_crash, examine
from corvia_local.vault.migrations import migrate
from corvia_local.vault.opening import create_vault, open_vault, open_with_phrase
from corvia_local.vault.rotation import rotate_data_key
from corvia_local.vault.vault import Vault

ENTRIES = int(os.environ.get("CORVIA_BENCH_ENTRIES", "20000"))
SEARCHES = ("rare", "morning", "quiet mor", "ve", "nowhere")
PHRASES = (
    "a quiet morning with rain",
    "my mother never called",
    "tired of work and angry again",
    "music at the window",
    "été dans le jardin",
    "気分が悪い",
)


def main() -> None:
    """Print median milliseconds of both and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        _unlock(Path(folder) / "small")
        _compare(Path(folder))


def _unlock(home: Path) -> None:
    vault, words = create_vault(home, "a quiet morning")
    vault.close()
    slots = load_slots(home)
    _show(
        "open, against its Argon2id alone",
        lambda: open_vault(home, "a quiet morning").close(),
        lambda: unlock_with_passphrase(slots, "a quiet morning"),
    )
    _show(
        "open after the KDF, against no key",
        lambda: open_with_phrase(home, words).close(),
        lambda: _plain(home / "plain.db").close(),
    )


def _compare(folder: Path) -> None:
    with (
        create_vault(folder / "vault", "a quiet morning")[0] as vault,
        Vault(folder, vault.slots, _plain(folder / "plain.db")) as plain,
    ):
        for store in (vault, plain):
            _fill(store)
        _show(
            f"save one of {ENTRIES:,}",
            lambda: add_entry(vault, "a quiet morning " * 20),
            lambda: add_entry(plain, "a quiet morning " * 20),
        )
        _show(
            "list the last 50", lambda: entries(vault, limit=50), lambda: entries(plain, limit=50)
        )
        for search in SEARCHES:
            _search(vault, plain, search)
        _long_work(vault, folder)
        sizes = [store.rows("PRAGMA page_count")[0][0] for store in (vault, plain)]
        print(f"size on disk: ratio {sizes[0] / sizes[1]:.2f}")


def _long_work(vault: Vault, folder: Path) -> None:
    """Time what reads the whole vault, against copying its file byte by byte."""
    vault.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    file = database_file(vault.home)
    numbers = itertools.count()
    for name, work in (
        ("backup, read back", lambda: write_backup(vault, folder / f"{next(numbers)}.age")),
        ("check after an unclean end", lambda: check_after_crash(vault)),
        ("whole check", lambda: examine(vault)),
        ("rotation of the data key", lambda: rotate_data_key(vault)),
    ):
        _show(f"{name}, against a copy", work, lambda: _copy_file(file, folder), 3)


def _copy_file(file: Path, folder: Path) -> None:
    with (folder / "copy").open("wb") as copy:
        copy.write(file.read_bytes())
        os.fsync(copy.fileno())


def _search(vault: Vault, plain: Vault, search: str) -> None:
    _show(
        f"search “{search}”, 50 of {len(entries(vault, search=search)):,}",
        lambda: entries(vault, search=search, limit=50),
        lambda: entries(plain, search=search, limit=50),
    )


def _plain(database: Path) -> Any:
    connection = dbapi2.connect(database, isolation_level=None)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    migrate(connection)
    return connection


def _fill(vault: Vault) -> None:
    draw = random.Random(1)
    with vault.transaction():
        for number in range(ENTRIES):
            words = " ".join(draw.choices(PHRASES, k=28))
            add_entry(vault, f"{words} rare" if number % 1000 == 0 else words)


def _show(
    name: str, ours: Callable[[], object], baseline: Callable[[], object], times: int = 11
) -> None:
    own, plain, ratio = paired(ours, baseline, times)
    print(f"{name:36} {own * 1000:8.2f} ms  {plain * 1000:8.2f} ms   ratio {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
