"""Bech32 (BIP-173) without its length limit, the form in which age writes its keys.

https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki
"""

from collections.abc import Iterable, Iterator
from typing import Final

ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LETTERS = 6


def encode_bech32(prefix: str, data: bytes) -> str:
    """Write bytes as Bech32 in small letters; `prefix` is the human-readable part."""
    values = list(_five_bits(data))
    checksum = _polymod([*_expanded(prefix), *values, *(0,) * _CHECKSUM_LETTERS]) ^ 1
    values += [checksum >> 5 * place & 31 for place in reversed(range(_CHECKSUM_LETTERS))]
    return f"{prefix}1" + "".join(ALPHABET[value] for value in values)


def _five_bits(data: bytes) -> Iterator[int]:
    """Give the bits in groups of five, the last group filled up with zeros."""
    bits = "".join(f"{byte:08b}" for byte in data)
    for start in range(0, len(bits), 5):
        yield int(bits[start : start + 5].ljust(5, "0"), 2)


def _expanded(prefix: str) -> list[int]:
    return [ord(x) >> 5 for x in prefix] + [0] + [ord(x) & 31 for x in prefix]


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            if top >> place & 1:
                checksum ^= term
    return checksum
