"""Keys and small messages of age (https://c2sp.org/age), by the Rust implementation in pyrage.

An identity is a secret X25519 key, a recipient the public one. Both derive from 32 secret bytes, so
that who holds these can always open what was sealed to them.
"""

from typing import TYPE_CHECKING

from corvia_crypto.bech32 import encode_bech32
from corvia_crypto.hkdf import derive_key
from corvia_local.errors import BadInput

if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

RECOVERY_PURPOSE = "corvia-backup-v1 recovery key"


class RecipientUnusable(BadInput):
    """What was given is no recipient of age."""


class IdentityUnusable(BadInput):
    """What was given is no identity of age."""


def derive_identity(secret: bytes, purpose: str) -> str:
    """Derive the identity of 32 secret bytes for one purpose: `AGE-SECRET-KEY-1…`."""
    return identity_of_key(derive_key(secret, purpose))


def identity_of_key(secret_key: bytes) -> str:
    """Write a 32-byte X25519 secret key as an identity."""
    return encode_bech32("age-secret-key-", secret_key).upper()


def recovery_identity(entropy: bytes) -> str:
    """Derive the identity of a recovery phrase, to which backups are encrypted."""
    return derive_identity(entropy, RECOVERY_PURPOSE)


def recipient_of(identity: str) -> str:
    """Give the recipient of an identity, `age1…`; raise IdentityUnusable."""
    return str(read_identity(identity).to_public())


def read_identity(written: str) -> "Identity":
    """Read an identity as age writes it; raise IdentityUnusable."""
    from pyrage import IdentityError, x25519

    try:
        return x25519.Identity.from_str(written.strip())
    except IdentityError as error:
        raise IdentityUnusable(
            "What was given is no age identity. One begins with AGE-SECRET-KEY-1."
        ) from error


def read_recipient(written: str) -> "Recipient":
    """Read a recipient as age writes it; raise RecipientUnusable.

    The error quotes nothing: what was given in a recipient's place may be a secret.
    """
    from pyrage import RecipientError, x25519

    try:
        return x25519.Recipient.from_str(written.strip())
    except RecipientError as error:
        raise _unusable_recipient(written) from error


def _unusable_recipient(written: str) -> RecipientUnusable:
    if "AGE-SECRET-KEY" in written.upper():
        return RecipientUnusable(
            "This is an age identity, which is secret, and not a recipient. Whoever sees it opens"
            " what is encrypted for it. Give its recipient instead, the line that begins with age1;"
            " `age-keygen -y KEYFILE` shows it."
        )
    return RecipientUnusable(
        "What was given is no age recipient. One begins with age1, and age-keygen shows it."
    )


def seal(message: bytes, recipient: str) -> bytes:
    """Encrypt a short message to one recipient; raise RecipientUnusable."""
    from pyrage import encrypt

    return bytes(encrypt(message, [read_recipient(recipient)]))


def open_sealed(sealed: bytes, identity: str) -> bytes | None:
    """Decrypt what `seal` gave; None where the identity is another or a byte was changed."""
    from pyrage import DecryptError, decrypt

    try:
        return bytes(decrypt(sealed, [read_identity(identity)]))
    except DecryptError:
        return None
