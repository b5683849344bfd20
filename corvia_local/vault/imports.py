"""Entries that came from another journal, each once."""

import hashlib
import unicodedata

from corvia_local.model.mood import Mood
from corvia_local.model.records import Entry
from corvia_local.vault.entries import keep_entry
from corvia_local.vault.moments import epoch_seconds
from corvia_local.vault.vault import Vault

_DOMAIN = "corvia-import-v1"


def import_fingerprint(wall_time: str, text: str) -> bytes:
    """Give the 32 bytes by which an imported entry is known again.

    `wall_time` is the moment as a clock on the wall showed it, to the minute and without a zone
    (2026-03-01T21:30), so that moving to another zone changes nothing. White space counts as one
    space, and the text is in NFC: exports of one journal in several formats differ there.
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    digest = hashlib.sha256()
    for field in (_DOMAIN, wall_time, plain):
        data = field.encode(errors="surrogatepass")
        digest.update(len(data).to_bytes(4, "big") + data)
    return digest.digest()


def is_here(vault: Vault, fingerprint: bytes, written_at: str, text: str) -> bool:
    """Tell whether an entry was imported before, or written here at this moment in these words."""
    if vault.row("SELECT 1 FROM imports WHERE fingerprint = ?", (fingerprint,)) is not None:
        return True
    same = (epoch_seconds(written_at), text)
    return vault.row("SELECT 1 FROM entries WHERE epoch = ? AND text = ?", same) is not None


def keep_imported(
    vault: Vault,
    fingerprint: bytes,
    written_at: str,
    text: str,
    mood: Mood | None,
    tags: tuple[str, ...],
) -> Entry | None:
    """Save an imported entry with its fingerprint, or give None where it is here already."""
    with vault.transaction():
        if is_here(vault, fingerprint, written_at, text):
            return None
        kept = keep_entry(vault, written_at, text, mood, tags)
        vault.write(
            "INSERT INTO imports (fingerprint, entry) SELECT ?, sequence FROM entries WHERE id = ?",
            (fingerprint, kept.id),
        )
    return kept
