"""Journal entries and their tags."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the tables `entries` and `tags`.

    `sequence` counts saving order, `epoch` is `written_at` in seconds since 1970, `folded` is a
    tag's form for comparison.
    """
    database.table("entries").create(
        {
            "sequence": int,
            "id": str,
            "written_at": str,
            "epoch": int,
            "text": str,
            "valence": float,
            "arousal": float,
        },
        pk="sequence",
        not_null={"id", "written_at", "epoch", "text"},
    ).create_index(["id"], unique=True).create_index(["epoch", "sequence"])
    database.table("tags").create(
        {"entry": int, "place": int, "tag": str, "folded": str},
        pk=("entry", "place"),
        not_null={"tag", "folded"},
        foreign_keys=[("entry", "entries", "sequence")],
    ).create_index(["folded"])
