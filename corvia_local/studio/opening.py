"""Begin and return: make a vault, unlock it, lock it."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.errors import BadInput
from corvia_local.vault.erasing import SweepUnfinished, sweep, sweep_is_due
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.opening import (
    Vault,
    create_vault,
    open_vault,
    open_with_phrase,
    open_with_shares,
    vault_exists,
)

__all__ = [
    "SHORTEST_PASSPHRASE",
    "NewVault",
    "PassphraseTooShort",
    "Vault",
    "begin",
    "check_passphrase",
    "has_vault",
    "own_did",
    "unlock",
    "unlock_with_phrase",
    "unlock_with_shares",
]

SHORTEST_PASSPHRASE = 8


class PassphraseTooShort(BadInput):
    """The passphrase has fewer than eight characters."""


@dataclass(frozen=True)
class NewVault:
    """A vault just made. The recovery phrase is shown once and kept nowhere in the clear."""

    vault: Vault
    did: str
    recovery_phrase: str


def check_passphrase(passphrase: str) -> None:
    """Raise PassphraseTooShort for one of fewer than eight characters."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(
            f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters."
            " A short sentence that only you know works well."
        )


def has_vault(home: Path) -> bool:
    """Tell whether a vault stands in this folder."""
    return vault_exists(home)


def begin(home: Path, passphrase: str) -> NewVault:
    """Make a vault with a new identity; raise BadInput where one stands already."""
    check_passphrase(passphrase)
    vault, words = create_vault(home, passphrase)
    return NewVault(vault, own_did(vault), words)


def unlock(home: Path, passphrase: str) -> Vault:
    """Open the vault; raise Locked for a wrong passphrase, NotFound where there is none."""
    return _finished(open_vault(home, passphrase))


def unlock_with_phrase(home: Path, words: str) -> Vault:
    """Open the vault with its 24 recovery words; raise BadInput or Locked for other words."""
    return _finished(open_with_phrase(home, words))


def unlock_with_shares(home: Path, shares: list[str]) -> Vault:
    """Open the vault with enough of its shares; raise BadInput or Locked for others."""
    return _finished(open_with_shares(home, shares))


def _finished(vault: Vault) -> Vault:
    """Sweep out what an erasure that was cut short left behind."""
    if sweep_is_due(vault):
        # Where another program holds the vault the sweep stays due, for the next opening.
        with contextlib.suppress(SweepUnfinished):
            sweep(vault)
    return vault


def own_did(vault: Vault) -> str:
    """Give the did:key under which this vault's songs are signed."""
    return encode_ed25519_did(public_key_of(signing_seed(vault)))
