"""The unsaved text: at most one row."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `draft`."""
    database.table("draft").create(
        {"id": int, "text": str, "saved_at": str}, pk="id", not_null={"text", "saved_at"}
    )
