"""Consents with their signed receipts. They outlive the song they speak of, as proof."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `consents`. `terms` is JSON."""
    database.table("consents").create(
        {
            "sequence": int,
            "receipt_cid": str,
            "song_cid": str,
            "song_id": str,
            "terms": bytes,
            "receipt": bytes,
            "given_at": str,
            "ended_at": str,
        },
        pk="sequence",
        not_null={"receipt_cid", "song_cid", "song_id", "terms", "receipt", "given_at"},
    ).create_index(["receipt_cid"], unique=True).create_index(["song_cid"])
