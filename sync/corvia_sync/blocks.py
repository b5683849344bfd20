"""Blocks by their CID: what a store of them can do, and one that lives in memory."""

from collections.abc import Iterator
from typing import Final, Protocol

from corvia_local.errors import BadInput, PeerRefused
from corvia_sync.cid import Cid, cid_of, names

LARGEST_BLOCK: Final = 1024 * 1024
"""Bytes. IPFS nodes exchange blocks up to twice this size, and advise to stay within it."""


class BlockRefused(PeerRefused):
    """A block is too large, or its bytes do not have the hash in its name."""


class BlockTooLarge(BadInput):
    """Own content does not fit a block."""


class BlockStore(Protocol):
    """A store of blocks by the text of their CID. What stands in it was checked on its way in."""

    def get(self, cid: str) -> bytes | None:
        """Give a block's bytes, or None."""

    def put(self, cid: str, data: bytes) -> None:
        """Keep a block whose hash was checked; keeping it twice changes nothing."""

    def has(self, cid: str) -> bool:
        """Tell whether a block is there."""

    def cids(self) -> Iterator[str]:
        """List all blocks, in any order."""


class MemoryBlocks:
    """A BlockStore that is gone with the process."""

    def __init__(self) -> None:
        self._blocks: dict[str, bytes] = {}

    def get(self, cid: str) -> bytes | None:
        """Give a block's bytes, or None."""
        return self._blocks.get(cid)

    def put(self, cid: str, data: bytes) -> None:
        """Keep a block."""
        self._blocks[cid] = data

    def has(self, cid: str) -> bool:
        """Tell whether a block is there."""
        return cid in self._blocks

    def cids(self) -> Iterator[str]:
        """List all blocks in the order in which they came."""
        return iter(tuple(self._blocks))


def check_block(cid: Cid, data: bytes) -> None:
    """Return if the bytes have the hash that the CID names.

    Raises BlockRefused if they do not or are too many, CidRefused for an unknown hash.
    """
    if len(data) > LARGEST_BLOCK:
        raise BlockRefused(
            f"The block {cid} is {len(data)} bytes long; at most {LARGEST_BLOCK} are read."
        )
    if not names(cid, data):
        raise BlockRefused(f"The block {cid} was changed: its bytes have another hash.")


def put_checked(store: BlockStore, cid: Cid, data: bytes) -> None:
    """Check a block's size and hash, then keep it; keep nothing and raise as `check_block` does."""
    check_block(cid, data)
    store.put(cid.text, data)


def put_new(store: BlockStore, data: bytes, codec: int) -> Cid:
    """Keep bytes of our own as a block; give its CID. Raises BlockTooLarge beyond the bound."""
    if len(data) > LARGEST_BLOCK:
        raise BlockTooLarge(
            f"This is {len(data)} bytes long, and a block holds at most {LARGEST_BLOCK}."
        )
    cid = cid_of(data, codec)
    store.put(cid.text, data)
    return cid
