"""The ledger: lines that can only be added, each at the end."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `ledger` and the triggers that keep it append-only."""
    columns = {"at": str, "act": str, "what": str, "purpose": str, "audience": str, "hash": str}
    database.table("ledger").create({"number": int, **columns}, pk="number", not_null=columns)
    for change in ("UPDATE", "DELETE"):
        database.execute(
            f"CREATE TRIGGER ledger_no_{change.lower()} BEFORE {change} ON ledger"
            " BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
        )
    # Without this, INSERT OR REPLACE would rewrite a line without firing the trigger on DELETE.
    database.execute(
        "CREATE TRIGGER ledger_in_order BEFORE INSERT ON ledger"
        " WHEN new.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM ledger)"
        " BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
    )
