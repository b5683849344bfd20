"""A vault of many entries against the same tables unencrypted: open, list, search, save.

The baseline is the same SQLite in the same run with the same tables, rows, index, settings and
statements, and no key: the ratio is the cost of encryption. It is copied out of the vault, so its
pages are packed, which favours it. There are 100,000 entries of 600 characters;
CORVIA_BENCH_ENTRIES asks for another number.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks.journal_texts import Texts
from benchmarks.repeating import paired, spreads
from corvia_crypto.key_slots import open_with_passphrase, unlock_with_passphrase
from corvia_crypto.passphrase import MODERATE, KdfLimits
from corvia_local.vault.backup import write_backup
from corvia_local.vault.connection import SETTINGS
from corvia_local.vault.entries import add_entry, entries, keep_entry
from corvia_local.vault.files import database_file, load_slots
from corvia_local.vault.integrity import check_after_crash, examine
from corvia_local.vault.migrations import LATEST, migrate
from corvia_local.vault.opening import create_vault, open_by, open_vault
from corvia_local.vault.rotation import rotate_data_key
from corvia_local.vault.vault import Vault

ENTRIES = int(os.environ.get("CORVIA_BENCH_ENTRIES", "100000"))
PASSPHRASE = "a quiet morning"
QUICK = KdfLimits(1, 8192)
FIRST_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
PAGE = 50
SEARCHES = 400
SAVES = 600
OPENINGS = 100


def main() -> None:
    """Print milliseconds of both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        _unlock(Path(folder) / "small")
        _compare(Path(folder))


def _unlock(home: Path) -> None:
    create_vault(home, PASSPHRASE, MODERATE)[0].close()
    slots = load_slots(home)
    own, plain, ratio = paired(
        lambda: open_vault(home, PASSPHRASE).close(),
        lambda: unlock_with_passphrase(slots, PASSPHRASE),
    )
    _print("open, against its Argon2id alone", own, plain, ratio)


def _compare(folder: Path) -> None:
    home, copy = folder / "vault", folder / "plain.db"
    with create_vault(home, PASSPHRASE, QUICK)[0] as vault:
        _fill(vault)
        _copy_without_key(vault, copy)
    opened = open_with_passphrase(load_slots(home), PASSPHRASE)
    headings = "".join(f"{word:>10}" for word in ("median", "plain", "ratio", "p95", "plain"))
    print(f"{ENTRIES:,} entries {headings}     ratio")
    _show(
        "open after the KDF",
        lambda _: open_by(home, lambda _: opened).close(),
        lambda _: _open_plain(copy),
        range(OPENINGS),
    )
    with (
        open_by(home, lambda _: opened) as vault,
        Vault(folder, vault.slots, _plain(copy)) as plain,
    ):
        _read_and_write(vault, plain)
        sizes = [store.rows("PRAGMA page_count")[0][0] for store in (vault, plain)]
        print(f"size on disk: ratio {sizes[0] / sizes[1]:.2f}")
        _long_work(vault, folder)


def _read_and_write(vault: Vault, plain: Vault) -> None:
    texts = Texts(seed=2)
    _show(
        f"list {PAGE}, each page once",
        lambda skip: entries(vault, limit=PAGE, skip=skip),
        lambda skip: entries(plain, limit=PAGE, skip=skip),
        range(0, ENTRIES, max(PAGE, ENTRIES // 200)),
    )
    _show(
        f"search, the newest {PAGE}",
        lambda search: entries(vault, search=search, limit=PAGE),
        lambda search: entries(plain, search=search, limit=PAGE),
        [texts.search() for _ in range(SEARCHES)],
    )
    _show(
        "save one",
        lambda text: add_entry(vault, text),
        lambda text: add_entry(plain, text),
        [texts.entry() for _ in range(SAVES)],
    )


def _fill(vault: Vault) -> None:
    texts = Texts()
    with vault.transaction():
        for number in range(ENTRIES):
            moment = FIRST_MOMENT + timedelta(minutes=25 * number)
            keep_entry(vault, moment.isoformat(), texts.entry())


def _copy_without_key(vault: Vault, target: Path) -> None:
    vault.rows("ATTACH DATABASE ? AS copy KEY ''", (str(target),))
    vault.rows("SELECT sqlcipher_export('copy')")
    vault.rows(f"PRAGMA copy.user_version = {LATEST}")
    vault.rows("DETACH DATABASE copy")


def _plain(database: Path) -> Any:
    connection = dbapi2.connect(database, isolation_level=None)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    migrate(connection)
    return connection


def _open_plain(database: Path) -> None:
    """Open, read the table that opening a vault reads, close."""
    connection = _plain(database)
    connection.execute("SELECT * FROM key_slots").fetchall()
    connection.close()


def _long_work(vault: Vault, folder: Path) -> None:
    """Time what reads the whole vault, against copying its file byte by byte."""
    vault.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    file = database_file(vault.home)
    targets = (folder / f"{number}.age" for number in range(2))
    for name, work in (
        ("backup, read back", lambda: write_backup(vault, next(targets))),
        ("check after an unclean end", lambda: check_after_crash(vault)),
        ("whole check", lambda: examine(vault)),
        ("rotation of the data key", lambda: rotate_data_key(vault)),
    ):
        own, copied, ratio = paired(work, lambda: _copy_file(file, folder), 1)
        _print(f"{name}, against a copy", own, copied, ratio)


def _copy_file(file: Path, folder: Path) -> None:
    with (folder / "copy").open("wb") as copy:
        copy.write(file.read_bytes())
        os.fsync(copy.fileno())


def _print(name: str, ours: float, baseline: float, ratio: float) -> None:
    print(
        f"{name:44} {ours * 1000:8.0f} ms {baseline * 1000:6.0f} ms  ratio {ratio:.2f}", flush=True
    )


def _show(
    name: str,
    ours: Callable[[Any], object],
    baseline: Callable[[Any], object],
    inputs: Sequence[Any],
) -> None:
    own, plain = spreads(ours, baseline, inputs)
    medians = f"{own.median * 1000:7.2f} ms{plain.median * 1000:7.2f} ms"
    highs = f"{own.p95 * 1000:7.2f} ms{plain.p95 * 1000:7.2f} ms"
    print(
        f"{name:24} {medians} {own.median / plain.median:9.2f}{highs}{own.p95 / plain.p95:10.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
