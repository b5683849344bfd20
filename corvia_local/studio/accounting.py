"""The ledger: every use of the person's data."""

from corvia_local.model.records import LedgerLine
from corvia_local.vault import ledger as store
from corvia_local.vault.opening import Vault


def read_ledger(vault: Vault, limit: int | None = None) -> list[LedgerLine]:
    """List the uses of the person's data, newest last."""
    return store.ledger(vault, limit=limit)


def verify_ledger(vault: Vault) -> int:
    """Check every line's hash and give their count; raise LedgerBroken naming the first misfit."""
    return store.verify_ledger(vault)
