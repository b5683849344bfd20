"""Blocks are found by their first bytes too."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Index the bytes that say what kind of signed object a block may be.

    In a signed object's one encoding they start behind the signature, at byte 67, and end within
    the next 80.
    """
    database.execute(
        "CREATE INDEX blocks_by_head ON blocks (substr(data, 68, 80), cid)"
        " WHERE substr(data, 1, 3) = x'825840'"
    )
