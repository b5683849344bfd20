"""The seed of the signing key: one row."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `identity`."""
    database.table("identity").create(
        {"id": int, "ed25519_seed": bytes, "made_at": str},
        pk="id",
        not_null={"ed25519_seed", "made_at"},
    )
