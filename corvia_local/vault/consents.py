"""Consents given, with their signed receipts, and their ends."""

import msgspec

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.records import ConsentRecord, ConsentTerms
from corvia_local.vault.ledger import record
from corvia_local.vault.moments import epoch_seconds, local_time
from corvia_local.vault.vault import Vault

LARGEST_RECEIPT_BYTES = 1_000_000
LONGEST_CID = 128


class ConsentUnusable(BadInput):
    """A consent cannot be kept."""


def save_consent(
    vault: Vault, receipt_cid: str, song_cid: str, terms: ConsentTerms, receipt: bytes
) -> None:
    """Keep a consent and its receipt; one kept already, byte for byte, stays as it is.

    Raises ConsentUnusable for a receipt of no bytes or more than 1 MB, for a CID of more than 128
    characters, or where another receipt stands under this CID.
    """
    _check(receipt_cid, song_cid, receipt)
    with vault.transaction():
        saved = vault.row("SELECT receipt FROM consents WHERE receipt_cid = ?", (receipt_cid,))
        if saved is not None:
            if saved[0] != receipt:
                raise ConsentUnusable(f"Another receipt is kept under {receipt_cid} already.")
            return
        vault.insert(
            "INSERT INTO consents (receipt_cid, song_cid, song_id, terms, receipt, given_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                receipt_cid,
                song_cid,
                terms.song_id,
                msgspec.json.encode(terms),
                receipt,
                local_time(),
            ),
        )
        purposes = ", ".join(terms.purposes)
        record(vault, "consent given", f"song {terms.song_id}", purposes, terms.audience)


def consents(vault: Vault, song_id: str | None = None) -> list[ConsentRecord]:
    """List consents, oldest first; those of one song where its whole id is given."""
    found = vault.rows(
        "SELECT receipt_cid, song_cid, terms, receipt, given_at, ended_at FROM consents"
        " WHERE song_id = coalesce(?, song_id) ORDER BY sequence",
        (song_id,),
    )
    return [
        ConsentRecord(
            receipt_cid,
            song_cid,
            msgspec.json.decode(terms, type=ConsentTerms),
            receipt,
            given_at,
            ended_at,
        )
        for receipt_cid, song_cid, terms, receipt, given_at, ended_at in found
    ]


def end_consent(vault: Vault, song_cid: str, at: str) -> None:
    """End every consent that stands for a shared song; `at` is an ISO moment with its offset.

    Consents that ended before keep their moment. Raises NotFound where none was ever given,
    DateUnreadable.
    """
    epoch_seconds(at)
    with vault.transaction():
        given = vault.rows(
            "SELECT sequence, song_id, terms, ended_at FROM consents WHERE song_cid = ?",
            (song_cid,),
        )
        if not given:
            raise NotFound(
                f"No consent was given for {song_cid[:LONGEST_CID]}, so there is none to end."
            )
        for sequence, song_id, terms, ended_at in given:
            if ended_at is None:
                vault.write("UPDATE consents SET ended_at = ? WHERE sequence = ?", (at, sequence))
                audience = msgspec.json.decode(terms, type=ConsentTerms).audience
                record(vault, "consent ended", f"song {song_id}", "taking back", audience)


def _check(receipt_cid: str, song_cid: str, receipt: bytes) -> None:
    for cid in (receipt_cid, song_cid):
        if not 0 < len(cid) <= LONGEST_CID or not cid.isascii():
            raise ConsentUnusable(f"“{cid[:LONGEST_CID]}” is no CID.")
    if not 0 < len(receipt) <= LARGEST_RECEIPT_BYTES:
        raise ConsentUnusable(
            f"The receipt is {len(receipt):,} bytes long; 1 to {LARGEST_RECEIPT_BYTES:,} are kept."
        )
