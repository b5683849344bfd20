"""Add, replace and remove key slots. The data is not touched; only its key is wrapped anew."""

from collections.abc import Callable

import msgspec

from corvia_crypto.key_slots import (
    KeyringSlot,
    KeySlots,
    PassphraseSlot,
    RecoverySlot,
    SharesSlot,
    Slot,
    make_passphrase_slot,
    make_secret_slot,
    open_with_passphrase,
)
from corvia_crypto.passphrase import MODERATE, KdfLimits
from corvia_crypto.recovery_phrase import recovery_entropy
from corvia_crypto.shares import make_shares
from corvia_crypto.slot_format import MOST_SLOTS
from corvia_local.errors import BadInput, NotFound
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import load_slots, save_slots
from corvia_local.vault.ledger import record
from corvia_local.vault.slot_records import (
    forget_slots_but,
    remember_slot,
    slot_records,
)
from corvia_local.vault.vault import Vault

KEYRING = "system keyring"
KINDS: dict[type[Slot], str] = {
    PassphraseSlot: "passphrase",
    RecoverySlot: "recovery phrase",
    SharesSlot: "shares",
    KeyringSlot: KEYRING,
}
_ID_LETTERS = 8


class LastWayIn(BadInput):
    """Without this slot nobody could open the vault any more."""


class TooManySlots(BadInput):
    """The vault has as many slots as it can have."""


class NoSuchSlot(NotFound):
    """No slot has this name."""


class KeySlot(msgspec.Struct, frozen=True):
    """A way in, for a list. `id` names it, `made_at` is None where it is not known.

    `work` is the Argon2id work of a passphrase's slot. `opened` marks the one in use now.
    """

    id: str
    kind: str
    label: str
    made_at: str | None
    work: KdfLimits | None
    opened: bool


def key_slots(vault: Vault) -> list[KeySlot]:
    """List the vault's ways in, in the order of their making."""
    with storage_failures(vault.home):
        slots, known = load_slots(vault.home).slots, slot_records(vault)
    listed = []
    for slot in slots:
        salt, said = slot.kdf.salt, known.get(slot.kdf.salt)
        listed.append(
            KeySlot(
                _id(slot),
                KINDS[type(slot)],
                "" if said is None else said.label,
                None if said is None else said.made_at,
                _work(slot),
                salt == vault.opened_by,
            )
        )
    return listed


def change_passphrase(vault: Vault, passphrase: str, limits: KdfLimits | None = None) -> None:
    """Put a new passphrase in the place of the one that opened the vault.

    Where the vault was opened another way, the new one takes the place of the only passphrase, or
    is added to several. `limits` are by default the old slot's, at least MODERATE. Raises
    PassphraseUnusable, NotEnoughMemory, StorageFailed, Busy; then the old one stands.
    """
    old = _passphrase_in_use(vault)
    slot, recipient = make_passphrase_slot(
        vault.slots.vault, vault.data_key(), passphrase, limits or _at_least_moderate(old)
    )
    _put(vault, slot, recipient, "" if old is None else _label(vault, old), _only(old))


def raise_cost(vault: Vault, passphrase: str, limits: KdfLimits) -> None:
    """Ask for more work before a passphrase opens; raise WrongPassphrase, BadInput for less work.

    Only the slot that this passphrase opens changes.
    """
    opened = open_with_passphrase(vault.slots, passphrase)
    old = next(slot for slot in vault.slots.slots if slot.kdf.salt == opened.salt)
    work = _work(old)
    if work is None or limits.operations * limits.memory < work.operations * work.memory:
        raise BadInput("The work is only ever raised, and this would be less. Nothing was changed.")
    slot, recipient = make_passphrase_slot(vault.slots.vault, opened.data_key, passphrase, limits)
    _put(vault, slot, recipient, _label(vault, old), _only(old))


def add_passphrase(
    vault: Vault, passphrase: str, label: str, limits: KdfLimits = MODERATE
) -> KeySlot:
    """Let one more passphrase open the vault; give its slot. Raises TooManySlots and as above."""
    slot, recipient = make_passphrase_slot(vault.slots.vault, vault.data_key(), passphrase, limits)
    return _put(vault, slot, recipient, label)


def replace_recovery_phrase(vault: Vault, words: str) -> KeySlot:
    """Let these 24 words open the vault, and no earlier ones any more."""
    slot, recipient = make_secret_slot(
        RecoverySlot, vault.slots.vault, vault.data_key(), recovery_entropy(words)
    )
    return _put(vault, slot, recipient, "", lambda other: isinstance(other, RecoverySlot))


def add_shares(vault: Vault, needed: int, count: int) -> tuple[KeySlot, list[str]]:
    """Make shares of which any `needed` open the vault, in place of earlier shares; give both.

    Raises SharesUnusable unless 2 ≤ needed ≤ count ≤ 16.
    """
    shares, secret = make_shares(needed, count)
    slot, recipient = make_secret_slot(SharesSlot, vault.slots.vault, vault.data_key(), secret)
    label = f"{needed} of {count}"
    kept = _put(vault, slot, recipient, label, lambda other: isinstance(other, SharesSlot))
    return kept, shares


def add_keyring_secret(vault: Vault, secret: bytes, label: str) -> KeySlot:
    """Let 32 secret bytes, which the system's keyring keeps, open the vault."""
    slot, recipient = make_secret_slot(KeyringSlot, vault.slots.vault, vault.data_key(), secret)
    return _put(vault, slot, recipient, label, lambda other: isinstance(other, KeyringSlot))


def has_keyring_slot(slots: KeySlots) -> bool:
    """Tell whether a secret in the system's keyring opens these slots."""
    return any(isinstance(slot, KeyringSlot) for slot in slots.slots)


def remove_slot(vault: Vault, name: str) -> KeySlot:
    """Close one way in, named by its id or the beginning of it; give what it was.

    Raises NoSuchSlot, LastWayIn.
    """
    wanted = name.strip().lower()
    found = [one for one in key_slots(vault) if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        raise NoSuchSlot(
            f"No single key slot is called “{name[:40]}”. `corvia keys list` names them."
        )
    _change(
        vault,
        lambda slots: tuple(slot for slot in slots if _id(slot) != found[0].id),
        f"key slot removed: {found[0].kind}",
    )
    return found[0]


def _put(
    vault: Vault,
    slot: Slot,
    recipient: str,
    label: str,
    takes_place_of: Callable[[Slot], bool] = lambda _: False,
) -> KeySlot:
    def change(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        remember_slot(vault, slot.kdf.salt, recipient, label)
        return (*(other for other in slots if not takes_place_of(other)), slot)

    was_opened = any(
        takes_place_of(other) for other in vault.slots.slots if other.kdf.salt == vault.opened_by
    )
    _change(vault, change, f"key slot made: {KINDS[type(slot)]}")
    if was_opened:
        vault.opened_by = slot.kdf.salt
    return next(one for one in key_slots(vault) if one.id == _id(slot))


def _change(vault: Vault, change: Callable[[tuple[Slot, ...]], tuple[Slot, ...]], act: str) -> None:
    """Change the slots' file and what is known of it together, one process at a time.

    The database's own lock keeps other processes out. A kill between the two leaves a slot of
    which only the label and the recipient are not known.
    """
    with storage_failures(vault.home):
        before: KeySlots | None = None
        try:
            with vault.transaction():
                before = load_slots(vault.home)
                slots = change(before.slots)
                _check(slots)
                after = KeySlots(before.format, before.version, before.vault, slots)
                forget_slots_but(vault, {slot.kdf.salt for slot in slots})
                record(vault, act, "whole vault", "safekeeping")
                save_slots(vault.home, after)
        except BaseException:
            if before is not None and load_slots(vault.home) != before:
                save_slots(vault.home, before)
            raise
    vault.slots = after


def _check(slots: tuple[Slot, ...]) -> None:
    if len(slots) > MOST_SLOTS:
        raise TooManySlots(f"A vault has at most {MOST_SLOTS} key slots. Remove one first.")
    if all(isinstance(slot, KeyringSlot) for slot in slots):
        raise LastWayIn(
            "This is the last way in, and without it nobody could open the vault any more, not even"
            " you. Add another way first; the system's keyring alone is none."
        )


def _passphrase_in_use(vault: Vault) -> PassphraseSlot | None:
    """Give the passphrase's slot that opened the vault, else the only one, else None."""
    slots = [slot for slot in vault.slots.slots if isinstance(slot, PassphraseSlot)]
    for slot in slots:
        if slot.kdf.salt == vault.opened_by:
            return slot
    return slots[0] if len(slots) == 1 else None


def _at_least_moderate(slot: PassphraseSlot | None) -> KdfLimits:
    work = MODERATE if slot is None else _work(slot)
    assert work is not None
    more = work.operations * work.memory > MODERATE.operations * MODERATE.memory
    return work if more else MODERATE


def _only(slot: Slot | None) -> Callable[[Slot], bool]:
    return lambda other: slot is not None and other.kdf.salt == slot.kdf.salt


def _label(vault: Vault, slot: Slot) -> str:
    known = slot_records(vault).get(slot.kdf.salt)
    return "" if known is None else known.label


def _work(slot: Slot) -> KdfLimits | None:
    if isinstance(slot, PassphraseSlot):
        return KdfLimits(slot.kdf.operations, slot.kdf.memory)
    return None


def _id(slot: Slot) -> str:
    return slot.kdf.salt.hex()[:_ID_LETTERS]
