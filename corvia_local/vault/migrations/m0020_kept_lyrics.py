"""Lyrics that a person kept for an entry, with where each word comes from."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `kept_lyrics`: one for an entry; `lyric` is its JSON."""
    database.table("kept_lyrics").create(
        {"entry": int, "lyric": str, "kept_at": str},
        pk="entry",
        not_null={"lyric", "kept_at"},
        foreign_keys=[("entry", "entries", "sequence")],
    )
