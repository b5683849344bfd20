"""The communities that the person belongs to."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `communities`. `steward` is 1 where the person keeps the community."""
    database.table("communities").create(
        {"sequence": int, "id": str, "name": str, "steward": int},
        pk="sequence",
        not_null={"id", "name", "steward"},
    ).create_index(["id"], unique=True)
