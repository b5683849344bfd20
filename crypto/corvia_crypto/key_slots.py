"""Key slots: one random data key, wrapped once for each way to open the vault.

The format, its derivations and its bounds are specified in specs/vault-v1.md.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from corvia_crypto.age import derive_identity, open_sealed, recipient_of, recovery_identity, seal
from corvia_crypto.hkdf import derive_key
from corvia_crypto.passphrase import MODERATE, KdfLimits, passphrase_bytes, stretch
from corvia_crypto.recovery_phrase import recovery_entropy
from corvia_crypto.shares import shared_secret
from corvia_crypto.slot_format import (
    LARGEST_SLOTS_BYTES,
    VERSION,
    Argon2id,
    HkdfSha256,
    KeyringSlot,
    KeySlots,
    PassphraseSlot,
    RecoverySlot,
    SealedKey,
    SecretSlot,
    SharesSlot,
    Slot,
    SlotsDamaged,
    SlotsTooNew,
    WrappedKey,
    decode_key_slots,
    encode_key_slots,
)
from corvia_local.errors import Locked

__all__ = [
    "DATA_KEY_BYTES",
    "LARGEST_SLOTS_BYTES",
    "KeySlots",
    "KeyringSlot",
    "OpenedSlot",
    "PassphraseSlot",
    "RecoverySlot",
    "SharesSlot",
    "Slot",
    "SlotsDamaged",
    "SlotsTooNew",
    "WrongKeyringSecret",
    "WrongPassphrase",
    "WrongRecoveryPhrase",
    "WrongShares",
    "decode_key_slots",
    "encode_key_slots",
    "make_data_key",
    "make_key_slots",
    "make_known_slots",
    "make_passphrase_slot",
    "make_secret_slot",
    "open_with_keyring_secret",
    "open_with_passphrase",
    "open_with_phrase",
    "open_with_shares",
    "sealed_slot",
    "unlock_with_passphrase",
    "unlock_with_phrase",
]

DATA_KEY_BYTES = 32
_SEAL_OF_STRETCHED = "corvia-vault-v1 passphrase slot seal"


class WrongPassphrase(Locked):
    """The passphrase opens none of the slots."""


class WrongRecoveryPhrase(Locked):
    """The recovery phrase opens none of the slots."""


class WrongShares(Locked):
    """The shares open none of the slots."""


class WrongKeyringSecret(Locked):
    """The secret in the operating system's keyring opens none of the slots."""


@dataclass(frozen=True)
class OpenedSlot:
    """What a slot gave: the data key; `salt` names the slot, `recipient` is its age recipient."""

    data_key: bytes = field(repr=False)
    salt: bytes
    recipient: str


class _Keys(NamedTuple):
    """What follows from a slot's secret: the wrapping key, and the identity it is sealed to."""

    wrapping: bytes
    identity: str


class _Domain(NamedTuple):
    derivation: str
    binding: bytes
    identity_of: Callable[[bytes], str]


_DOMAINS: dict[type[SecretSlot], _Domain] = {
    RecoverySlot: _Domain(
        "corvia-vault-v1 recovery phrase slot",
        b"corvia-vault-v1 slot recovery-phrase\x00",
        recovery_identity,
    ),
    SharesSlot: _Domain(
        "corvia-vault-v1 shares slot",
        b"corvia-vault-v1 slot shares\x00",
        lambda secret: derive_identity(secret, "corvia-backup-v1 shares key"),
    ),
    KeyringSlot: _Domain(
        "corvia-vault-v1 keyring slot",
        b"corvia-vault-v1 slot keyring\x00",
        lambda secret: derive_identity(secret, "corvia-vault-v1 keyring slot seal"),
    ),
}


def make_data_key() -> bytes:
    """Make a new random data key of 32 bytes."""
    return secrets.token_bytes(DATA_KEY_BYTES)


def make_key_slots(
    data_key: bytes, passphrase: str, words: str, limits: KdfLimits = MODERATE
) -> KeySlots:
    """Wrap a data key in two slots: for a passphrase and for a recovery phrase.

    Raises PassphraseUnusable or RecoveryPhraseUnusable.
    """
    return make_known_slots(data_key, passphrase, words, limits)[0]


def make_known_slots(
    data_key: bytes, passphrase: str, words: str, limits: KdfLimits = MODERATE
) -> tuple[KeySlots, dict[bytes, str]]:
    """Make the slots of `make_key_slots`; give them and each one's recipient by its salt."""
    vault = secrets.token_bytes(16)
    made: tuple[tuple[Slot, str], ...] = (
        make_passphrase_slot(vault, data_key, passphrase, limits),
        make_secret_slot(RecoverySlot, vault, data_key, recovery_entropy(words)),
    )
    slots = KeySlots("corvia-vault-slots", VERSION, vault, tuple(slot for slot, _ in made))
    return slots, {slot.kdf.salt: recipient for slot, recipient in made}


def make_passphrase_slot(
    vault: bytes, data_key: bytes, passphrase: str, limits: KdfLimits = MODERATE
) -> tuple[PassphraseSlot, str]:
    """Wrap a data key for a passphrase; give the slot and its recipient.

    Raises PassphraseUnusable, NotEnoughMemory.
    """
    kdf = Argon2id("argon2id13", limits.operations, limits.memory, secrets.token_bytes(16))
    keys = _passphrase_keys(passphrase_bytes(passphrase), kdf)
    wrapped = _wrap(data_key, keys.wrapping, _passphrase_binding(vault, kdf))
    return PassphraseSlot(kdf, wrapped), recipient_of(keys.identity)


def make_secret_slot(
    kind: type[SecretSlot], vault: bytes, data_key: bytes, secret: bytes
) -> tuple[SecretSlot, str]:
    """Wrap a data key for 32 secret bytes; give the slot and its recipient."""
    kdf = HkdfSha256("hkdf-sha256", secrets.token_bytes(16))
    keys = _secret_keys(kind, secret, kdf.salt)
    wrapped = _wrap(data_key, keys.wrapping, _DOMAINS[kind].binding + vault + kdf.salt)
    return kind(kdf, wrapped), recipient_of(keys.identity)


def sealed_slot(slot: Slot, vault: bytes, data_key: bytes, recipient: str) -> Slot:
    """Give the same slot for another data key, without its secret: sealed to its recipient."""
    sealed = SealedKey(seal(vault + slot.kdf.salt + data_key, recipient))
    return type(slot)(slot.kdf, sealed)  # type: ignore[arg-type]


def open_with_passphrase(slots: KeySlots, passphrase: str) -> OpenedSlot:
    """Open the slot of a passphrase; raise WrongPassphrase where none opens."""
    if not passphrase.strip():
        raise WrongPassphrase("The vault is locked and no passphrase was given. Give yours.")
    secret = passphrase_bytes(passphrase)
    for slot in slots.slots:
        if isinstance(slot, PassphraseSlot):
            binding = _passphrase_binding(slots.vault, slot.kdf)
            opened = _open(slots.vault, slot, _passphrase_keys(secret, slot.kdf), binding)
            if opened is not None:
                return opened
    raise WrongPassphrase(
        "This passphrase does not open the vault. Try again, or use the 24 words of your recovery"
        " phrase."
    )


def open_with_phrase(slots: KeySlots, words: str) -> OpenedSlot:
    """Open the slot of a recovery phrase; raise RecoveryPhraseUnusable, WrongRecoveryPhrase."""
    opened = _open_by_secret(slots, RecoverySlot, recovery_entropy(words))
    if opened is None:
        raise WrongRecoveryPhrase(
            "These 24 words are a whole recovery phrase, but not the one of this vault."
            " Perhaps they belong to another vault."
        )
    return opened


def open_with_shares(slots: KeySlots, shares: list[str]) -> OpenedSlot:
    """Open the slot of SLIP-39 shares; raise SharesUnusable, WrongShares."""
    opened = _open_by_secret(slots, SharesSlot, shared_secret(shares))
    if opened is None:
        raise WrongShares(
            "These shares fit together, but they do not open this vault."
            " Perhaps they were made for another one, or were replaced by newer ones."
        )
    return opened


def open_with_keyring_secret(slots: KeySlots, secret: bytes) -> OpenedSlot:
    """Open the slot of a secret from the keyring; raise WrongKeyringSecret."""
    opened = _open_by_secret(slots, KeyringSlot, secret)
    if opened is None:
        raise WrongKeyringSecret(
            "What the system's keyring holds does not open this vault. Give your passphrase."
        )
    return opened


def unlock_with_passphrase(slots: KeySlots, passphrase: str) -> bytes:
    """Give the data key; raise WrongPassphrase where no slot opens."""
    return open_with_passphrase(slots, passphrase).data_key


def unlock_with_phrase(slots: KeySlots, words: str) -> bytes:
    """Give the data key; raise RecoveryPhraseUnusable or WrongRecoveryPhrase."""
    return open_with_phrase(slots, words).data_key


def _open_by_secret(slots: KeySlots, kind: type[SecretSlot], secret: bytes) -> OpenedSlot | None:
    for slot in slots.slots:
        if isinstance(slot, kind):
            binding = _DOMAINS[kind].binding + slots.vault + slot.kdf.salt
            keys = _secret_keys(kind, secret, slot.kdf.salt)
            opened = _open(slots.vault, slot, keys, binding)
            if opened is not None:
                return opened
    return None


def _open(vault: bytes, slot: Slot, keys: _Keys, binding: bytes) -> OpenedSlot | None:
    if isinstance(slot.wrapped, WrappedKey):
        data_key = _unwrap(slot.wrapped, keys.wrapping, binding)
    else:
        data_key = _unseal(slot.wrapped, keys.identity, vault + slot.kdf.salt)
    if data_key is None:
        return None
    return OpenedSlot(data_key, slot.kdf.salt, recipient_of(keys.identity))


def _passphrase_keys(passphrase: bytes, kdf: Argon2id) -> _Keys:
    wrapping = stretch(passphrase, kdf.salt, KdfLimits(kdf.operations, kdf.memory))
    return _Keys(wrapping, derive_identity(wrapping, _SEAL_OF_STRETCHED))


def _secret_keys(kind: type[SecretSlot], secret: bytes, salt: bytes) -> _Keys:
    domain = _DOMAINS[kind]
    return _Keys(derive_key(secret, domain.derivation, salt), domain.identity_of(secret))


def _passphrase_binding(vault: bytes, kdf: Argon2id) -> bytes:
    work = kdf.operations.to_bytes(4, "big") + kdf.memory.to_bytes(4, "big")
    return b"corvia-vault-v1 slot passphrase\x00" + vault + work + kdf.salt


def _wrap(data_key: bytes, key: bytes, binding: bytes) -> WrappedKey:
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

    nonce = secrets.token_bytes(24)
    return WrappedKey(
        nonce, crypto_aead_xchacha20poly1305_ietf_encrypt(data_key, binding, nonce, key)
    )


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


def _unseal(sealed: SealedKey, identity: str, binding: bytes) -> bytes | None:
    """Give the data key, or None where the identity is another or the slot is another vault's."""
    message = open_sealed(sealed.ciphertext, identity)
    if message is None or len(message) != len(binding) + DATA_KEY_BYTES:
        return None
    return message[len(binding) :] if message.startswith(binding) else None
