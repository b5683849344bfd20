"""Which blocks stand in a CAR file: those on a path, then those below its end, depth first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from corvia_local.errors import NotFound
from corvia_local.node.asking import AskedWrongly, CarWish
from corvia_sync.blocks import BlockRefused
from corvia_sync.cid import DAG_CBOR, RAW, Cid
from corvia_sync.composition import COMPOSITION_LIMITS
from corvia_sync.content import Block
from corvia_sync.dag_cbor import Value, decode, links_in

LARGEST_CAR: Final = 96 * 1024 * 1024
MOST_CAR_BLOCKS: Final = 5000
MOST_LINKS: Final = 50_000
"""How many links are followed at most, those to blocks that are not here among them."""

_LONGEST_PATH: Final = 64
_IDENTITY: Final = 0

GetBlock = Callable[[Cid], bytes | None]


class CarTooLarge(BlockRefused):
    """What is below a root is more than is given in one file."""


class PathMissing(NotFound):
    """A path leads to nothing that is handed on here."""


@dataclass(frozen=True)
class End:
    """The end of a path: the blocks on the way to it, it among them, and the value there."""

    blocks: tuple[Block, ...]
    value: Value


def follow_path(get: GetBlock, root: Block, path: str) -> End:
    """Go from a root along map keys and list indices, through links; raise PathMissing.

    `path` is as in an address: steps between slashes, each percent-encoded.
    """
    segments = [unquote(segment) for segment in path.split("/") if segment]
    if len(segments) > _LONGEST_PATH:
        raise PathMissing(f"A path has at most {_LONGEST_PATH} steps here.")
    blocks = [root]
    value = _value_of(root)
    for segment in segments:
        value = _step(value, segment)
        while isinstance(value, Cid):
            data = get(value)
            if data is None:
                raise PathMissing("The path leads to a block that this node does not hand on.")
            blocks.append((value, data))
            value = _value_of(blocks[-1])
    return End(tuple(blocks), value)


def blocks_of_car(get: GetBlock, end: End, wish: CarWish) -> Iterator[Block]:
    """Give the blocks of a CAR in order. What an identity CID holds stands in the CID itself.

    Links to blocks that are not handed on are passed over. Raises CarTooLarge.
    """
    size = count = 0
    for cid, data in _all_blocks(get, end, wish):
        if is_identity(cid):
            continue
        size, count = size + len(data), count + 1
        if count > MOST_CAR_BLOCKS or size > LARGEST_CAR:
            raise CarTooLarge("Below this block is more than one file holds. Ask block by block.")
        yield cid, data


def check_range(end: End, wish: CarWish) -> None:
    """Raise AskedWrongly where a range of bytes lies outside of a raw block.

    Other blocks are no rows of bytes, and a range means nothing to them.
    """
    cid, data = end.blocks[-1]
    if wish.entity_bytes and cid.codec == RAW and wish.entity_bytes.is_outside(len(data)):
        raise AskedWrongly(f"The range lies outside of the {len(data)} bytes that are there.")


def is_identity(cid: Cid) -> bool:
    """Tell whether a CID holds its bytes itself."""
    return cid.hash_code == _IDENTITY


def _all_blocks(get: GetBlock, end: End, wish: CarWish) -> Iterator[Block]:
    yield from end.blocks
    if wish.scope != "all":
        return
    seen = {cid for cid, _ in end.blocks}
    open_links = list(links_in(end.value))[::-1]
    for _ in range(MOST_LINKS):
        if not open_links:
            return
        link = open_links.pop()
        if link in seen and not wish.dups:
            continue
        data = get(link)
        if data is not None:
            seen.add(link)
            yield link, data
            open_links += list(links_in(_value_of((link, data))))[::-1]
    raise CarTooLarge("Below this block are more links than one file follows. Ask block by block.")


def _value_of(block: Block) -> Value:
    cid, data = block
    return decode(data, COMPOSITION_LIMITS) if cid.codec == DAG_CBOR else data


def _step(value: Value, segment: str) -> Value:
    if isinstance(value, dict) and segment in value:
        return value[segment]
    if isinstance(value, list) and segment.isascii() and segment.isdecimal():
        index = int(segment[:10])
        if index < len(value):
            return value[index]
    raise PathMissing(f"There is no “{segment[:40]}” on this path.")
