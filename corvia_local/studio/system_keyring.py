"""A way in that the operating system keeps: a secret in its keyring opens the vault.

Whoever is logged in as the person can then open the vault without its passphrase. So it is chosen
by hand, listed as what it is, and never the only way in.
"""

import base64
import binascii
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from corvia_local.errors import Locked, PartMissing
from corvia_local.studio.keys import KeySlot
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import load_slots
from corvia_local.vault.key_changes import add_keyring_secret, has_keyring_slot
from corvia_local.vault.opening import Vault, open_with_keyring, vault_exists

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Corvia Local vault"
SECRET_BYTES = 32
TRUSTED = {
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.libsecret": "Secret Service",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Locker",
}
"""Keyrings that encrypt what they keep, by their module; every other one is refused."""


class NoKeyring(PartMissing):
    """There is no keyring here that keeps secrets encrypted."""


class KeyringSilent(Locked):
    """The keyring did not give the secret."""


def add_to_keyring(vault: Vault, label: str = "") -> KeySlot:
    """Make a secret, keep it in the system's keyring, and let it open the vault.

    Without a label the slot is called as the keyring is. Earlier keyring slots of the vault go.
    Raises NoKeyring, StorageFailed, Busy.
    """
    keyring, name = _keyring()
    secret = secrets.token_bytes(SECRET_BYTES)
    written = base64.b64encode(secret).decode()
    try:
        keyring.set_password(SERVICE, vault.slots.vault.hex(), written)
        kept = keyring.get_password(SERVICE, vault.slots.vault.hex())
    except Exception as error:
        raise NoKeyring(f"The {name} took no secret ({type(error).__name__}).") from error
    if kept != written:
        raise NoKeyring(f"The {name} did not keep the secret. Nothing was changed.")
    return add_keyring_secret(vault, secret, label or name)


def keyring_opens(home: Path) -> bool:
    """Tell whether the vault in this folder has a slot for the keyring. Raises VaultDamaged."""
    if not vault_exists(home):
        return False
    with storage_failures(home):
        return has_keyring_slot(load_slots(home))


def unlock_with_keyring(home: Path) -> Vault:
    """Open the vault by the secret in the system's keyring.

    Raises NoKeyring, KeyringSilent, Locked; give the passphrase then.
    """
    with storage_failures(home):
        name = load_slots(home).vault.hex()
    keyring, _ = _keyring()
    try:
        written = keyring.get_password(SERVICE, name)
        secret = base64.b64decode(written or "", validate=True)
    except binascii.Error as error:
        raise KeyringSilent("What the keyring holds is no secret of a vault.") from error
    except Exception as error:
        raise KeyringSilent(
            f"The keyring did not answer ({type(error).__name__}). Give your passphrase."
        ) from error
    if len(secret) != SECRET_BYTES:
        raise KeyringSilent("The keyring holds no secret for this vault. Give your passphrase.")
    return open_with_keyring(home, secret)


def forget_in_keyring(vault: bytes) -> bool:
    """Take a vault's secret out of the keyring, by the bytes that name the vault; tell if it went.

    It opens nothing any more but old copies of the folder, so a keyring that does not answer,
    whatever it raises, is no reason to stop what the person wanted.
    """
    try:
        keyring, _ = _keyring()
        keyring.delete_password(SERVICE, vault.hex())
    except Exception:
        return False
    return True


def _keyring() -> "tuple[KeyringBackend, str]":
    """Give the keyring in use and its name, if it is one that encrypts."""
    try:
        import keyring
    except ImportError as error:
        raise NoKeyring(
            "The part for the system's keyring is not installed: `pip install keyring`."
        ) from error
    chosen = keyring.get_keyring()
    for backend in (chosen, *getattr(chosen, "backends", ())):
        name = TRUSTED.get(type(backend).__module__)
        if name is not None:
            return backend, name
    raise NoKeyring(
        "There is no keyring here that keeps secrets encrypted, so none is used."
        " Your passphrase and your 24 words open the vault as before."
    )
