"""Texts that were being typed and are not saved yet."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `unfinished`. `entry` is null where a text began from no entry; `about` says
    which part of its place it belongs to.
    """
    database.table("unfinished").create(
        {"sequence": int, "place": str, "entry": int, "about": str, "text": str, "saved_at": str},
        pk="sequence",
        not_null={"place", "about", "text", "saved_at"},
        foreign_keys=[("entry", "entries", "sequence")],
    ).create_index(["entry"])
