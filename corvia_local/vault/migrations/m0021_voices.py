"""Which voice sings a song, and lines that the person read aloud for a voice of their own."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the tables `song_voices` and `voice_readings`; a song in none of them is not sung.

    `line` is a line's words in small letters; `flac` is the recording of its reading.
    """
    database.table("song_voices").create(
        {"song": int, "voice": str},
        pk="song",
        not_null={"voice"},
        foreign_keys=[("song", "songs", "sequence")],
    )
    database.table("voice_readings").create(
        {"line": str, "flac": bytes, "read_at": str},
        pk="line",
        not_null={"flac", "read_at"},
    )
