"""Shares of a secret for people one trusts: some of them together give it back (SLIP-39).

https://github.com/satoshilabs/slips/blob/master/slip-0039.md, by its reference implementation.
"""

import secrets
from typing import TYPE_CHECKING

from corvia_local.errors import BadInput

if TYPE_CHECKING:
    from shamir_mnemonic import Share

SECRET_BYTES = 32
MOST_SHARES = 16
LONGEST_SHARE = 500


class SharesUnusable(BadInput):
    """Shares cannot be made so, or those given do not fit together."""


def make_shares(needed: int, count: int) -> tuple[list[str], bytes]:
    """Make `count` shares, of which any `needed` give the secret; give them and the secret.

    Each share is 33 words. Raises SharesUnusable unless 2 ≤ needed ≤ count ≤ 16.
    """
    if not 2 <= needed <= count <= MOST_SHARES:
        raise SharesUnusable(
            f"Shares are made as 2 of 3, 3 of 5 and the like: at least 2, at most {MOST_SHARES}."
        )
    from shamir_mnemonic import generate_mnemonics

    secret = secrets.token_bytes(SECRET_BYTES)
    groups = generate_mnemonics(1, [(needed, count)], secret)
    return [str(share) for share in groups[0]], secret


def shared_secret(shares: list[str]) -> bytes:
    """Give the 32 secret bytes of enough shares, in any order; more than needed may be given.

    Raises SharesUnusable, naming the share that holds a mistake or how many are missing.
    """
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    known = {share.index: share for share in _read(shares)}
    needed = next(iter(known.values())).member_threshold
    if len(known) < needed:
        raise SharesUnusable(
            f"{needed} different shares are needed, and {len(known)} were given."
            " Ask one more of the people who keep them."
        )
    try:
        secret = bytes(
            combine_mnemonics([share.mnemonic() for share in list(known.values())[:needed]])
        )
    except (MnemonicError, ValueError) as error:
        raise SharesUnusable(
            "These shares do not fit together: they come from different sets."
        ) from error
    if len(secret) != SECRET_BYTES:
        raise SharesUnusable("These shares hold a secret of another length, not one of a vault.")
    return secret


def _read(shares: list[str]) -> "list[Share]":
    from shamir_mnemonic import MnemonicError, Share

    if not 0 < len(shares) <= MOST_SHARES or any(len(x) > LONGEST_SHARE for x in shares):
        raise SharesUnusable(
            "Give each share as its line of words, one after another, as many as are needed."
        )
    known = []
    for place, share in enumerate(shares, 1):
        try:
            known.append(Share.from_mnemonic(" ".join(share.lower().split())))
        except (MnemonicError, ValueError) as error:
            raise SharesUnusable(
                f"Share {place} cannot be read: a word is missing or is not the one that was"
                " written down. Look at it once more."
            ) from error
    return known
