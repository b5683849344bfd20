"""Which voice sings a saved song. Songs that are not sung have no row."""

from corvia_local.errors import BadInput
from corvia_local.vault.ids import whole_id
from corvia_local.vault.vault import Vault

LONGEST_NAME = 40


def keep_voice(vault: Vault, song_id: str, voice: str | None) -> None:
    """Say who sings a song, or with None that nobody does. Where that changes, its sound goes.

    Raises NotFound, BadInput for a name that is empty or too long.
    """
    if voice is not None and not 0 < len(voice) <= LONGEST_NAME:
        raise BadInput(f"A voice's name has 1 to {LONGEST_NAME} characters.")
    with vault.transaction():
        if voice_of(vault, song_id) == voice:
            return
        where = "song = (SELECT sequence FROM songs WHERE id = ?)"
        whole = (whole_id(vault, "songs", "song", song_id),)
        vault.write(f"DELETE FROM song_voices WHERE {where}", whole)  # noqa: S608
        vault.write(f"DELETE FROM audio WHERE {where}", whole)  # noqa: S608
        if voice is not None:
            vault.write(
                "INSERT INTO song_voices (song, voice) SELECT sequence, ? FROM songs WHERE id = ?",
                (voice, *whole),
            )


def voice_of(vault: Vault, song_id: str) -> str | None:
    """Name the voice that sings a song, or give None. Raises NotFound."""
    whole = whole_id(vault, "songs", "song", song_id)
    found = vault.row(
        "SELECT voice FROM song_voices JOIN songs ON sequence = song WHERE id = ?", (whole,)
    )
    return None if found is None else str(found[0])
