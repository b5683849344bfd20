"""Authors and songs that the person does not want to hear. Nobody else learns of it."""

from datetime import datetime

import msgspec

from corvia_local.errors import BadInput
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault

LONGEST_NAME = 200
LONGEST_REASON = 500
MOST_NAMES = 100_000


class TooManyMuted(BadInput):
    """More names than are kept."""


class Muted(msgspec.Struct, frozen=True):
    """One name: a did:key, a CID, or `//` and a hash of a denylist; why, and since when."""

    name: str
    reason: str
    at: str


def muted(vault: Vault) -> list[Muted]:
    """List what is muted, the oldest first."""
    rows = vault.rows("SELECT name, reason, at FROM muted ORDER BY at, name")
    return [Muted(str(name), str(reason), str(at)) for name, reason, at in rows]


def keep_muted(vault: Vault, names: list[str], reason: str) -> int:
    """Mute names; give how many are new. Raises TooManyMuted, TextTooLong, NotText."""
    check_storable(reason, "reason", LONGEST_REASON)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    known = {one.name for one in muted(vault)}
    new = [name for name in dict.fromkeys(names) if name not in known]
    if len(known) + len(new) > MOST_NAMES:
        raise TooManyMuted(f"At most {MOST_NAMES:,} names are kept. Unmute some first.")
    with vault.transaction():
        for name in new:
            if not 0 < len(name) <= LONGEST_NAME:
                raise BadInput(f"“{name[:40]}…” is too long for a name.")
            vault.write("INSERT INTO muted (name, reason, at) VALUES (?, ?, ?)", (name, reason, at))
    return len(new)


def forget_muted(vault: Vault, name: str) -> bool:
    """Hear a name again; tell whether it was muted."""
    with vault.transaction():
        was = vault.row("SELECT 1 FROM muted WHERE name = ?", (name,)) is not None
        vault.write("DELETE FROM muted WHERE name = ?", (name,))
    return was
