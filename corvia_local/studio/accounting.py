"""The ledger: every use of the person's data."""

from corvia_local.model.records import LedgerLine
from corvia_local.vault import ledger as store
from corvia_local.vault.opening import Vault


def read_ledger(vault: Vault, limit: int | None = None) -> list[LedgerLine]:
    """List the uses of the person's data, newest last."""
    return store.ledger(vault, limit=limit)
