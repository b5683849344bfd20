"""Short random names, and finding one thing by the beginning of its name."""

import secrets

from corvia_local.errors import NotFound
from corvia_local.vault.vault import Vault

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in small letters: no i, l, o, u. https://www.crockford.com/base32.html"""
ID_LENGTH = 10


class AmbiguousName(NotFound):
    """What was given begins the names of several things."""


def make_id() -> str:
    """Make a random name of ten characters: 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def whole_id(vault: Vault, table: str, kind: str, beginning: str) -> str:
    """Give the whole name of which the beginning was given; a whole name always means itself.

    `table` has a column `id` of ASCII letters and digits; `kind` says what it holds, as in
    “entry”. Raises NotFound, or AmbiguousName where several begin so.
    """
    wanted = beginning.strip().lower()
    if not wanted or not wanted.isascii() or not wanted.isalnum():
        raise _nothing(kind, beginning)
    found = vault.rows(
        f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",  # noqa: S608
        (wanted, wanted + "~"),
    )
    if not found:
        raise _nothing(kind, beginning)
    if len(found) > 1 and found[0][0] != wanted:
        raise AmbiguousName(
            f"Several begin with “{beginning[:80]}”. Give more letters of its name."
        )
    return str(found[0][0])


def _nothing(kind: str, beginning: str) -> NotFound:
    return NotFound(f"There is no {kind} “{beginning[:80]}”. List them to see their names.")
