"""Thought records: what a person wrote on the way to words that are fair to them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `thought_records`. `entry` is null where it began from no entry, and
    `finished_at` while it can be gone on with.
    """
    database.table("thought_records").create(
        {
            "sequence": int,
            "id": str,
            "entry": int,
            "door": str,
            "begun_at": str,
            "finished_at": str,
            "answers": str,
        },
        pk="sequence",
        not_null={"id", "door", "begun_at", "answers"},
        foreign_keys=[("entry", "entries", "sequence")],
    ).create_index(["id"], unique=True).create_index(["entry"])
