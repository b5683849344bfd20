"""Songs, and their sound apart, so that a list of songs reads no sound."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the tables `songs` and `audio`. `entry_id` names an entry that may be gone."""
    database.table("songs").create(
        {
            "sequence": int,
            "id": str,
            "title": str,
            "composed_at": str,
            "epoch": int,
            "entry_id": str,
            "plan": bytes,
            "score": bytes,
        },
        pk="sequence",
        not_null={"id", "title", "composed_at", "epoch", "plan", "score"},
    ).create_index(["id"], unique=True).create_index(["epoch", "sequence"])
    database.table("audio").create(
        {"song": int, "flac": bytes},
        pk="song",
        not_null={"flac"},
        foreign_keys=[("song", "songs", "sequence")],
    )
