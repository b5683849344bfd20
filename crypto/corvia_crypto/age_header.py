"""One more stanza in the header of an age file, which other programs skip.

age (https://c2sp.org/age#header) lets a header hold stanzas that a reader does not know. The header
is authenticated under the file key, so whoever adds a stanza must be a recipient; after that a
change of it is noticed like any other.
"""

import base64
import binascii
import re

from corvia_crypto.hkdf import derive_key

LARGEST_HEADER_BYTES = 262_144
_VERSION_LINE = b"age-encryption.org/v1\n"
_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
_X25519 = re.compile(rb"^-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n", re.MULTILINE)
_COLUMNS = 64


def header_length(beginning: bytes) -> int | None:
    """Give the length of the header at the beginning of an age file; None where it has no end."""
    if not beginning.startswith(_VERSION_LINE):
        return None
    end = _END.search(beginning)
    return None if end is None else end.end()


def add_stanza(header: bytes, secret_key: bytes, name: str, body: bytes) -> bytes:
    """Give the header with a stanza more, before its end.

    `secret_key` is the 32-byte X25519 key of one of its recipients; ValueError where it is not.
    """
    stanzas, _, _ = header.rpartition(b"--- ")
    longer = stanzas + _stanza(name, body) + b"---"
    mac = _mac(_file_key(header, secret_key), longer)
    return longer + b" " + _encoded(mac) + b"\n"


def read_stanza(header: bytes, name: str) -> bytes | None:
    """Give the body of the first stanza of this name, not verified; None where there is none."""
    _, found, after = header.partition(b"\n-> " + name.encode() + b"\n")
    if not found:
        return None
    lines = []
    for line in after.split(b"\n"):
        lines.append(line)
        if len(line) < _COLUMNS:
            break
    try:
        return _decoded(b"".join(lines))
    except binascii.Error:
        return None


def _stanza(name: str, body: bytes) -> bytes:
    """Write a stanza: its body in lines of 64 letters, the last one shorter, be it empty."""
    letters = _encoded(body)
    lines = [letters[at : at + _COLUMNS] for at in range(0, len(letters) + 1, _COLUMNS)]
    return b"-> " + name.encode() + b"\n" + b"".join(line + b"\n" for line in lines)


def _file_key(header: bytes, secret_key: bytes) -> bytes:
    """Unwrap the file key as https://c2sp.org/age#the-x25519-recipient-type says."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    own = X25519PrivateKey.from_private_bytes(secret_key)
    recipient = own.public_key().public_bytes_raw()
    for share, wrapped in _X25519.findall(header):
        ephemeral = _decoded(share)
        shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        key = derive_key(shared, "age-encryption.org/v1/X25519", ephemeral + recipient)
        try:
            return ChaCha20Poly1305(key).decrypt(bytes(12), _decoded(wrapped), None)
        except InvalidTag:
            continue
    raise ValueError("the key is no recipient of this header")


def _mac(file_key: bytes, header: bytes) -> bytes:
    import hmac

    return hmac.digest(derive_key(file_key, "header"), header, "sha256")


def _encoded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _decoded(letters: bytes) -> bytes:
    return base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
