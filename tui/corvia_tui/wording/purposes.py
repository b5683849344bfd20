"""What a use of the person's data was for, and what opens the vault, in words."""

from corvia_local.language import mark, said, tr

CONSENTED = {
    "listening": mark("listening", context="purpose"),
    "composition": mark("composition", context="purpose"),
}
"""Purposes that a consent can name, as receipts write them."""

WAYS_IN = {
    "passphrase": mark("passphrase", context="way in"),
    "recovery phrase": mark("recovery phrase", context="way in"),
    "shares": mark("shares", context="way in"),
    "keyring": mark("keyring", context="way in"),
}

VAULT_PARTS = (
    mark("pages"), mark("structure"), mark("references"), mark("ledger"), mark("entries"),
    mark("songs"),
)  # fmt: skip


def purpose_words(purpose: str) -> str:
    """Say a line of the ledger's purpose; several consented ones stand with commas between."""
    parts = purpose.split(", ")
    if all(one in CONSENTED for one in parts):
        return ", ".join(tr(CONSENTED[one], context="purpose") for one in parts)
    return said(purpose)


def way_in_words(kind: str) -> str:
    """Name a way into the vault by its kind."""
    return tr(WAYS_IN.get(kind, kind), context="way in")
