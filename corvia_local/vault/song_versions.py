"""Versions of a song: what was made of what, and which one is the song now.

A song that was never varied has no row. Of a family of versions exactly one is current; the others
stay as they were and can be gone back to.
"""

from typing import Any

from corvia_local.errors import BadInput
from corvia_local.model.records import SongVersion
from corvia_local.vault.ids import whole_id
from corvia_local.vault.ledger import record
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault

LONGEST_CHANGE = 1_000
MOST_VERSIONS = 200
"""Of one song."""


class NoSuchStep(BadInput):
    """There is nothing to undo, or to redo."""


class TooManyVersions(BadInput):
    """A song has as many versions as are kept."""


def keep_version(vault: Vault, song_id: str, parent_id: str, change: str) -> None:
    """Say that a saved song is a version of another one; it becomes the current one.

    `change` is what was asked for, in words. Raises NotFound, TooManyVersions.
    """
    check_storable(change, "change", LONGEST_CHANGE)
    with vault.transaction():
        song, parent = _sequence(vault, song_id), _sequence(vault, parent_id)
        family = _family(vault, parent)
        if family is None:
            family = parent
            _add(vault, parent, family, None, "")
        if vault.row("SELECT 1 FROM song_versions WHERE song = ?", (song,)) is None:
            count = vault.rows("SELECT count(*) FROM song_versions WHERE family = ?", (family,))
            if count[0][0] >= MOST_VERSIONS:
                raise TooManyVersions(
                    f"This song has {MOST_VERSIONS} versions already. Erase one that you do not"
                    " need, or go on with another song."
                )
            _add(vault, song, family, parent, change)
        elif _family(vault, song) != family:
            raise BadInput("This song is a version of another one already.")
        _make_current(vault, family, song)


def versions(vault: Vault, song_id: str) -> list[SongVersion]:
    """List all versions of a song, the first one first; one alone where it was never varied."""
    song = _sequence(vault, song_id)
    family = _family(vault, song)
    if family is None:
        row = vault.rows("SELECT id, composed_at FROM songs WHERE sequence = ?", (song,))[0]
        return [SongVersion(1, str(row[0]), None, "", str(row[1]), current=True)]
    found = vault.rows(
        "SELECT songs.id, parents.id, change, songs.composed_at, current FROM song_versions"
        " JOIN songs ON songs.sequence = song"
        " LEFT JOIN songs AS parents ON parents.sequence = parent"
        " WHERE family = ? ORDER BY song",
        (family,),
    )
    return [
        SongVersion(number, row[0], row[1], row[2], row[3], current=bool(row[4]))
        for number, row in enumerate(found, 1)
    ]


def undo(vault: Vault, song_id: str) -> str:
    """Go back to the version of which the current one was made; give its id.

    Raises NoSuchStep at the first version.
    """
    with vault.transaction():
        family, current = _current(vault, song_id)
        row = vault.row("SELECT parent FROM song_versions WHERE song = ?", (current,))
        if row is None or row[0] is None:
            raise NoSuchStep("This is the song as it was composed; there is nothing to undo.")
        return _make_current(vault, family, int(row[0]))


def redo(vault: Vault, song_id: str) -> str:
    """Go on to the newest version made of the current one; give its id. Raises NoSuchStep."""
    with vault.transaction():
        family, current = _current(vault, song_id)
        row = vault.row("SELECT max(song) FROM song_versions WHERE parent = ?", (current,))
        if row is None or row[0] is None:
            raise NoSuchStep("No later version was made of this one; there is nothing to redo.")
        return _make_current(vault, family, int(row[0]))


def choose(vault: Vault, song_id: str) -> str:
    """Make this very version the current one; give its id. Raises NotFound."""
    with vault.transaction():
        song = _sequence(vault, song_id)
        family = _family(vault, song)
        return (
            whole_id(vault, "songs", "song", song_id)
            if family is None
            else _make_current(vault, family, song)
        )


def family_ids(vault: Vault, song_id: str) -> tuple[str, ...]:
    """Give the ids of all versions of a song, its own among them."""
    return tuple(version.song_id for version in versions(vault, song_id))


def forget_versions(vault: Vault, song_id: str) -> None:
    """Delete the rows about a song that is being erased; what was made of it stands alone.

    Where it was the current one, the newest of the others becomes so.
    """
    song = _sequence(vault, song_id)
    family = _family(vault, song)
    if family is None:
        return
    was_current = _current(vault, song_id)[1] == song
    parent = vault.rows("SELECT parent FROM song_versions WHERE song = ?", (song,))[0][0]
    vault.write("UPDATE song_versions SET parent = ? WHERE parent = ?", (parent, song))
    vault.write("DELETE FROM song_versions WHERE song = ?", (song,))
    others = vault.row("SELECT max(song) FROM song_versions WHERE family = ?", (family,))
    if was_current and others is not None and others[0] is not None:
        _make_current(vault, family, int(others[0]), say=False)


def _add(vault: Vault, song: int, family: int, parent: int | None, change: str) -> None:
    vault.write(
        "INSERT INTO song_versions (song, family, parent, change, current) VALUES (?, ?, ?, ?, 0)",
        (song, family, parent, change),
    )


def _make_current(vault: Vault, family: int, song: int, *, say: bool = True) -> str:
    vault.write("UPDATE song_versions SET current = (song = ?) WHERE family = ?", (song, family))
    found: tuple[Any, ...] = vault.rows("SELECT id FROM songs WHERE sequence = ?", (song,))[0]
    if say:
        record(vault, "song version chosen", f"song {found[0]}", "music from own words")
    return str(found[0])


def _current(vault: Vault, song_id: str) -> tuple[int, int]:
    song = _sequence(vault, song_id)
    family = _family(vault, song)
    if family is None:
        return song, song
    row = vault.rows("SELECT song FROM song_versions WHERE family = ? AND current", (family,))[0]
    return family, int(row[0])


def _family(vault: Vault, song: int) -> int | None:
    row = vault.row("SELECT family FROM song_versions WHERE song = ?", (song,))
    return None if row is None else int(row[0])


def _sequence(vault: Vault, beginning: str) -> int:
    whole = whole_id(vault, "songs", "song", beginning)
    return int(vault.rows("SELECT sequence FROM songs WHERE id = ?", (whole,))[0][0])
