"""DAG-PB: a node with links and bytes, in its one canonical encoding.

Canonical: links before data, each link's hash before its name before its size, nothing else. What
was decoded is encoded again and must give the same bytes.
Source: https://ipld.io/specs/codecs/dag-pb/spec/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corvia_local.errors import PeerRefused
from corvia_sync.blocks import LARGEST_BLOCK
from corvia_sync.cid import Cid, CidRefused
from corvia_sync.protobuf import ProtobufRefused, bytes_field, fields_in, number_field

MOST_LINKS: Final = 16_384
"""Links of one node; the widest layouts in use have 1,024, and a block has no room for more."""

_DATA, _LINKS = 1, 2
_HASH, _NAME, _SIZE = 1, 2, 3


class DagPbRefused(PeerRefused):
    """Bytes are no canonical DAG-PB node, or exceed a bound."""


@dataclass(frozen=True)
class PbLink:
    """A link: to which block, by what name, and how many bytes all blocks behind it have."""

    cid: Cid
    name: str | None = ""
    size: int | None = None


@dataclass(frozen=True)
class PbNode:
    """A node. `data` is None where the node has none, which is another node than with no bytes."""

    links: tuple[PbLink, ...]
    data: bytes | None


def encode_node(links: Sequence[PbLink], data: bytes | None) -> bytes:
    """Encode a node; equal nodes give equal bytes. Links keep the order in which they are given."""
    encoded = b"".join(bytes_field(_LINKS, _encode_link(link)) for link in links)
    return encoded if data is None else encoded + bytes_field(_DATA, data)


def decode_node(block: bytes) -> PbNode:
    """Decode a node; raise DagPbRefused for anything but a canonical one within the bounds."""
    if len(block) > LARGEST_BLOCK:
        raise DagPbRefused(f"A node is {len(block)} bytes long; at most {LARGEST_BLOCK} are read.")
    links: list[PbLink] = []
    data: bytes | None = None
    try:
        for field, value in fields_in(block, MOST_LINKS + 1):
            if field == _LINKS and isinstance(value, bytes):
                links.append(_decode_link(value))
            elif field == _DATA and isinstance(value, bytes):
                data = value
            else:
                raise DagPbRefused("A node holds a field that DAG-PB does not have.")
    except (ProtobufRefused, CidRefused, UnicodeDecodeError) as error:
        raise DagPbRefused(f"This is no DAG-PB node: {error}") from error
    if encode_node(links, data) != block:
        raise DagPbRefused("This is no DAG-PB node in its usual form: fields are out of order.")
    return PbNode(tuple(links), data)


def _encode_link(link: PbLink) -> bytes:
    encoded = bytes_field(_HASH, bytes(link.cid))
    if link.name is not None:
        encoded += bytes_field(_NAME, link.name.encode())
    if link.size is not None:
        encoded += number_field(_SIZE, link.size)
    return encoded


def _decode_link(message: bytes) -> PbLink:
    cid: Cid | None = None
    name: str | None = None
    size: int | None = None
    for field, value in fields_in(message, 3):
        match field, value:
            case 1, bytes(data):
                cid = Cid(data)
            case 2, bytes(data):
                name = data.decode()
            case 3, int(number):
                size = number
            case _:
                raise DagPbRefused("A link holds a field that DAG-PB does not have.")
    if cid is None:
        raise DagPbRefused("A link names no block.")
    return PbLink(cid, name, size)
