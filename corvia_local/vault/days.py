"""What was written on one day, as the calendar of the place where it was written had it."""

from datetime import date

from corvia_local.model.records import Entry
from corvia_local.vault.entries import entry
from corvia_local.vault.vault import Vault


def entries_of_day(vault: Vault, day: date) -> list[Entry]:
    """List the entries of one day, newest first."""
    found = vault.rows(
        "SELECT id FROM entries WHERE substr(written_at, 1, 10) = ?"
        " ORDER BY epoch DESC, sequence DESC",
        (day.isoformat(),),
    )
    return [entry(vault, name) for (name,) in found]
