"""How far the feed of each author was followed in each community."""

import msgspec

from corvia_local.vault.vault import Vault


class FollowedHead(msgspec.Struct, frozen=True):
    """The newest step followed: its count and CID, and CIDs that nobody could give so far."""

    author: str
    community: str
    sequence: int
    step: str
    missing: tuple[str, ...] = ()


def keep_head(vault: Vault, head: FollowedHead) -> None:
    """Remember a head in the place of the one before."""
    with vault.transaction():
        vault.write(
            "INSERT INTO heads (author, community, sequence, step, missing) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (author, community) DO UPDATE SET sequence = excluded.sequence,"
            " step = excluded.step, missing = excluded.missing",
            (head.author, head.community, head.sequence, head.step, " ".join(head.missing)),
        )


def heads_of(vault: Vault, author: str) -> list[FollowedHead]:
    """List an author's heads, one a community."""
    rows = vault.rows(
        "SELECT author, community, sequence, step, missing FROM heads WHERE author = ?"
        " ORDER BY community",
        (author,),
    )
    return [
        FollowedHead(did, community, sequence, step, tuple(missing.split()))
        for did, community, sequence, step, missing in rows
    ]
