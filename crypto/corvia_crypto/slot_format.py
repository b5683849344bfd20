"""The file of the key slots: its fields, its bounds, its encoding (specs/vault-v1.md)."""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from corvia_local.errors import VaultDamaged

VERSION: Final = 1
LARGEST_SLOTS_BYTES = 65_536
MOST_SLOTS = 8

Salt = Annotated[bytes, Meta(min_length=16, max_length=16)]


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
    """How 32 secret bytes become a wrapping key."""

    algorithm: Literal["hkdf-sha256"]
    salt: Salt


class WrappedKey(
    msgspec.Struct,
    frozen=True,
    tag_field="algorithm",
    tag="xchacha20-poly1305-ietf",
    forbid_unknown_fields=True,
):
    """The data key, encrypted and authenticated under the slot's wrapping key."""

    nonce: Annotated[bytes, Meta(min_length=24, max_length=24)]
    ciphertext: Annotated[bytes, Meta(min_length=48, max_length=48)]


class SealedKey(
    msgspec.Struct, frozen=True, tag_field="algorithm", tag="age-x25519", forbid_unknown_fields=True
):
    """The data key, encrypted by age to the slot's recipient when its secret was not at hand."""

    ciphertext: Annotated[bytes, Meta(min_length=200, max_length=1000)]


class PassphraseSlot(
    msgspec.Struct, frozen=True, tag_field="kind", tag="passphrase", forbid_unknown_fields=True
):
    """A slot that a passphrase opens."""

    kdf: Argon2id
    wrapped: WrappedKey | SealedKey


class RecoverySlot(
    msgspec.Struct, frozen=True, tag_field="kind", tag="recovery-phrase", forbid_unknown_fields=True
):
    """A slot that a recovery phrase opens."""

    kdf: HkdfSha256
    wrapped: WrappedKey | SealedKey


class SharesSlot(
    msgspec.Struct, frozen=True, tag_field="kind", tag="shares", forbid_unknown_fields=True
):
    """A slot that enough SLIP-39 shares open together."""

    kdf: HkdfSha256
    wrapped: WrappedKey | SealedKey


class KeyringSlot(
    msgspec.Struct, frozen=True, tag_field="kind", tag="keyring", forbid_unknown_fields=True
):
    """A slot that a secret in the operating system's keyring opens."""

    kdf: HkdfSha256
    wrapped: WrappedKey | SealedKey


Slot = PassphraseSlot | RecoverySlot | SharesSlot | KeyringSlot
SecretSlot = RecoverySlot | SharesSlot | KeyringSlot
"""Slots that 32 secret bytes open."""


class KeySlots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All slots of one vault; `vault` is its random name, to which every slot is bound."""

    format: Literal["corvia-vault-slots"]
    version: Literal[1]
    vault: Annotated[bytes, Meta(min_length=16, max_length=16)]
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1, max_length=MOST_SLOTS)]


class _Heading(msgspec.Struct, frozen=True):
    format: str
    version: int


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
