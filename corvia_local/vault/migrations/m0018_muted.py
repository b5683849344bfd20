"""Whom and what the person does not want to hear, on this machine."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `muted`: `name` is a did:key or a rule of a denylist, `reason` for oneself."""
    database.table("muted").create(
        {"name": str, "reason": str, "at": str}, pk="name", not_null={"reason", "at"}
    )
