"""The person's own recovery key as age knows it: to encrypt to, and to open with the 24 words."""

from corvia_crypto.age import recovery_identity
from corvia_crypto.recovery_phrase import recovery_entropy
from corvia_local.errors import NotFound
from corvia_local.vault.opening import Vault
from corvia_local.vault.slot_records import slot_records


class NoRecoveryKey(NotFound):
    """The vault does not know its recovery key's public half."""


def own_recipients(vault: Vault) -> tuple[str, ...]:
    """Give the age recipients of the vault's own recovery ways; raise NoRecoveryKey."""
    known = (one.recipient for one in slot_records(vault).values())
    found = tuple(recipient for recipient in known if recipient is not None)
    if not found:
        raise NoRecoveryKey(
            "This vault does not know its recovery key yet. Open it once with the 24 words, or name"
            " an age recipient with --to."
        )
    return found


def identity_of_phrase(words: str) -> str:
    """Give the age identity that opens what was encrypted to a recovery phrase of 24 words.

    Raises RecoveryPhraseUnusable.
    """
    return recovery_identity(recovery_entropy(words))
