"""Saved songs and their sound."""

from typing import Any

from corvia_local.errors import BadInput
from corvia_local.model.records import Song, SongHeading
from corvia_local.vault.ids import whole_id
from corvia_local.vault.ledger import record
from corvia_local.vault.moments import epoch_seconds
from corvia_local.vault.texts import LONGEST_TITLE, check_storable
from corvia_local.vault.vault import Vault

LARGEST_PART_BYTES = 4_000_000
"""Of a plan or a score, each."""
LARGEST_AUDIO_BYTES = 256_000_000

_COLUMNS = "id, title, composed_at, entry_id, plan, score"

_CURRENT = (
    "WHERE sequence NOT IN (SELECT version.song FROM song_versions AS version WHERE NOT current)"
)


class SongUnusable(BadInput):
    """A song cannot be kept: its name, or the size of one of its parts."""


class SongDiffers(BadInput):
    """Another song stands under this song's name."""


def save_song(vault: Vault, song: Song) -> None:
    """Save a song; one that is saved already, note for note, stays as it is.

    Raises SongUnusable; SongDiffers where another plan or score stands under this id.
    """
    _check(song)
    with vault.transaction():
        saved = vault.row("SELECT plan, score FROM songs WHERE id = ?", (song.id,))
        if saved is not None:
            if saved != (song.plan, song.score):
                raise SongDiffers(
                    f"Another song is saved as “{song.id}” already. Compose it again with another"
                    " seed."
                )
            return
        vault.insert(
            f"INSERT INTO songs ({_COLUMNS}, epoch) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                song.id,
                song.title,
                song.composed_at,
                song.entry_id,
                song.plan,
                song.score,
                epoch_seconds(song.composed_at),
            ),
        )
        record(vault, "song saved", f"song {song.id}", "music from own words")


def song(vault: Vault, id: str) -> Song:  # noqa: A002
    """Give one song; the beginning of its id is enough where no other begins so.

    Raises NotFound, AmbiguousName.
    """
    whole = whole_id(vault, "songs", "song", id)
    return Song(*vault.rows(f"SELECT {_COLUMNS} FROM songs WHERE id = ?", (whole,))[0])  # noqa: S608


def songs(vault: Vault, limit: int | None = None, *, current_only: bool = False) -> list[Song]:
    """List songs with plan and score, newest first. `song_headings` is quicker for a list.

    `current_only` leaves out versions that were gone on from, or back from.
    """
    found = vault.rows(
        f"SELECT {_COLUMNS} FROM songs {_CURRENT if current_only else ''}"  # noqa: S608
        " ORDER BY epoch DESC, sequence DESC LIMIT ?",
        (_limit(limit),),
    )
    return [Song(*row) for row in found]


def song_headings(
    vault: Vault, limit: int | None = None, *, current_only: bool = False
) -> list[SongHeading]:
    """List songs without their content, newest first; `current_only` as for `songs`."""
    found = vault.rows(
        "SELECT id, title, composed_at, entry_id, length(flac) FROM songs"  # noqa: S608
        f" LEFT JOIN audio ON song = sequence {_CURRENT if current_only else ''}"
        " ORDER BY epoch DESC, sequence DESC LIMIT ?",
        (_limit(limit),),
    )
    return [SongHeading(*row) for row in found]


def save_audio(vault: Vault, song_id: str, flac: bytes) -> None:
    """Keep a song's sound as a FLAC file, in place of one kept before.

    Raises NotFound for no such song, SongUnusable for no bytes or more than 256 MB.
    """
    if not 0 < len(flac) <= LARGEST_AUDIO_BYTES:
        raise SongUnusable(
            f"The song's sound is {len(flac):,} bytes long; 1 to {LARGEST_AUDIO_BYTES:,} are kept."
            " Compose a shorter song."
        )
    with vault.transaction():
        vault.write(
            "INSERT INTO audio (song, flac) VALUES (?, ?)"
            " ON CONFLICT (song) DO UPDATE SET flac = excluded.flac",
            (_sequence(vault, song_id), flac),
        )


def audio(vault: Vault, song_id: str) -> bytes | None:
    """Give a song's FLAC file, or None where none is kept; raise NotFound for no such song."""
    found: tuple[Any, ...] | None = vault.row(
        "SELECT flac FROM audio WHERE song = ?", (_sequence(vault, song_id),)
    )
    return None if found is None else bytes(found[0])


def _sequence(vault: Vault, beginning: str) -> int:
    whole = whole_id(vault, "songs", "song", beginning)
    return int(vault.rows("SELECT sequence FROM songs WHERE id = ?", (whole,))[0][0])


def _limit(limit: int | None) -> int:
    return -1 if limit is None else max(limit, 0)


def _check(song: Song) -> None:
    name = song.id
    if not (0 < len(name) <= 64 and name.isascii() and name.isalnum() and name == name.lower()):
        raise SongUnusable(f"“{name[:64]}” names no song: small letters and digits do, up to 64.")
    check_storable(song.title, "song's title", LONGEST_TITLE)
    for part, data in (("plan", song.plan), ("score", song.score)):
        if not 0 < len(data) <= LARGEST_PART_BYTES:
            raise SongUnusable(
                f"The song's {part} is {len(data):,} bytes long;"
                f" 1 to {LARGEST_PART_BYTES:,} are kept. Compose a shorter song."
            )
