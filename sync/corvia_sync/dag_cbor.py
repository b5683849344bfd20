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


_STRINGS: Final = frozenset({2, 3})
_CONTAINERS: Final = {4: 1, 5: 2}
_TAG: Final = 6
_DOUBLE: Final = 0xFB
_ADDITIONAL: Final = 0x1F
_FIRST_LONG: Final = 24
_ARGUMENT_BYTES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
"""Heads as in RFC 8949 §3: three bits of major type, then five of additional information."""

_SHORT_LENGTHS: Final = bytes(
    (1 + (head & _ADDITIONAL) * (head >> 5 in _STRINGS))
    * (head & _ADDITIONAL < _FIRST_LONG and head >> 5 not in {*_CONTAINERS, _TAG})
    for head in range(256)
)
"""For each head of a value that stands in it whole, or of a short text, how many bytes the value
takes; 0 for heads that have to be looked at."""


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
    open_values = [value]
    while open_values:
        value = open_values.pop()
        if isinstance(value, Cid):
            yield value
        elif isinstance(value, list):
            open_values.extend(reversed(value))
        elif isinstance(value, dict):
            open_values.extend(reversed(value.values()))


def _scan(data: bytes, limits: Limits, *, floats: bool) -> None:
    """Walk over the heads without building anything; refuse what exceeds a bound.

    A decoder that trusts a head's count can be made to ask for a thousand times the input's size,
    by nesting arrays that each claim all the bytes that are left.
    """
    if len(data) > limits.size:
        raise DagCborRefused(f"It is {len(data)} bytes long; at most {limits.size} are read.")
    offset, count, left = 0, 1, 1
    outer: list[int] = []
    try:
        while left or outer:
            if not left:
                left = outer.pop()
                continue
            left -= 1
            length = _SHORT_LENGTHS[data[offset]]
            if length:
                offset += length
                continue
            major, argument, offset = _head(data, offset, floats=floats)
            if major in _STRINGS:
                offset += argument
            elif major in _CONTAINERS:
                _bound_container(argument, len(data) - offset, len(outer) + 1, limits)
                outer.append(left)
                left = argument * _CONTAINERS[major]
                count += left
            elif major == _TAG:
                left += 1
                count += 1
            if count > limits.count:
                raise DagCborRefused(f"It holds more than {limits.count} values.")
    except IndexError as error:
        raise DagCborRefused(f"It ends at byte {len(data)}, before it is complete.") from error
    if offset > len(data):
        raise DagCborRefused(f"It ends within a text that should end at byte {offset}.")
    if offset < len(data):
        raise DagCborRefused(f"After its end at byte {offset} there is more.")


def _bound_container(length: int, left: int, depth: int, limits: Limits) -> None:
    if length > left:
        raise DagCborRefused(f"It claims {length} values where {left} bytes are left.")
    if depth > limits.depth:
        raise DagCborRefused(f"It nests deeper than {limits.depth} levels.")


def _head(data: bytes, offset: int, *, floats: bool) -> tuple[int, int, int]:
    """Read a head: its major type, its argument, and the offset behind both."""
    head = data[offset]
    major, argument = head >> 5, head & _ADDITIONAL
    if argument < _FIRST_LONG:
        return major, argument, offset + 1
    if head == _DOUBLE and not floats:
        raise DagCborRefused(f"At byte {offset} it holds a float, not an integer.")
    return major, *_long_argument(data, offset + 1, argument)


def _long_argument(data: bytes, offset: int, additional: int) -> tuple[int, int]:
    """Read the argument that follows a head; give it and the offset behind it."""
    if additional not in _ARGUMENT_BYTES:
        raise DagCborRefused(f"At byte {offset - 1} it has no definite length.")
    end = offset + _ARGUMENT_BYTES[additional]
    if end > len(data):
        raise DagCborRefused(f"It ends at byte {len(data)}, before it is complete.")
    return int.from_bytes(data[offset:end], "big"), end
