"""Accepted reframes. Each acceptance is kept; the last one of an entry counts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `reframes`."""
    database.table("reframes").create(
        {"sequence": int, "entry": int, "text": str, "accepted_at": str},
        pk="sequence",
        not_null={"entry", "text", "accepted_at"},
        foreign_keys=[("entry", "entries", "sequence")],
    ).create_index(["entry"])
