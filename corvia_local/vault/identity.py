"""The person's identity: the seed of the Ed25519 key that signs what they share."""

import secrets

from corvia_local.errors import VaultDamaged
from corvia_local.vault.moments import local_time
from corvia_local.vault.vault import Vault

SEED_BYTES = 32


def make_identity(vault: Vault) -> None:
    """Make the vault's random seed, once."""
    with vault.transaction():
        vault.write(
            "INSERT INTO identity (id, ed25519_seed, made_at) VALUES (1, ?, ?)",
            (secrets.token_bytes(SEED_BYTES), local_time()),
        )


def signing_seed(vault: Vault) -> bytes:
    """Give the 32-byte Ed25519 seed (RFC 8032)."""
    found = vault.row("SELECT ed25519_seed FROM identity")
    if found is None:
        raise VaultDamaged(
            "The vault has lost its identity. Put a copy from a backup in its place."
        )
    return bytes(found[0])
