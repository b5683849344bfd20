"""What the person set, by name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `settings`; `value` is JSON."""
    database.table("settings").create({"key": str, "value": str}, pk="key", not_null={"value"})
