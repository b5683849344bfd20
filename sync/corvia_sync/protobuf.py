"""Protocol Buffers' wire format, as far as DAG-PB, UnixFS and IPNS records use it.

Fields come back in the order in which they stand. Numbers are of 64 bits, in their shortest form;
groups and 32-bit fields are refused, since none of the three formats has one.
Source: https://protobuf.dev/programming-guides/encoding/
"""

from collections.abc import Iterator
from typing import Final

from corvia_local.errors import PeerRefused

NUMBER: Final = 0
BYTES: Final = 2

LARGEST_NUMBER: Final = 2**64 - 1
_LONGEST_NUMBER: Final = 10
_LARGEST_FIELD: Final = 2**29 - 1

Field = tuple[int, int | bytes]
"""A field's number, and its value: an int for a number, bytes for everything with a length."""


class ProtobufRefused(PeerRefused):
    """Bytes are no message of the kind that is read here."""


def number_field(field: int, value: int) -> bytes:
    """Encode a field that holds a number from 0 to 2⁶⁴-1."""
    return _encode_number(field << 3 | NUMBER) + _encode_number(value)


def bytes_field(field: int, value: bytes) -> bytes:
    """Encode a field that holds bytes, a text or another message."""
    return _encode_number(field << 3 | BYTES) + _encode_number(len(value)) + value


def fields_in(message: bytes, most: int) -> Iterator[Field]:
    """Give a message's fields one by one; raise ProtobufRefused where a part of it is malformed.

    `most` bounds how many fields are read.
    """
    offset = count = 0
    while offset < len(message):
        count += 1
        if count > most:
            raise ProtobufRefused(f"A message holds more than {most} fields.")
        key, offset = _decode_number(message, offset)
        field, kind = key >> 3, key & 7
        if not 1 <= field <= _LARGEST_FIELD or kind not in (NUMBER, BYTES):
            raise ProtobufRefused("A message holds a field of a kind that is not used here.")
        value, offset = _decode_number(message, offset)
        if kind == NUMBER:
            yield field, value
            continue
        if value > len(message) - offset:
            raise ProtobufRefused("A message ends within a field.")
        yield field, message[offset : offset + value]
        offset += value


def _encode_number(number: int) -> bytes:
    if not 0 <= number <= LARGEST_NUMBER:
        raise ValueError(f"{number} does not fit 64 bits.")
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def _decode_number(message: bytes, offset: int) -> tuple[int, int]:
    value = 0
    for position in range(_LONGEST_NUMBER):
        if offset + position >= len(message):
            raise ProtobufRefused("A message ends within a number.")
        byte = message[offset + position]
        value |= (byte & 0x7F) << (7 * position)
        if byte < 0x80:
            if (byte == 0 and position > 0) or value > LARGEST_NUMBER:
                raise ProtobufRefused("A message holds a number that is not in its usual form.")
            return value, offset + position + 1
    raise ProtobufRefused("A message holds a number of more than 64 bits.")
