"""Erase for good: rows, search index, draft, fingerprints, then every trace within the file.

SQLite's `secure_delete` overwrites what a deletion frees, but rows that moved between pages before
may have left copies in the unused part of a page. So a sweep writes the whole file anew
(https://www.sqlite.org/lang_vacuum.html) and empties the write-ahead log.
"""

import os
import secrets
from pathlib import Path

from corvia_local.errors import Busy
from corvia_local.model.progress import Report, silent
from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.entries import clear_draft, draft
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import (
    alone_in,
    backups_folder,
)
from corvia_local.vault.ids import whole_id
from corvia_local.vault.ledger import record
from corvia_local.vault.moments import local_time
from corvia_local.vault.song_versions import forget_versions
from corvia_local.vault.vault import Vault

_OF_AN_ENTRY = (
    "tags", "reframes", "imports", "thought_records", "kept_lyrics", "unfinished",
)  # fmt: skip
"""Tables whose rows go with the entry that they name."""

_OWN = ("vault.*", ".backup-*")
"""The files of a vault, of its changes under way, and of copies that were cut short."""


class SweepUnfinished(Busy):
    """Something was erased, but its traces could not be swept out yet."""


def erase_entry(vault: Vault, entry_id: str) -> str:
    """Delete an entry with all that hangs on it, and a draft of the same words.

    That is its tags, reframes, thought records, lyric, fingerprint, and what was being typed for
    it. Gives its whole id; `sweep` is due afterwards. Songs made of it stay. Raises NotFound.
    """
    with vault.transaction():
        whole = whole_id(vault, "entries", "entry", entry_id)
        sequence, text = vault.rows("SELECT sequence, text FROM entries WHERE id = ?", (whole,))[0]
        for table in _OF_AN_ENTRY:
            vault.write(f"DELETE FROM {table} WHERE entry = ?", (sequence,))  # noqa: S608
        vault.write("DELETE FROM found_text WHERE rowid = ?", (sequence,))
        vault.write("DELETE FROM entries WHERE sequence = ?", (sequence,))
        if draft(vault).strip() == str(text).strip():
            clear_draft(vault)
        _note(vault, f"entry {whole}")
    return whole


def erase_song(vault: Vault, song_id: str) -> str:
    """Delete a song with its sound; give its whole id. `sweep` is due afterwards.

    What was shared of it lies among the blocks and is not touched. Raises NotFound.
    """
    with vault.transaction():
        whole = whole_id(vault, "songs", "song", song_id)
        forget_versions(vault, whole)
        for table in ("audio", "song_voices"):
            vault.write(
                f"DELETE FROM {table} WHERE song = (SELECT sequence FROM songs WHERE id = ?)",  # noqa: S608
                (whole,),
            )
        vault.write("DELETE FROM songs WHERE id = ?", (whole,))
        _note(vault, f"song {whole}")
    return whole


def sweep_is_due(vault: Vault) -> bool:
    """Tell whether an erasure was cut short before its traces were gone."""
    return vault.row("SELECT 1 FROM sweep_due") is not None


def require_sweep(vault: Vault) -> None:
    """Say that traces wait to be swept out; within a transaction it is saved with it."""
    with vault.transaction():
        vault.write(
            "INSERT INTO sweep_due (id, since) VALUES (1, ?) ON CONFLICT DO NOTHING",
            (local_time(),),
        )


def sweep(vault: Vault, report: Report = silent) -> None:
    """Write index and file anew and empty the log, so that nothing erased is left in them.

    Takes as long as writing the whole vault, and as much memory. Raises SweepUnfinished where
    another process holds the vault; then it is still due.
    """
    try:
        report("clearing the index", 0.0)
        with vault.transaction():
            vault.write("INSERT INTO found_text (found_text) VALUES ('optimize')")
        report("writing the vault anew", 0.2)
        vault.rows("VACUUM")
        report("emptying the log", 0.9)
        _empty_log(vault)
        with vault.transaction():
            vault.write("DELETE FROM sweep_due")
        _empty_log(vault)
    except SweepUnfinished:
        raise
    except Busy as error:
        raise _unfinished() from error
    report("done", 1.0)


def destroy_vault(vault: Vault) -> list[Path]:
    """Close a vault and destroy it: its key slots are overwritten first, then all files removed.

    Without its slots the rest cannot be read, even where a disk keeps the blocks. The backups that
    the program made in the folder go too; what else lies there stays. Gives the files removed;
    raises StorageFailed, Busy.
    """
    home = vault.home
    vault.close()
    with storage_failures(home), alone_in(home):
        for slots in home.glob("vault.slots*"):
            _overwrite(slots)
        backups = backups_folder(home)
        removed = [file for pattern in _OWN for file in sorted(home.glob(pattern))]
        removed += sorted(backups.glob("corvia-*.age"))
        for file in removed:
            file.unlink()
        if backups.is_dir() and not any(backups.iterdir()):
            backups.rmdir()
        sync_folder(home)
    return removed


def _note(vault: Vault, what: str) -> None:
    require_sweep(vault)
    record(vault, f"{what.split(maxsplit=1)[0]} erased", what, "erasing")


def _empty_log(vault: Vault) -> None:
    busy, _, _ = vault.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]
    if busy:
        raise _unfinished()


def _unfinished() -> SweepUnfinished:
    return SweepUnfinished(
        "It is erased and no longer found, but traces wait in the file while another program holds"
        " the vault. Close that one; the next opening finishes it."
    )


def _overwrite(file: Path) -> None:
    """Overwrite a file in place three times with random bytes, each time synced."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for _ in range(3):
            opened.seek(0)
            opened.write(secrets.token_bytes(size))
            opened.flush()
            os.fsync(opened.fileno())
