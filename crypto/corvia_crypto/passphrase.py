"""A passphrase as bytes, and those bytes stretched to a key by Argon2id (RFC 9106)."""

import unicodedata

import msgspec

from corvia_local.errors import BadInput, CorviaError

LONGEST_PASSPHRASE = 4096
SALT_BYTES = 16
KEY_BYTES = 32


class PassphraseUnusable(BadInput):
    """A passphrase is empty, too long, or holds what is not text."""


class NotEnoughMemory(CorviaError):
    """This machine cannot give the memory that the passphrase's protection needs."""


class KdfLimits(msgspec.Struct, frozen=True):
    """The work of one Argon2id run: passes over the memory, and that memory in bytes."""

    operations: int
    memory: int


MODERATE = KdfLimits(operations=3, memory=268_435_456)
"""libsodium's OPSLIMIT_MODERATE and MEMLIMIT_MODERATE for Argon2id: 3 passes over 256 MiB."""


def passphrase_bytes(passphrase: str) -> bytes:
    """Give the passphrase in NFKC and UTF-8, so that every keyboard gives the same bytes.

    Raises PassphraseUnusable where nothing but white space, more than 4096 characters, or
    something that is not text was given.
    """
    if not passphrase.strip():
        raise PassphraseUnusable("The passphrase is empty. Choose one that only you know.")
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise PassphraseUnusable(
            f"The passphrase is {len(passphrase):,} characters long;"
            f" at most {LONGEST_PASSPHRASE:,} are used. Choose a shorter one."
        )
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise PassphraseUnusable(
            "The passphrase holds bytes that are not text. Type it again."
        ) from error


def stretch(passphrase: bytes, salt: bytes, limits: KdfLimits) -> bytes:
    """Give the 32-byte key that Argon2id (version 1.3, one lane) makes of a passphrase."""
    from nacl.exceptions import RuntimeError as SodiumFailed
    from nacl.pwhash import argon2id

    try:
        return argon2id.kdf(KEY_BYTES, passphrase, salt, limits.operations, limits.memory)
    except (SodiumFailed, MemoryError) as error:
        raise NotEnoughMemory(
            f"Checking the passphrase needs {limits.memory // 2**20} MiB of free memory, and this"
            " machine has less just now. Close other programs and try again."
        ) from error
