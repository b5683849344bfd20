"""Blocks of signed objects by their CID."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `blocks`."""
    database.table("blocks").create(
        {"sequence": int, "cid": str, "data": bytes}, pk="sequence", not_null={"cid", "data"}
    ).create_index(["cid"], unique=True)
