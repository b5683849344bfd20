"""Heads: the newest step known of each author, and what a new record may say after it."""

from dataclasses import dataclass
from typing import Protocol

from corvia_local.errors import PeerRefused
from corvia_sync.cid import Cid
from corvia_sync.ipns_record import IpnsRecord


class RolledBack(PeerRefused):
    """An author's head counts less than one that was seen before."""


class Forked(PeerRefused):
    """Two steps of one author have the same sequence, or a step leaves out one that was seen."""


@dataclass(frozen=True)
class Head:
    """A step up to which everything that an author shares with a community is here.

    But for `missing`: objects that nobody could give so far, and that are asked for again.
    """

    author: str
    community: Cid
    sequence: int
    step: Cid
    missing: tuple[Cid, ...] = ()


class HeadStore(Protocol):
    """Where heads are remembered, so that a rollback is seen even after a restart."""

    def head(self, author: str, community: Cid) -> Head | None:
        """Give what is known of an author in a community, or None."""

    def keep_head(self, head: Head) -> None:
        """Remember a head in the place of the one before."""

    def heads_of(self, author: str) -> tuple[Head, ...]:
        """List what is known of an author, in all communities."""


class MemoryHeads:
    """A HeadStore that is gone with the process."""

    def __init__(self) -> None:
        self._heads: dict[tuple[str, Cid], Head] = {}

    def head(self, author: str, community: Cid) -> Head | None:
        """Give what is known of an author in a community, or None."""
        return self._heads.get((author, community))

    def keep_head(self, head: Head) -> None:
        """Remember a head."""
        self._heads[head.author, head.community] = head

    def heads_of(self, author: str) -> tuple[Head, ...]:
        """List what is known of an author, in all communities."""
        return tuple(head for head in self._heads.values() if head.author == author)


def brings_news(record: IpnsRecord, known: Head | None) -> bool:
    """Tell whether a verified record points beyond what is known.

    Raises RolledBack where it counts less, Forked where it counts the same and points elsewhere.
    """
    if known is None or record.sequence > known.sequence:
        return True
    if record.sequence < known.sequence:
        raise RolledBack(
            f"The head of {record.author} is older ({record.sequence}) than the one known here"
            f" ({known.sequence}). The copy is old, or someone holds back what is new."
        )
    if record.target != known.step:
        raise Forked(
            f"{record.author} has two different heads of one count ({known.sequence}): they, or"
            " whoever has their key, tell people different things. Nothing of it was taken."
        )
    return False
