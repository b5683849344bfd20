"""Key slots: one random data key, wrapped once for each way to open the vault.

The format, its derivations and its bounds are specified in specs/vault-v1.md.
"""

import secrets
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from corvia_crypto.hkdf import derive_key
from corvia_crypto.passphrase import MODERATE, KdfLimits, passphrase_bytes, stretch
from corvia_crypto.recovery_phrase import recovery_entropy
from corvia_local.errors import Locked, VaultDamaged

VERSION: Final = 1
DATA_KEY_BYTES = 32
LARGEST_SLOTS_BYTES = 65_536
RECOVERY_PURPOSE = "corvia-vault-v1 recovery phrase slot"

Salt = Annotated[bytes, Meta(min_length=16, max_length=16)]


class WrongPassphrase(Locked):
    """The passphrase opens none of the slots."""


class WrongRecoveryPhrase(Locked):
    """The recovery phrase opens none of the slots."""


class SlotsDamaged(VaultDamaged):
    """The key slots cannot be read."""


class SlotsTooNew(VaultDamaged):
    """The key slots were written by a newer version of the program."""


class Argon2id(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a passphrase becomes a wrapping key. `memory` is in bytes."""

    algorithm: Literal["argon2id13"]
    operations: Annotated[int, Meta(ge=1, le=16)]
    memory: Annotated[int, Meta(ge=8192, le=2**30)]
    salt: Salt


class HkdfSha256(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a recovery phrase's 32 bytes become a wrapping key."""

    algorithm: Literal["hkdf-sha256"]
    salt: Salt


class WrappedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data key, encrypted and authenticated."""

    algorithm: Literal["xchacha20-poly1305-ietf"]
    nonce: Annotated[bytes, Meta(min_length=24, max_length=24)]
    ciphertext: Annotated[bytes, Meta(min_length=48, max_length=48)]


class PassphraseSlot(
    msgspec.Struct, frozen=True, tag_field="kind", tag="passphrase", forbid_unknown_fields=True
):
    """A slot that a passphrase opens."""

    kdf: Argon2id
    wrapped: WrappedKey


class RecoverySlot(
    msgspec.Struct, frozen=True, tag_field="kind", tag="recovery-phrase", forbid_unknown_fields=True
):
    """A slot that a recovery phrase opens."""

    kdf: HkdfSha256
    wrapped: WrappedKey


class KeySlots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All slots of one vault; `vault` is its random name, to which every slot is bound."""

    format: Literal["corvia-vault-slots"]
    version: Literal[1]
    vault: Annotated[bytes, Meta(min_length=16, max_length=16)]
    slots: Annotated[tuple[PassphraseSlot | RecoverySlot, ...], Meta(min_length=1, max_length=8)]


class _Heading(msgspec.Struct, frozen=True):
    format: str
    version: int


def make_data_key() -> bytes:
    """Make a new random data key of 32 bytes."""
    return secrets.token_bytes(DATA_KEY_BYTES)


def make_key_slots(
    data_key: bytes, passphrase: str, words: str, limits: KdfLimits = MODERATE
) -> KeySlots:
    """Wrap a data key in two slots: for a passphrase and for a recovery phrase.

    Raises PassphraseUnusable or RecoveryPhraseUnusable.
    """
    vault = secrets.token_bytes(16)
    slots = (
        _passphrase_slot(vault, data_key, passphrase_bytes(passphrase), limits),
        _recovery_slot(vault, data_key, recovery_entropy(words)),
    )
    return KeySlots("corvia-vault-slots", VERSION, vault, slots)


def unlock_with_passphrase(slots: KeySlots, passphrase: str) -> bytes:
    """Give the data key; raise WrongPassphrase where no slot opens."""
    if not passphrase.strip():
        raise WrongPassphrase("The vault is locked and no passphrase was given. Give yours.")
    secret = passphrase_bytes(passphrase)
    for slot in slots.slots:
        if isinstance(slot, PassphraseSlot):
            limits = KdfLimits(slot.kdf.operations, slot.kdf.memory)
            key = stretch(secret, slot.kdf.salt, limits)
            data_key = _unwrap(slot.wrapped, key, _passphrase_binding(slots.vault, slot.kdf))
            if data_key is not None:
                return data_key
    raise WrongPassphrase(
        "This passphrase does not open the vault. Try again, or use the 24 words of your recovery"
        " phrase."
    )


def unlock_with_phrase(slots: KeySlots, words: str) -> bytes:
    """Give the data key; raise RecoveryPhraseUnusable or WrongRecoveryPhrase."""
    entropy = recovery_entropy(words)
    for slot in slots.slots:
        if isinstance(slot, RecoverySlot):
            key = derive_key(entropy, RECOVERY_PURPOSE, slot.kdf.salt)
            data_key = _unwrap(slot.wrapped, key, _recovery_binding(slots.vault, slot.kdf))
            if data_key is not None:
                return data_key
    raise WrongRecoveryPhrase(
        "These 24 words are a whole recovery phrase, but not the one of this vault."
        " Perhaps they belong to another vault."
    )


def encode_key_slots(slots: KeySlots) -> bytes:
    """Encode slots as JSON, indented so that a person can look at it; bytes are base64."""
    return msgspec.json.format(msgspec.json.encode(slots), indent=2) + b"\n"


def decode_key_slots(data: bytes) -> KeySlots:
    """Decode and bound slots; raise SlotsDamaged or SlotsTooNew."""
    if len(data) > LARGEST_SLOTS_BYTES:
        raise SlotsDamaged(_damaged(f"it is {len(data):,} bytes long"))
    try:
        heading = msgspec.json.decode(data, type=_Heading)
        if heading.format == "corvia-vault-slots" and heading.version > VERSION:
            raise SlotsTooNew(
                f"The vault's key slots have version {heading.version}, and this program knows"
                f" {VERSION}. Update the program; nothing was changed."
            )
        return msgspec.json.decode(data, type=KeySlots)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SlotsDamaged(_damaged(str(error))) from error


def _damaged(reason: str) -> str:
    return (
        f"The file of the vault's key slots cannot be read: {reason}."
        " Put a copy of it from a backup in its place."
    )


def _passphrase_slot(
    vault: bytes, data_key: bytes, passphrase: bytes, limits: KdfLimits
) -> PassphraseSlot:
    kdf = Argon2id("argon2id13", limits.operations, limits.memory, secrets.token_bytes(16))
    key = stretch(passphrase, kdf.salt, limits)
    return PassphraseSlot(kdf, _wrap(data_key, key, _passphrase_binding(vault, kdf)))


def _recovery_slot(vault: bytes, data_key: bytes, entropy: bytes) -> RecoverySlot:
    kdf = HkdfSha256("hkdf-sha256", secrets.token_bytes(16))
    key = derive_key(entropy, RECOVERY_PURPOSE, kdf.salt)
    return RecoverySlot(kdf, _wrap(data_key, key, _recovery_binding(vault, kdf)))


def _passphrase_binding(vault: bytes, kdf: Argon2id) -> bytes:
    work = kdf.operations.to_bytes(4, "big") + kdf.memory.to_bytes(4, "big")
    return b"corvia-vault-v1 slot passphrase\x00" + vault + work + kdf.salt


def _recovery_binding(vault: bytes, kdf: HkdfSha256) -> bytes:
    return b"corvia-vault-v1 slot recovery-phrase\x00" + vault + kdf.salt


def _wrap(data_key: bytes, key: bytes, binding: bytes) -> WrappedKey:
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

    nonce = secrets.token_bytes(24)
    ciphertext = crypto_aead_xchacha20poly1305_ietf_encrypt(data_key, binding, nonce, key)
    return WrappedKey("xchacha20-poly1305-ietf", nonce, ciphertext)


def _unwrap(wrapped: WrappedKey, key: bytes, binding: bytes) -> bytes | None:
    """Give the data key, or None where the key is another or a byte was changed."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
    from nacl.exceptions import CryptoError

    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            wrapped.ciphertext, binding, wrapped.nonce, key
        )
    except CryptoError:
        return None
