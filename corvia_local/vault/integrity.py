"""Look through the vault: every page, the structure, references, the search index, the ledger."""

import contextlib
from collections.abc import Callable

import msgspec
from sqlcipher3 import dbapi2

from corvia_local.errors import StorageFailed, VaultDamaged
from corvia_local.vault.ledger import verify_ledger
from corvia_local.vault.search import fold
from corvia_local.vault.vault import Vault

_ENTRIES_AT_ONCE = 1000
_REAL_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
)
_INDEX = "fts5"
_RESTORE = "Put a copy from a backup in its place: `corvia restore`."


class SearchIndexStale(VaultDamaged):
    """The search index does not fit the entries, which are whole."""


class Finding(msgspec.Struct, frozen=True):
    """One part that was looked at: whether it is whole, and in words what was found.

    `kind` is the name of the error that was found, empty where there is none.
    """

    part: str
    whole: bool
    said: str
    kind: str = ""


def check_integrity(vault: Vault) -> None:
    """Verify every page's authentication, the structure, references, the index and the ledger.

    Reads the whole file, about as fast as the disk; other writers wait. Raises VaultDamaged.
    """
    _settle_log(vault)
    # Within a transaction no other process writes, so no page is read half-written.
    with vault.transaction():
        for _, check in _CHECKS:
            check(vault)


def examine(vault: Vault) -> list[Finding]:
    """Make each check of `check_integrity` and say what it found, whatever the others found.

    The search index is compared with the entries only where everything before it is whole.
    """
    _settle_log(vault)
    found: list[Finding] = []
    for part, check in _CHECKS:
        if check is not _check_search or all(finding.whole for finding in found):
            found.append(_finding(vault, part, check))
    return found


def check_whole(vault: Vault) -> None:
    """Verify what a copy can harm: pages, each table's structure, references.

    Does not depend on the schema's version. Raises VaultDamaged.
    """
    _pragma(vault, "cipher_integrity_check")
    check_after_crash(vault)
    _check_references(vault)


def check_after_crash(vault: Vault) -> None:
    """Verify, quicker, what an unclean end can have harmed; raise VaultDamaged.

    `quick_check` reads and so authenticates every page of a table, and checks the structure but
    not that each index fits its table. Table by table it leaves out the search index's own check,
    which takes most of the time and can be made good.
    """
    for (name,) in vault.rows(_REAL_TABLES):
        _pragma(vault, f'quick_check("{name}")')


def rebuild_search(vault: Vault) -> int:
    """Make the search index anew from the entries; give their count."""
    with vault.transaction():
        # First the index after its own texts: rows of one that does not fit cannot be deleted.
        vault.write("INSERT INTO found_text (found_text) VALUES ('rebuild')")
        vault.write("DELETE FROM found_text")
        texts = vault.rows("SELECT sequence, text FROM entries ORDER BY sequence")
        for sequence, text in texts:
            vault.write(
                "INSERT INTO found_text (rowid, folded) VALUES (?, ?)", (sequence, fold(text))
            )
    return len(texts)


def row_counts(vault: Vault) -> dict[str, int]:
    """Give each table's name and its number of rows; of the search index, the texts'."""
    names = vault.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE"
        " '~' AND name NOT LIKE 'found~_text~_%' ESCAPE '~' ORDER BY name"
    )
    return {
        name: int(vault.rows(f'SELECT count(*) FROM "{name}"')[0][0])  # noqa: S608
        for (name,) in names
    }


def _settle_log(vault: Vault) -> None:
    """Bring the log's pages into the file, which alone the check of pages reads.

    Where a full disk or a power cut ended such a writing midway, a page of the file is torn and
    stands whole in the log: the vault is whole, and this makes its file so too.
    """
    with contextlib.suppress(StorageFailed, VaultDamaged):
        vault.rows("PRAGMA wal_checkpoint(FULL)")


def _finding(vault: Vault, part: str, check: Callable[[Vault], object]) -> Finding:
    try:
        # An error of the disk ends a transaction, so each check has its own.
        with vault.transaction():
            check(vault)
    except VaultDamaged as error:
        return Finding(part, False, str(error), error.name)
    return Finding(part, True, "whole")


def _pragma(vault: Vault, check: str) -> None:
    said = [str(row[0]) for row in vault.rows(f"PRAGMA {check}")]
    # The search index can be made anew, so it is looked at apart from what cannot.
    complaints = [one for one in said if one != "ok" and _INDEX not in one.lower()]
    if complaints:
        raise VaultDamaged(
            f"The vault's file in {vault.home} is damaged ({complaints[0]}). {_RESTORE}"
        )


def _check_references(vault: Vault) -> None:
    lost = vault.rows("PRAGMA foreign_key_check")
    if lost:
        table, row, parent, _ = lost[0]
        raise VaultDamaged(
            f"Row {row} of the vault's table {table} points at something in {parent} that is gone."
            f" Nothing else is touched by it. {_RESTORE}"
        )


def _check_search(vault: Vault) -> None:
    """Compare what the index was given with the entries, then the index with what it was given."""
    entries = vault.rows("SELECT count(*) FROM entries")
    if entries != vault.rows("SELECT count(*) FROM found_text") or _unfitting(vault):
        raise _stale(vault)
    try:
        vault.write("INSERT INTO found_text (found_text, rank) VALUES ('integrity-check', 1)")
    except (VaultDamaged, dbapi2.Error) as error:
        raise _stale(vault) from error


def _unfitting(vault: Vault) -> bool:
    last = -1
    while True:
        some = vault.rows(
            "SELECT sequence, text, folded FROM entries LEFT JOIN found_text"
            " ON found_text.rowid = sequence WHERE sequence > ? ORDER BY sequence LIMIT ?",
            (last, _ENTRIES_AT_ONCE),
        )
        if any(fold(text) != folded for _, text, folded in some):
            return True
        if not some:
            return False
        last = some[-1][0]


def _stale(vault: Vault) -> SearchIndexStale:
    return SearchIndexStale(
        f"The search index of the vault in {vault.home} does not fit the entries. The entries are"
        " whole; `corvia check --mend` makes the index anew."
    )


_CHECKS: tuple[tuple[str, Callable[[Vault], object]], ...] = (
    ("pages", lambda vault: _pragma(vault, "cipher_integrity_check")),
    ("structure", lambda vault: _pragma(vault, "integrity_check(10)")),
    ("references", _check_references),
    ("search index", _check_search),
    ("ledger", verify_ledger),
)
