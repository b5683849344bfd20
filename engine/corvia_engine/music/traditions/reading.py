"""From the bytes of a TOML file to a tradition that was checked."""

import re

import msgspec

from corvia_engine.music.traditions.checking import faults_of
from corvia_engine.music.traditions.fault import Fault
from corvia_engine.music.traditions.tradition import Tradition
from corvia_local.errors import BadInput

LARGEST_FILE = 256_000
"""Bytes; the largest file that the program ships has some ten thousand."""
DEEPEST = 16
"""Brackets within brackets in one line; the format needs five."""
MOST_DOTS = 256
"""Dots without a `=` or a line's end between them: a key of thousands of dotted parts takes a
TOML parser minutes. Strokes need up to 192."""
_PLACE = re.compile(r"^(?P<what>.*) - (?:at|in) `(?:key in )?\$\.?(?P<key>[^`]*)`$", re.DOTALL)


class TraditionFaulty(BadInput):
    """A tradition's file breaks its format or one of its rules. `faults` has them all."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = "one thing" if len(faults) == 1 else f"{len(faults)} things"
        listed = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"The tradition cannot be used yet; {count} to mend"
            f" (specs/tradition-v1.md has the rules):\n{listed}"
        )


def parse_tradition(data: bytes) -> Tradition:
    """Read and check a tradition; raise TraditionFaulty, which names the keys."""
    tradition = decode_tradition(data)
    faults = faults_of(tradition)
    if faults:
        raise TraditionFaulty(faults)
    return tradition


def decode_tradition(data: bytes) -> Tradition:
    """Read a tradition's types and bounds; raise TraditionFaulty naming the first that is wrong."""
    if len(data) > LARGEST_FILE:
        raise TraditionFaulty(
            (Fault("file", f"is {len(data)} bytes long; at most {LARGEST_FILE} are read"),)
        )
    if _depth(data) > DEEPEST:
        raise TraditionFaulty((Fault("file", f"nests more than {DEEPEST} deep"),))
    if any(piece.count(b".") > MOST_DOTS for piece in re.split(rb"[=\n]", data)):
        raise TraditionFaulty((Fault("file", "has a key of too many dotted parts"),))
    try:
        return msgspec.toml.decode(data, type=Tradition)
    except msgspec.ValidationError as error:
        raise TraditionFaulty((_fault_from(str(error)),)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise TraditionFaulty((Fault("file", f"is not TOML: {error}"),)) from error


def _fault_from(message: str) -> Fault:
    found = _PLACE.match(message)
    if found is None:
        return Fault("file", message)
    return Fault(found["key"] or "file", found["what"])


def _depth(data: bytes) -> int:
    """Bound the nesting before a parser that recurses sees it; text in quotes counts too."""
    deepest = depth = 0
    for byte in data:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth = max(0, depth - 1)
    return deepest
