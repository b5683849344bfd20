"""The ledger: every use of the person's data, in lines that can only be added.

Each line's hash covers the line and the hash before it (specs/vault-v1.md).
"""

import hashlib

from corvia_local.errors import BadInput, VaultDamaged
from corvia_local.model.records import LedgerLine
from corvia_local.vault.moments import local_time
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault

FIRST_HASH = "0" * 64
"""Stands for the hash before the first line."""
LONGEST_FIELD = 500
_DOMAIN = "corvia-ledger-v1"


class LedgerBroken(VaultDamaged):
    """A line of the ledger was changed, or one is missing."""


def record(
    vault: Vault, act: str, what: str, purpose: str, audience: str = "this device"
) -> LedgerLine:
    """Add a line; within a transaction it is saved with it.

    `act` says what was done (“entry written”), `what` names its object without its content
    (“entry 4f0k2m9q1z”), `purpose` says what for. Raises BadInput for an empty `act` or a field
    of more than 500 characters.
    """
    if not act.strip():
        raise BadInput("A line of the ledger says what was done.")
    for field in (act, what, purpose, audience):
        check_storable(field, "ledger line", LONGEST_FIELD)
    with vault.transaction():
        last = vault.row("SELECT number, hash FROM ledger ORDER BY number DESC LIMIT 1")
        number, previous = (0, FIRST_HASH) if last is None else last
        line = _chained(previous, number + 1, local_time(), act, what, purpose, audience)
        vault.write(
            "INSERT INTO ledger (number, at, act, what, purpose, audience, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (line.number, line.at, act, what, purpose, audience, line.hash),
        )
    return line


def ledger(vault: Vault, limit: int | None = None) -> list[LedgerLine]:
    """Give the ledger's lines in order; with a limit, the last ones."""
    last = vault.rows(
        "SELECT number, at, act, what, purpose, audience, hash FROM ledger"
        " ORDER BY number DESC LIMIT ?",
        (-1 if limit is None else max(limit, 0),),
    )
    return [LedgerLine(*line) for line in reversed(last)]


def verify_ledger(vault: Vault) -> int:
    """Check every line's number and hash and give their count; raise LedgerBroken naming the first
    line that does not fit.
    """
    previous = FIRST_HASH
    lines = ledger(vault)
    for number, line in enumerate(lines, 1):
        fitting = _chained(
            previous, number, line.at, line.act, line.what, line.purpose, line.audience
        )
        if line != fitting:
            raise LedgerBroken(
                f"Line {number} of the ledger does not fit the lines before it: it was changed or"
                " one is missing. Compare it with a backup."
            )
        previous = line.hash
    return len(lines)


def _chained(
    previous: str, number: int, at: str, act: str, what: str, purpose: str, audience: str
) -> LedgerLine:
    fields = (_DOMAIN, previous, str(number), at, act, what, purpose, audience)
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode()
        digest.update(len(data).to_bytes(4, "big") + data)
    return LedgerLine(number, at, act, what, purpose, audience, digest.hexdigest())
