"""Versions of a song: each is a song, and one of a family is the current one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `song_versions`. `family` is the first version's sequence, `parent` that of
    the version of which this one was made, `change` says what was asked for.
    """
    database.table("song_versions").create(
        {
            "song": int,
            "family": int,
            "parent": int,
            "change": str,
            "current": int,
        },
        pk="song",
        not_null={"family", "change", "current"},
        foreign_keys=[("song", "songs", "sequence")],
    ).create_index(["family"])
