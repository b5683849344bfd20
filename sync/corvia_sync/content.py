"""Bytes of any length as a row of raw blocks, each 1 MiB but the last.

The cut is fixed, so equal bytes have equal links everywhere.
"""

from collections.abc import Sequence
from typing import Final

from corvia_local.errors import PeerRefused
from corvia_sync.blocks import LARGEST_BLOCK, BlockStore
from corvia_sync.cid import RAW, Cid, cid_of

PIECE: Final = LARGEST_BLOCK

Block = tuple[Cid, bytes]
"""A block with its name."""


class ContentRefused(PeerRefused):
    """Linked content is missing, too long, or cut otherwise than here."""


def blocks_of(data: bytes) -> tuple[Block, ...]:
    """Cut bytes into raw blocks, in order. No bytes give no block."""
    pieces = (data[start : start + PIECE] for start in range(0, len(data), PIECE))
    return tuple((cid_of(piece, RAW), piece) for piece in pieces)


def links_of(data: bytes) -> tuple[Cid, ...]:
    """Name the raw blocks into which bytes are cut."""
    return tuple(cid for cid, _ in blocks_of(data))


def read_content(store: BlockStore, links: Sequence[Cid], largest: int, what: str) -> bytes:
    """Join the blocks behind links, checking every hash; `what` names them in an error.

    Raises ContentRefused where a block is missing or changed, where the whole is longer than
    `largest` bytes, or where it is cut otherwise than `blocks_of` cuts.
    """
    if len(links) * PIECE >= largest + PIECE:
        raise ContentRefused(f"Its {what} is longer than the {largest} bytes that are read.")
    pieces: list[bytes] = []
    for link in links:
        piece = store.get(link.text)
        if piece is None:
            raise ContentRefused(f"Its {what} is missing: the block {link} is not here.")
        pieces.append(piece)
    data = b"".join(pieces)
    if len(data) > largest:
        raise ContentRefused(f"Its {what} is longer than the {largest} bytes that are read.")
    if links_of(data) != tuple(links):
        raise ContentRefused(f"Its {what} was changed, or is not cut into blocks as specified.")
    return data
