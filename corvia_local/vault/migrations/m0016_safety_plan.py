"""The person's own safety plan, a row a part."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `safety_plan`."""
    database.table("safety_plan").create({"part": str, "text": str}, pk="part", not_null={"text"})
