"""Runs of nine notes that the training tunes hold, so that none is written again by heart.

A run is eight pairs of (move in steps, span in ticks). All runs stand in a Bloom filter (Bloom
1970): whatever was put in is found, and about one run in a hundred is held to be known that is not,
which costs a choice and nothing else. `python -m corvia_engine.training.melody.known_runs` makes
the file.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from corvia_local.errors import PartMissing

RUNS_FILE: Final = Path(__file__).resolve().parents[2] / "models" / "melody-runs.bin"
LONGEST_SHARED: Final = 8
"""Notes that a melody may share in a row with a training tune."""
PAIRS: Final = LONGEST_SHARED
BITS: Final = 1 << 22
HASHES: Final = 6
"""Of 446,000 runs in 4 million bits: 9.4 bits a run, for which six hashes are best."""

Pair = tuple[int, int]
"""A move in steps, and the span in ticks over which it goes."""


class KnownRuns:
    """The filter. `bits` has BITS / 8 bytes."""

    def __init__(self, bits: bytes | bytearray) -> None:
        self._bits = bits

    def __contains__(self, run: Sequence[Pair]) -> bool:
        return all(self._bits[place >> 3] & (1 << (place & 7)) for place in places_of(run))


def places_of(run: Sequence[Pair]) -> list[int]:
    """Give the bits of a run: two halves of a digest, combined (Kirsch & Mitzenmacher 2006)."""
    text = " ".join(f"{move}:{span}" for move, span in run)
    digest = hashlib.blake2b(text.encode(), digest_size=16).digest()
    first, second = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return [(first + number * second) % BITS for number in range(HASHES)]


@cache
def load_known_runs() -> KnownRuns:
    """Load the filter once a process; raise PartMissing where its file is not whole."""
    bits = RUNS_FILE.read_bytes() if RUNS_FILE.is_file() else b""
    if len(bits) != BITS // 8:
        raise PartMissing(
            f"The file {RUNS_FILE.name} of the melody model is not there, or not whole. Install"
            " Corvia Local again, or run `make train`."
        )
    return KnownRuns(bits)
