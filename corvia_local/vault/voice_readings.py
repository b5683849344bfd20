"""Lines that the person read aloud. The recordings lie in the vault and nowhere else."""

import msgspec

from corvia_local.errors import BadInput
from corvia_local.vault.erasing import require_sweep
from corvia_local.vault.ledger import record
from corvia_local.vault.moments import local_time
from corvia_local.vault.vault import Vault

LARGEST_READING_BYTES = 8_000_000
LONGEST_LINE = 1000


class ReadingUnusable(BadInput):
    """A recording cannot be kept: its line or its size."""


class ReadLine(msgspec.Struct, frozen=True):
    """A line's words in small letters, and when it was read."""

    line: str
    read_at: str


def keep_reading(vault: Vault, line: str, flac: bytes) -> None:
    """Keep a line's recording in place of the one before. Raises ReadingUnusable."""
    if not 0 < len(line) <= LONGEST_LINE or not 0 < len(flac) <= LARGEST_READING_BYTES:
        raise ReadingUnusable("The recording of this line is too long to be kept. Read it again.")
    with vault.transaction():
        vault.write(
            "INSERT INTO voice_readings (line, flac, read_at) VALUES (?, ?, ?)"
            " ON CONFLICT (line) DO UPDATE SET flac = excluded.flac, read_at = excluded.read_at",
            (line, flac, local_time()),
        )
        record(vault, "voice recorded", "a line read aloud", "a song in one's own voice")


def reading(vault: Vault, line: str) -> bytes | None:
    """Give a line's recording, or None."""
    found = vault.row("SELECT flac FROM voice_readings WHERE line = ?", (line,))
    return None if found is None else bytes(found[0])


def read_lines(vault: Vault) -> list[ReadLine]:
    """List the lines that were read, the latest last."""
    rows = vault.rows("SELECT line, read_at FROM voice_readings ORDER BY read_at, line")
    return [ReadLine(*row) for row in rows]


def erase_readings(vault: Vault) -> int:
    """Delete every recording, and the sound of songs sung from them; give how many there were.

    A sweep is due afterwards.
    """
    with vault.transaction():
        count = len(read_lines(vault))
        vault.write("DELETE FROM voice_readings")
        vault.write(
            "DELETE FROM audio WHERE song IN (SELECT song FROM song_voices WHERE voice = 'own')"
        )
        require_sweep(vault)
        if count:
            record(vault, "voice erased", f"{count} lines read aloud", "erasing")
    return count
