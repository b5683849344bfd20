"""Strict DAG-CBOR: one encoding for each value, and bounds that hold before anything is built.

`cbrrr` encodes and decodes; around it stand a scan of the heads that bounds size, depth and count
before any memory is asked for, and a second encoding that must give the same bytes. Links become
`Cid`. Floats are refused unless asked for: no object of ours holds one.
Source: https://ipld.io/specs/codecs/dag-cbor/spec/
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cbrrr

from corvia_local.errors import BadInput, PeerRefused
from corvia_sync.cid import Cid

Value = None | bool | int | float | str | bytes | Cid | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True)
class Limits:
    """How much is read at most: bytes, levels of nesting, and values and keys taken together."""

    size: int
    depth: int
    count: int


OBJECT_LIMITS: Final = Limits(size=256 * 1024, depth=16, count=20_000)
"""For every object of this project: a manifest of 2,000 members has some 120 kB."""


class DagCborRefused(PeerRefused):
    """Bytes are not strict DAG-CBOR, or exceed a bound."""


class NotEncodable(BadInput):
    """A value has no DAG-CBOR form within the bounds."""


def encode(value: Value, limits: Limits = OBJECT_LIMITS, *, floats: bool = False) -> bytes:
    """Encode a value; equal values give equal bytes.

    Raises NotEncodable for integers beyond 64 bits, unpaired surrogates, other types, and whatever
    `decode` with the same limits would refuse.
    """
    try:
        data = cbrrr.encode_dag_cbor(value, cid_type=Cid)  # type: ignore[arg-type]
        _scan(data, limits, floats=floats)
    except (TypeError, ValueError, OverflowError, RecursionError, DagCborRefused) as error:
        raise NotEncodable(f"This cannot be written as an object: {error}") from error
    return data


def decode(data: bytes, limits: Limits = OBJECT_LIMITS, *, floats: bool = False) -> Value:
    """Decode exactly one value; raise DagCborRefused for anything but its one strict encoding."""
    _scan(data, limits, floats=floats)
    try:
        value: Value = cbrrr.decode_dag_cbor(data, cid_ctor=Cid)  # type: ignore[assignment]
        again = cbrrr.encode_dag_cbor(value, cid_type=Cid)  # type: ignore[arg-type]
    except (ValueError, OverflowError, PeerRefused) as error:
        raise DagCborRefused(f"This is no strict DAG-CBOR: {error}") from error
    if again != data:
        raise DagCborRefused("This is no strict DAG-CBOR: the value has a shorter form.")
    return value


def links_in(value: Value) -> Iterator[Cid]:
    """Give every link in a decoded value, in the order of its encoding."""
    if isinstance(value, Cid):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from links_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from links_in(item)


def _scan(data: bytes, limits: Limits, *, floats: bool) -> None:
    """Walk over the heads without building anything; refuse what exceeds a bound.

    A decoder that trusts a head's count can be made to ask for a thousand times the input's size,
    by nesting arrays that each claim all the bytes that are left.
    """
    if len(data) > limits.size:
        raise DagCborRefused(f"It is {len(data)} bytes long; at most {limits.size} are read.")
    offset = count = 0
    open_counts = [1]
    while open_counts:
        if open_counts[-1] == 0:
            open_counts.pop()
            continue
        open_counts[-1] -= 1
        count += 1
        if count > limits.count:
            raise DagCborRefused(f"It holds more than {limits.count} values.")
        major, argument, offset = _head(data, offset, floats=floats)
        if major in _STRINGS:
            offset += argument
            if offset > len(data):
                raise DagCborRefused(f"It ends within a text that should end at byte {offset}.")
        elif major in _CONTAINERS:
            if argument > len(data) - offset:
                raise DagCborRefused(f"At byte {offset} it claims more values than can follow.")
            open_counts.append(argument * _CONTAINERS[major])
            if len(open_counts) - 1 > limits.depth:
                raise DagCborRefused(f"It nests deeper than {limits.depth} levels.")
        elif major == _TAG:
            open_counts[-1] += 1
    if offset != len(data):
        raise DagCborRefused(f"After its end at byte {offset} there is more.")


_STRINGS: Final = frozenset({2, 3})
_CONTAINERS: Final = {4: 1, 5: 2}
_TAG: Final = 6
_SIMPLE: Final = 7
_DOUBLE: Final = 27
_ARGUMENT_BYTES: Final = {24: 1, 25: 2, 26: 4, 27: 8}


def _head(data: bytes, offset: int, *, floats: bool) -> tuple[int, int, int]:
    """Read one head: its major type, its argument, and the offset behind it (RFC 8949 §3)."""
    if offset >= len(data):
        raise DagCborRefused(f"It ends at byte {offset}, before it is complete.")
    major, short = data[offset] >> 5, data[offset] & 31
    offset += 1
    if major == _SIMPLE and short == _DOUBLE and not floats:
        raise DagCborRefused(f"At byte {offset - 1} it holds a float; only integers are used.")
    if short < 24:
        return major, short, offset
    if short not in _ARGUMENT_BYTES:
        raise DagCborRefused(f"At byte {offset - 1} it has no definite length.")
    end = offset + _ARGUMENT_BYTES[short]
    if end > len(data):
        raise DagCborRefused(f"It ends at byte {len(data)}, before it is complete.")
    return major, int.from_bytes(data[offset:end], "big"), end
