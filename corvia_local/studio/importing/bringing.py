"""Bring what was found into the vault: shown first, in steps, each entry once."""

from dataclasses import dataclass

from corvia_local.model.progress import Report, silent
from corvia_local.studio.importing.found import Found, FoundEntry
from corvia_local.vault.imports import import_fingerprint, is_here, keep_imported
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault

STEP = 100
"""Entries saved at once. A cancel or a crash loses at most the step that was being saved, and the
next run goes on after the last one."""


@dataclass(frozen=True)
class Preview:
    """What an import would do. `first` and `last` are days; `samples` are entries as they are."""

    found: Found
    new: int
    here_already: int
    first: str | None
    last: str | None
    samples: tuple[FoundEntry, ...]


@dataclass(frozen=True)
class Brought:
    """What an import did."""

    imported: int
    here_already: int
    skipped: int


def preview(vault: Vault, found: Found) -> Preview:
    """Compare what was found with the vault; nothing is written."""
    entries = found.entries
    marks = {_mark(one): one for one in entries}
    new = sum(not is_here(vault, mark, one.moment, one.text) for mark, one in marks.items())
    days = sorted(one.moment[:10] for one in entries)
    middle = len(entries) // 2
    samples = {0: None, middle: None, len(entries) - 1: None} if entries else {}
    return Preview(
        found=found,
        new=new,
        here_already=len(entries) - new,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        samples=tuple(entries[number] for number in samples),
    )


def bring_in(vault: Vault, found: Found, report: Report = silent) -> Brought:
    """Save every entry that is not here yet, oldest first; `report` may cancel between steps.

    Each keeps its own moment. Raises what saving raises; what was saved before stays.
    """
    entries = sorted(found.entries, key=lambda one: one.moment[:19])
    imported = 0
    try:
        for start in range(0, len(entries), STEP):
            report("bringing in entries", start / len(entries))
            with vault.transaction():
                saved = sum(_save(vault, one) for one in entries[start : start + STEP])
            imported += saved
    finally:
        if imported:
            record(vault, "entries imported", f"{imported} entries", f"from {found.format}")
    report("done", 1.0)
    return Brought(imported, len(entries) - imported, len(found.skipped))


def _save(vault: Vault, one: FoundEntry) -> bool:
    kept = keep_imported(vault, _mark(one), one.moment, one.text, one.mood, one.tags)
    return kept is not None


def _mark(one: FoundEntry) -> bytes:
    return import_fingerprint(one.wall_time, one.text)
