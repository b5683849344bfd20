"""The ways into a vault: list, change, add, remove them; rotate what they open."""

import os
import secrets
import time
from dataclasses import dataclass

from corvia_crypto.passphrase import SALT_BYTES, KdfLimits, stretch
from corvia_crypto.recovery_phrase import WORD_COUNT, make_recovery_phrase
from corvia_local.model.progress import Report, silent
from corvia_local.studio.opening import check_passphrase
from corvia_local.vault import key_changes
from corvia_local.vault.key_changes import KeySlot
from corvia_local.vault.opening import Vault
from corvia_local.vault.rotation import rotate_data_key

__all__ = [
    "CostProposal",
    "KeySlot",
    "add_key",
    "ask_for_words",
    "change_passphrase",
    "higher_work",
    "keep_phrase",
    "list_keys",
    "make_phrase",
    "make_shares",
    "propose_cost",
    "raise_cost",
    "remove_key",
    "rotate",
]

MOST_MEMORY = 2**30
MOST_OPERATIONS = 16
WISHED_SECONDS = 1.0
_WORDS_ASKED = 3


@dataclass(frozen=True)
class CostProposal:
    """How long opening takes now, and the work that would take about the wished time.

    `limits` is None where no more work fits the wished time and this machine's memory.
    """

    present: KdfLimits
    seconds: float
    limits: KdfLimits | None
    expected_seconds: float


def list_keys(vault: Vault) -> list[KeySlot]:
    """List the ways in, in the order of their making."""
    return key_changes.key_slots(vault)


def change_passphrase(vault: Vault, passphrase: str) -> None:
    """Put a new passphrase in the place of the one in use; the data is not written anew.

    Raises PassphraseTooShort, StorageFailed, Busy; then the old one stands.
    """
    check_passphrase(passphrase)
    key_changes.change_passphrase(vault, passphrase)


def add_key(vault: Vault, passphrase: str, label: str) -> KeySlot:
    """Let one more passphrase open the vault. Raises PassphraseTooShort, TooManySlots."""
    check_passphrase(passphrase)
    return key_changes.add_passphrase(vault, passphrase, label)


def remove_key(vault: Vault, name: str) -> KeySlot:
    """Close one way in by the beginning of its id. Raises NoSuchSlot, LastWayIn.

    With the system's keyring its secret goes from there too, where the keyring answers.
    """
    removed = key_changes.remove_slot(vault, name)
    if removed.kind == key_changes.KEYRING:
        _forget_in_keyring(vault)
    return removed


def _forget_in_keyring(vault: Vault) -> None:
    # Imported here: the module of the keyring builds on this one.
    from corvia_local.studio.system_keyring import forget_in_keyring

    forget_in_keyring(vault.slots.vault)


def make_phrase() -> str:
    """Make a new recovery phrase; it opens nothing until `keep_phrase`."""
    return make_recovery_phrase()


def ask_for_words() -> list[int]:
    """Give three places of 1 to 24, rising, at which to ask for the words written down."""
    return sorted(secrets.SystemRandom().sample(range(1, WORD_COUNT + 1), _WORDS_ASKED))


def keep_phrase(vault: Vault, words: str) -> KeySlot:
    """Let these 24 words open the vault from now on, and no earlier ones."""
    return key_changes.replace_recovery_phrase(vault, words)


def make_shares(vault: Vault, needed: int, count: int) -> tuple[KeySlot, list[str]]:
    """Make SLIP-39 shares for people one trusts, in place of earlier ones.

    Any `needed` of the `count` open the vault. Raises SharesUnusable, TooManySlots.
    """
    return key_changes.add_shares(vault, needed, count)


def rotate(vault: Vault, report: Report = silent) -> None:
    """Encrypt the whole vault anew under a new data key; every way in still opens.

    Raises Busy where another program has the vault open, StorageFailed; then the old key stands.
    """
    rotate_data_key(vault, report)


def propose_cost(vault: Vault, wished_seconds: float = WISHED_SECONDS) -> CostProposal | None:
    """Measure one opening and propose work for about the wished time; None without passphrase."""
    work = next((slot.work for slot in list_keys(vault) if slot.opened and slot.work), None)
    if work is None:
        return None
    began = time.perf_counter()
    stretch(b"a passphrase", secrets.token_bytes(SALT_BYTES), work)
    seconds = time.perf_counter() - began
    limits = higher_work(work, seconds, wished_seconds, _free_memory())
    factor = 1.0 if limits is None else _amount(limits) / _amount(work)
    return CostProposal(work, seconds, limits, seconds * factor)


def raise_cost(vault: Vault, passphrase: str, limits: KdfLimits) -> None:
    """Ask for this work before the passphrase opens. Raises WrongPassphrase, BadInput for less."""
    key_changes.raise_cost(vault, passphrase, limits)


def higher_work(
    present: KdfLimits, seconds: float, wished_seconds: float, free_memory: int
) -> KdfLimits | None:
    """Give more work than the present for about the wished seconds, or None.

    Memory first, as it is what costs an attacker's hardware most (RFC 9106, section 4): doubled
    while that fits the time, 1 GiB and half of the free memory; then passes, up to 16.
    """
    operations, memory = present.operations, present.memory
    factor = wished_seconds / max(seconds, 1e-6)
    while factor >= 2 and 2 * memory <= min(MOST_MEMORY, free_memory // 2):
        memory, factor = 2 * memory, factor / 2
    operations = min(MOST_OPERATIONS, max(operations, int(operations * factor)))
    higher = KdfLimits(operations, memory)
    return higher if _amount(higher) > _amount(present) else None


def _amount(limits: KdfLimits) -> int:
    return limits.operations * limits.memory


def _free_memory() -> int:
    """Give the memory in bytes that is free, or a quarter of all where that is not told."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except ValueError:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4
