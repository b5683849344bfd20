"""UnixFS files: the form in which every IPFS gateway and player knows a file.

A file is cut into chunks of one size, and nodes over them form a balanced tree. The two standard
profiles fix everything that a writer could choose, so that equal bytes have equal CIDs. Under the
newer one the leaves are raw blocks of 1 MiB, which is how `content` cuts too: the root can be made
from a song's audio links alone.
Sources: https://specs.ipfs.tech/unixfs/ and IPIP-499 for the profiles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corvia_sync.blocks import BlockRefused, BlockStore, check_block
from corvia_sync.cid import DAG_PB, RAW, Cid, cid_of
from corvia_sync.content import PIECE, Block
from corvia_sync.dag_pb import DagPbRefused, PbLink, PbNode, decode_node, encode_node
from corvia_sync.protobuf import ProtobufRefused, bytes_field, fields_in, number_field

FILE: Final = 2
_RAW_TYPE: Final = 0
_TYPE, _DATA, _FILE_SIZE, _BLOCK_SIZES = 1, 2, 3, 4
_DEEPEST: Final = 8
_MOST_NODES: Final = 20_000
_MOST_FIELDS: Final = 16_400


@dataclass(frozen=True)
class Profile:
    """How a file is cut: bytes a chunk, links a node, and whether leaves are raw blocks."""

    name: str
    chunk: int
    width: int
    raw_leaves: bool


V1_2025: Final = Profile("unixfs-v1-2025", PIECE, 1024, raw_leaves=True)
V0_2015: Final = Profile("unixfs-v0-2015", 256 * 1024, 174, raw_leaves=False)


class UnixFsRefused(DagPbRefused):
    """Blocks are no UnixFS file, contradict each other, or exceed a bound."""


@dataclass(frozen=True)
class _Subtree:
    """A node's CID, how many bytes of the file are below it, and how many bytes its blocks have."""

    cid: Cid
    content: int
    size: int


def file_blocks(data: bytes, profile: Profile = V1_2025) -> tuple[Cid, tuple[Block, ...]]:
    """Cut bytes into a UnixFS file; give its root and all its blocks, leaves first."""
    blocks: list[Block] = []
    level: list[_Subtree] = []
    for start in range(0, len(data) or 1, profile.chunk):
        chunk = data[start : start + profile.chunk]
        leaf = chunk if profile.raw_leaves else encode_node((), _file_data(len(chunk), (), chunk))
        cid = _name(leaf, profile)
        blocks.append((cid, leaf))
        level.append(_Subtree(cid, len(chunk), len(leaf)))
    root = _join(level, profile, blocks)
    return root, tuple(blocks)


def file_over(leaves: Sequence[tuple[Cid, int]]) -> tuple[Cid, tuple[Block, ...]]:
    """Make the nodes of the newer profile over raw leaves that exist; give the root and the nodes.

    `leaves` pairs each raw block of 1 MiB (the last one shorter) with its length in bytes. One
    leaf is its own root, and there are no nodes. Raises ValueError for no leaf.
    """
    nodes: list[Block] = []
    return _join([_Subtree(cid, size, size) for cid, size in leaves], V1_2025, nodes), tuple(nodes)


def read_file(store: BlockStore, root: Cid, largest: int) -> bytes:
    """Put a file together; every hash is checked, and every size that a node claims.

    Raises UnixFsRefused where a block is missing or of another kind, where the file is longer than
    `largest` bytes, deeper than 8 levels or wider than 20,000 nodes; BlockRefused for wrong bytes.
    """
    reading = _Reading(store, largest)
    reading.read(root, 0)
    return b"".join(reading.pieces)


def _join(level: list[_Subtree], profile: Profile, blocks: list[Block]) -> Cid:
    """Put nodes over a row of subtrees until one is left."""
    if not level:
        raise ValueError("A file has at least one leaf.")
    while len(level) > 1:
        groups = (level[i : i + profile.width] for i in range(0, len(level), profile.width))
        level = [_parent(group, profile, blocks) for group in groups]
    return level[0].cid


def _parent(children: list[_Subtree], profile: Profile, blocks: list[Block]) -> _Subtree:
    content = sum(child.content for child in children)
    links = [PbLink(child.cid, "", child.size) for child in children]
    node = encode_node(links, _file_data(content, [child.content for child in children], b""))
    cid = _cid_of_node(node, profile)
    blocks.append((cid, node))
    return _Subtree(cid, content, len(node) + sum(child.size for child in children))


def _name(leaf: bytes, profile: Profile) -> Cid:
    return cid_of(leaf, RAW) if profile.raw_leaves else _cid_of_node(leaf, profile)


def _cid_of_node(node: bytes, profile: Profile) -> Cid:
    cid = cid_of(node, DAG_PB)
    return cid if profile.raw_leaves else Cid(bytes(cid)[2:])


def _file_data(content: int, sizes: Sequence[int], data: bytes) -> bytes:
    encoded = number_field(_TYPE, FILE)
    if data:
        encoded += bytes_field(_DATA, data)
    encoded += number_field(_FILE_SIZE, content)
    return encoded + b"".join(number_field(_BLOCK_SIZES, size) for size in sizes)


class _Reading:
    """A file that is being put together, and how much of it was read."""

    def __init__(self, store: BlockStore, largest: int) -> None:
        self.store = store
        self.largest = largest
        self.pieces: list[bytes] = []
        self.length = 0
        self.nodes = 0

    def read(self, cid: Cid, depth: int) -> int:
        """Read what is below a block; give how many bytes of the file that is."""
        self.nodes += 1
        if depth > _DEEPEST or self.nodes > _MOST_NODES:
            raise UnixFsRefused("A file has more levels or nodes than are read.")
        block = self.store.get(cid.text)
        if block is None:
            raise UnixFsRefused(f"A part of the file is missing: the block {cid} is not here.")
        check_block(cid, block)
        if cid.codec == RAW:
            return self._take(block)
        if cid.codec != DAG_PB:
            raise BlockRefused(f"The block {cid} is no part of a file.")
        return self._read_node(decode_node(block), depth)

    def _read_node(self, node: PbNode, depth: int) -> int:
        data, content, sizes = _read_file_data(node.data)
        if len(sizes) != len(node.links) or content != len(data) + sum(sizes):
            raise UnixFsRefused("A node of a file contradicts itself about its sizes.")
        if content > self.largest - self.length:
            raise UnixFsRefused(f"A file is longer than the {self.largest} bytes that are read.")
        read = self._take(data)
        for link, size in zip(node.links, sizes, strict=True):
            if self.read(link.cid, depth + 1) != size:
                raise UnixFsRefused("A part of a file has another length than its node says.")
            read += size
        return read

    def _take(self, piece: bytes) -> int:
        self.length += len(piece)
        if self.length > self.largest:
            raise UnixFsRefused(f"A file is longer than the {self.largest} bytes that are read.")
        self.pieces.append(piece)
        return len(piece)


def _read_file_data(message: bytes | None) -> tuple[bytes, int, list[int]]:
    """Read a file node's own bytes, its length, and the lengths below each of its links."""
    kind = content = -1
    data = b""
    sizes: list[int] = []
    try:
        for field, value in fields_in(message or b"", _MOST_FIELDS):
            match field, value:
                case 1, int(number):
                    kind = number
                case 2, bytes(own):
                    data = own
                case 3, int(number):
                    content = number
                case 4, int(number):
                    sizes.append(number)
                case (7 | 8, _):
                    pass
                case _:
                    raise UnixFsRefused("A file holds a field that files do not have.")
    except ProtobufRefused as error:
        raise UnixFsRefused(f"This is no UnixFS file: {error}") from error
    if kind not in (FILE, _RAW_TYPE):
        raise UnixFsRefused("This is no UnixFS file: it is a folder, a link or something else.")
    return data, content if content >= 0 else len(data) + sum(sizes), sizes
