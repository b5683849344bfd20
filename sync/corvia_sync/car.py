"""CARv1 files: blocks in a row, each behind its CID, after a header that names the roots.

Reading streams: no more than a block and what is read ahead are in memory, and nothing is believed
before its length is bounded and its hash checked. Every refusal names the byte at which the faulty
part starts.
Source: https://ipld.io/specs/transport/car/carv1/
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from corvia_crypto.varint import LONGEST_VARINT, VarintRefused, decode_varint, encode_varint
from corvia_local.errors import PeerRefused
from corvia_sync import dag_cbor
from corvia_sync.blocks import LARGEST_BLOCK, BlockRefused, check_block
from corvia_sync.cid import LONGEST_CID, Cid, CidRefused, read_cid_at
from corvia_sync.content import Block
from corvia_sync.dag_cbor import DagCborRefused, Limits, Value

HEADER_LIMITS: Final = Limits(size=64 * 1024, depth=4, count=2_000)
_LARGEST_SECTION: Final = LARGEST_BLOCK + LONGEST_CID
_READ_AHEAD: Final = 256 * 1024


@dataclass(frozen=True)
class CarLimits:
    """How much of a file is read at most: bytes in all, and blocks in all."""

    size: int = 1024 * 1024 * 1024
    count: int = 200_000


class CarRefused(PeerRefused):
    """A CAR file is cut short, changed, or too large. `offset` is where the faulty part starts."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(f"The CAR file is damaged at byte {offset}: {reason}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class CarBlock:
    """A block whose hash was checked. `offset` is where its section starts in the file, `start`
    where its bytes do.
    """

    cid: Cid
    data: bytes
    offset: int
    start: int


def write_car(
    target: BinaryIO, roots: Sequence[Cid], blocks: Iterable[Block], *, dups: bool = False
) -> int:
    """Write a CAR file; give the number of different blocks written. A block given again is left
    out, but for `dups`.

    Equal roots and blocks in equal order give equal bytes. Blocks are checked as they are
    written: raises BlockRefused for one that is too large or has not the hash in its CID.
    """
    named: list[Value] = list(roots)
    header = dag_cbor.encode({"roots": named, "version": 1}, HEADER_LIMITS)
    target.write(encode_varint(len(header)) + header)
    written: set[Cid] = set()
    for cid, data in blocks:
        if cid in written and not dups:
            continue
        check_block(cid, data)
        target.write(encode_varint(len(bytes(cid)) + len(data)) + bytes(cid) + data)
        written.add(cid)
    return len(written)


def read_car(
    source: BinaryIO, limits: CarLimits | None = None
) -> tuple[tuple[Cid, ...], Iterator[CarBlock]]:
    """Read a CAR file's roots, and its blocks one by one as they are asked for.

    Duplicates are given as often as they stand in the file. Raises CarRefused, now for the header
    and while iterating for a block, where anything is cut short, exceeds a bound, is not minimally
    encoded or has not the hash in its CID.
    """
    reading = _Reading(source, limits or CarLimits())
    header = reading.section(HEADER_LIMITS.size)
    if header is None:
        raise CarRefused(0, "it is empty.")
    return _roots(header), _blocks(reading)


def _roots(header: bytes) -> tuple[Cid, ...]:
    try:
        decoded = dag_cbor.decode(header, HEADER_LIMITS)
    except DagCborRefused as error:
        raise CarRefused(0, f"its header cannot be read. {error}") from error
    match decoded:
        case {"version": version, "roots": [*roots], **rest} if (
            not rest and type(version) is int and version == 1
        ):
            cids = tuple(root for root in roots if isinstance(root, Cid))
            if len(cids) == len(roots):
                return cids
    raise CarRefused(0, "its header is not that of CAR version 1.")


def _blocks(reading: "_Reading") -> Iterator[CarBlock]:
    count = 0
    while True:
        offset = reading.offset
        section = reading.section(_LARGEST_SECTION)
        if section is None:
            return
        count += 1
        if count > reading.limits.count:
            raise CarRefused(offset, f"it holds more than {reading.limits.count} blocks.")
        try:
            cid, start = read_cid_at(section, 0)
            data = section[start:]
            check_block(cid, data)
        except (CidRefused, BlockRefused) as error:
            raise CarRefused(offset, str(error)) from error
        yield CarBlock(cid, data, offset, reading.offset - len(data))


class _Reading:
    """A stream, how far its parts were taken, and how far they may be. It is read ahead."""

    def __init__(self, source: BinaryIO, limits: CarLimits) -> None:
        self.source = source
        self.limits = limits
        self.offset = 0
        self._ahead = b""
        self._at = 0

    def section(self, largest: int) -> bytes | None:
        """Take a length and as many bytes; None where the file ends before a length."""
        start = self.offset
        length = self._length(start)
        if length is None:
            return None
        if not 0 < length <= largest:
            raise CarRefused(start, f"a part claims {length} bytes; 1 to {largest} are read.")
        if self.offset + length > self.limits.size:
            raise CarRefused(start, f"it is longer than the {self.limits.size} bytes read at most.")
        there = self._fill(length)
        if there < length:
            raise CarRefused(start, f"a part of {length} bytes is cut short after {there}.")
        data = self._ahead[self._at : self._at + length]
        self._pass(length)
        return data

    def _length(self, start: int) -> int | None:
        there = self._fill(LONGEST_VARINT)
        if not there:
            return None
        try:
            length, after = decode_varint(self._ahead, self._at)
        except VarintRefused as error:
            raise CarRefused(start, f"a length cannot be read. {error}") from error
        self._pass(after - self._at)
        return length

    def _pass(self, length: int) -> None:
        self._at += length
        self.offset += length

    def _fill(self, length: int) -> int:
        """Read ahead until so many bytes are there or the file ends; give how many are."""
        there = len(self._ahead) - self._at
        if there >= length:
            return there
        pieces = [self._ahead[self._at :]]
        while there < length:
            piece = self.source.read(max(_READ_AHEAD, length - there))
            if not piece:
                break
            pieces.append(piece)
            there += len(piece)
        self._ahead, self._at = b"".join(pieces), 0
        return there
