"""Fingerprints of what was imported, so that a second import brings nothing twice."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `imports`. `fingerprint` is 32 bytes; it goes when its entry goes."""
    database.table("imports").create(
        {"fingerprint": bytes, "entry": int},
        pk="fingerprint",
        not_null={"entry"},
        foreign_keys=[("entry", "entries", "sequence")],
    ).create_index(["entry"])
