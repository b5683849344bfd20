"""The multibase encodings that are used here: base58btc (`z…`), and in lower case base32 (`b…`) and
base36 (`k…`).

Source: https://github.com/multiformats/multibase; base32 is RFC 4648 §6 without padding.
"""

import base64
import re
from typing import Final

from corvia_local.errors import PeerRefused

LONGEST_TEXT: Final = 512
"""Characters read at most. Base58 and base36 take quadratic time, and nothing here is that long."""

BASE58_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

BASE36_ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyz"

_BASE32 = re.compile(r"b[a-z2-7]*\Z")


class MultibaseRefused(PeerRefused):
    """A text is not well-formed in the encoding that its first letter names."""


def encode_base58btc(data: bytes) -> str:
    """Encode bytes as multibase base58btc, with the leading `z`."""
    return "z" + _encode(data, BASE58_ALPHABET)


def decode_base58btc(text: str) -> bytes:
    """Decode multibase base58btc; raise MultibaseRefused for anything else."""
    return _decode(text, "z", BASE58_ALPHABET, "base58")


def encode_base36(data: bytes) -> str:
    """Encode bytes as multibase base36 in lower case, with the leading `k`."""
    return "k" + _encode(data, BASE36_ALPHABET)


def decode_base36(text: str) -> bytes:
    """Decode lower-case multibase base36; raise MultibaseRefused for anything else."""
    return _decode(text, "k", BASE36_ALPHABET, "base36")


def encode_base32(data: bytes) -> str:
    """Encode bytes as multibase base32 in lower case, with the leading `b`, without padding."""
    return "b" + base64.b32encode(data).decode("ascii").rstrip("=").lower()


def decode_base32(text: str) -> bytes:
    """Decode lower-case multibase base32; raise MultibaseRefused for any other form.

    Bits left over at the end must be zero, so that equal bytes have one text only.
    """
    _refuse_long(text)
    if not _BASE32.match(text):
        raise MultibaseRefused(
            "A base32 text holds “b”, then only letters a to z and digits 2 to 7."
        )
    body = text[1:]
    try:
        data = base64.b32decode(body.upper() + "=" * (-len(body) % 8))
    except ValueError as error:
        raise MultibaseRefused("A base32 text has a length that no bytes encode to.") from error
    if encode_base32(data) != text:
        raise MultibaseRefused("A base32 text has bits left over at its end.")
    return data


def _encode(data: bytes, alphabet: str) -> str:
    """Write bytes as one number; a zero byte at the front becomes a zero digit."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number = int.from_bytes(data, "big")
    letters: list[str] = []
    while number:
        number, rest = divmod(number, len(alphabet))
        letters.append(alphabet[rest])
    return alphabet[0] * zeros + "".join(reversed(letters))


def _decode(text: str, prefix: str, alphabet: str, name: str) -> bytes:
    _refuse_long(text)
    if not text.startswith(prefix):
        raise MultibaseRefused(f"A {name} text starts with “{prefix}”, and this one does not.")
    number = 0
    for letter in text[1:]:
        value = alphabet.find(letter)
        if value < 0:
            raise MultibaseRefused(f"“{letter}” is no letter of {name}.")
        number = number * len(alphabet) + value
    zeros = len(text[1:]) - len(text[1:].lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise MultibaseRefused(
            f"An encoded text is {len(text)} characters long; at most {LONGEST_TEXT} are read."
        )
