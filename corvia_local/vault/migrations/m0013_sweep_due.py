"""Whether something was erased whose traces still wait to be swept out of the file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `sweep_due`: one row from an erasure until its sweep has ended."""
    database.table("sweep_due").create({"id": int, "since": str}, pk="id", not_null={"since"})
