"""Look through the whole vault: every page, every index, the ledger's chain."""

from corvia_local.errors import VaultDamaged
from corvia_local.vault.ledger import verify_ledger
from corvia_local.vault.vault import Vault

_CHECKS = ("cipher_integrity_check", "integrity_check(1)", "foreign_key_check")


def check_integrity(vault: Vault) -> None:
    """Verify the authentication of every page, the database's structure, and the ledger.

    Reads the whole file, about as fast as the disk; other writers wait. Raises
    VaultDamaged.
    """
    # Within a transaction no other process writes, so no page is read half-written.
    with vault.transaction():
        for check in _CHECKS:
            complaints = [row for row in vault.rows(f"PRAGMA {check}") if row != ("ok",)]
            if complaints:
                raise VaultDamaged(
                    f"The vault's file in {vault.home} is damaged ({complaints[0][0]})."
                    " Put a copy from a backup in its place."
                )
        verify_ledger(vault)
