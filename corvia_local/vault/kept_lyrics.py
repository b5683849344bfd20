"""The lyric that a person kept for an entry. The ledger says that there is one, not its words."""

from corvia_local.errors import BadInput
from corvia_local.vault.ids import whole_id
from corvia_local.vault.ledger import record
from corvia_local.vault.moments import local_time
from corvia_local.vault.vault import Vault

LARGEST_LYRIC = 1_000_000
"""Code points of its JSON."""


class LyricTooLarge(BadInput):
    """A lyric is larger than the vault keeps in one piece."""


def keep_lyric(vault: Vault, entry_id: str, lyric: str) -> str:
    """Keep a lyric's JSON for an entry in place of the one before; give the entry's whole id.

    Raises NotFound, LyricTooLarge.
    """
    if len(lyric) > LARGEST_LYRIC:
        raise LyricTooLarge("The lyric is too long to be kept. Leave some lines out.")
    with vault.transaction():
        whole = whole_id(vault, "entries", "entry", entry_id)
        vault.write(
            "INSERT INTO kept_lyrics (entry, lyric, kept_at)"
            " SELECT sequence, ?, ? FROM entries WHERE id = ?"
            " ON CONFLICT (entry) DO UPDATE SET lyric = excluded.lyric, kept_at = excluded.kept_at",
            (lyric, local_time(), whole),
        )
        record(vault, "lyric kept", f"entry {whole}", "journal")
    return whole


def kept_lyric(vault: Vault, entry_id: str) -> str | None:
    """Give the JSON of the lyric kept for an entry, or None. Raises NotFound."""
    whole = whole_id(vault, "entries", "entry", entry_id)
    found = vault.row(
        "SELECT lyric FROM kept_lyrics JOIN entries ON sequence = entry WHERE id = ?", (whole,)
    )
    return None if found is None else str(found[0])


def forget_lyric(vault: Vault, entry_id: str) -> bool:
    """Delete an entry's lyric, so that one is proposed anew; tell whether there was one."""
    with vault.transaction():
        was = kept_lyric(vault, entry_id) is not None
        whole = whole_id(vault, "entries", "entry", entry_id)
        vault.write(
            "DELETE FROM kept_lyrics WHERE entry = (SELECT sequence FROM entries WHERE id = ?)",
            (whole,),
        )
    return was
