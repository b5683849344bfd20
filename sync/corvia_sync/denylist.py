"""Names that are neither taken nor handed on, in IPFS' compact denylist format.

A file may have a header that ends with `---`; then comes one rule a line. Known here are
`/ipfs/CID` (which means every CID of that hash), `/ipns/NAME` for an author, `//HASH` for a CID
that the list does not tell, and beside the standard a bare did:key. `!` before a rule takes it
back. Rules for paths below a CID and for domains mean nothing here and are passed over.
Source: https://specs.ipfs.tech/compact-denylist-format/
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corvia_crypto.did_key import DidRefused, decode_ed25519_did
from corvia_crypto.multibase import encode_base58btc
from corvia_crypto.varint import encode_varint
from corvia_local.errors import BadInput, NotFound, PeerRefused
from corvia_sync.cid import RAW, Cid, cid_of
from corvia_sync.ipns_name import did_of_ipns_name

LARGEST_FILE: Final = 16 * 1024 * 1024
LONGEST_LINE: Final = 2048
_HEADER_ENDS: Final = "---"
_HEXADECIMAL: Final = re.compile(r"[0-9a-f]{64}\Z")
_BASE58: Final = re.compile(r"[1-9A-HJ-NP-Za-km-z]{10,128}\Z")


class DenylistUnusable(BadInput):
    """A file is no denylist, or a line of it names nothing that is known here."""


@dataclass(frozen=True)
class Denylist:
    """What is denied: did:keys, multihashes in base58, and hashes of hashes as the list has them.

    An empty one denies nothing and is false.
    """

    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names)

    def denies(self, name: str) -> bool:
        """Tell whether a CID in base32, or a did:key, is on the list."""
        if not self.names:
            return False
        if name.startswith("did:"):
            return name in self.names
        return not self.names.isdisjoint(_forms(Cid.from_text(name)))


def read_denylists(files: Iterable[Path]) -> Denylist:
    """Read files into one list. Raises NotFound, and DenylistUnusable naming file and line."""
    names: set[str] = set()
    for file in files:
        try:
            with file.open("rb") as opened:
                data = opened.read(LARGEST_FILE + 1)
        except FileNotFoundError as error:
            raise NotFound(f"There is no denylist {file}. Check the name.") from error
        except OSError as error:
            raise DenylistUnusable(f"{file} cannot be read: {error.strerror}.") from error
        if len(data) > LARGEST_FILE:
            raise DenylistUnusable(f"{file} is longer than {LARGEST_FILE // 1024**2} MiB.")
        try:
            names |= parse_denylist(data.decode()).names
        except (DenylistUnusable, UnicodeDecodeError) as error:
            raise DenylistUnusable(f"{file} is no denylist: {error}") from error
    return Denylist(frozenset(names))


def parse_denylist(text: str) -> Denylist:
    """Read one list, with or without a header; raise DenylistUnusable naming the line."""
    lines = text.split("\n")
    start = lines.index(_HEADER_ENDS) + 1 if _HEADER_ENDS in lines else 0
    names: set[str] = set()
    for number, line in enumerate(lines[start:], start + 1):
        if len(line) > LONGEST_LINE:
            raise DenylistUnusable(f"Line {number} is too long.")
        rule = line.split(" ", 1)[0].strip()
        if not rule or rule.startswith("#"):
            continue
        try:
            name = _name(rule.removeprefix("!"))
        except (PeerRefused, ValueError) as error:
            raise DenylistUnusable(f"Line {number} names nothing known here: {error}") from error
        if name is not None:
            (names.discard if rule.startswith("!") else names.add)(name)
    return Denylist(frozenset(names))


def _name(rule: str) -> str | None:
    """Read a rule; None for one that means nothing here."""
    match rule.split("/"):
        case ["", "", hashed] if _HEXADECIMAL.match(hashed) or _BASE58.match(hashed):
            return hashed
        case ["", "ipfs", cid] | ["", "ipfs", cid, "*" | ""]:
            return _multihash(Cid.from_text(cid))
        case ["", "ipns", name] if "." in name:
            return None
        case ["", "ipns", name] | ["", "ipns", name, "*" | ""]:
            return did_of_ipns_name(name)
        case ["", "ipfs" | "ipns" | "mime", _, *_]:
            return None
        case [did] if did.startswith("did:"):
            return _checked(did)
    raise ValueError("it is neither /ipfs/CID, /ipns/NAME, //HASH nor a did:key.")


def _checked(did: str) -> str:
    try:
        decode_ed25519_did(did)
    except DidRefused as error:
        raise ValueError(str(error)) from error
    return did


def _forms(cid: Cid) -> tuple[str, str, str]:
    """Give a CID's multihash, and both hashes by which a list may name it without telling it."""
    multihash = _multihash(cid)
    hidden = cid_of(multihash.encode(), RAW)
    return (
        multihash,
        _multihash(hidden),
        hashlib.sha256(f"{cid.text}/".encode()).hexdigest(),
    )


def _multihash(cid: Cid) -> str:
    hashed = encode_varint(cid.hash_code) + encode_varint(len(cid.digest)) + cid.digest
    return encode_base58btc(hashed)[1:]
