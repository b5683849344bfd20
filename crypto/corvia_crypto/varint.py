"""Unsigned varints of multiformats: seven bits a byte, lowest first, never longer than needed.

Source: https://github.com/multiformats/unsigned-varint
"""

from corvia_local.errors import PeerRefused

LONGEST_VARINT = 9
"""Bytes; the multiformats specification stops at 63 bits."""

LARGEST_VARINT = 2**63 - 1


class VarintRefused(PeerRefused):
    """A varint is cut short, too long, or not in its shortest form."""


def encode_varint(number: int) -> bytes:
    """Encode a number from 0 to 2⁶³-1 in its shortest form; raise ValueError outside it."""
    if not 0 <= number <= LARGEST_VARINT:
        raise ValueError(f"{number} does not fit an unsigned varint.")
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def decode_varint(data: bytes, offset: int = 0) -> tuple[int, int]:
    """Read a varint at `offset`; give its value and the offset behind it.

    Raises VarintRefused where the bytes end too early or the form is not the shortest one.
    """
    value = 0
    for position in range(LONGEST_VARINT):
        if offset + position >= len(data):
            raise VarintRefused("A number ends before its last byte.")
        byte = data[offset + position]
        value |= (byte & 0x7F) << (7 * position)
        if byte < 0x80:
            if byte == 0 and position > 0:
                raise VarintRefused("A number is not written in its shortest form.")
            return value, offset + position + 1
    raise VarintRefused(f"A number is longer than {LONGEST_VARINT} bytes.")
