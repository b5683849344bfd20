"""Put every run of nine notes of the training tunes into melody-runs.bin."""

import itertools
from collections.abc import Iterable, Iterator

from corvia_engine.music.melody.known_runs import BITS, PAIRS, RUNS_FILE, Pair, places_of
from corvia_engine.training.melody.corpus import read_corpus
from corvia_engine.training.melody.tunes import Tune


def pairs_of(tune: Tune) -> list[Pair]:
    """Give a tune's moves with the spans over which they go, phrases running on."""
    notes = list(tune.notes())
    return [(b.step - a.step, b.onset - a.onset) for a, b in itertools.pairwise(notes)]


def runs_of(pairs: list[Pair], length: int = PAIRS) -> Iterator[tuple[Pair, ...]]:
    """Give every run of so many pairs."""
    for start in range(len(pairs) - length + 1):
        yield tuple(pairs[start : start + length])


def filter_of(tunes: Iterable[Tune]) -> bytes:
    """Make the filter of tunes."""
    bits = bytearray(BITS // 8)
    for tune in tunes:
        for run in runs_of(pairs_of(tune)):
            for place in places_of(run):
                bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def main(tunes: Iterable[Tune] | None = None) -> None:
    """Write the file and say how full the filter is."""
    bits = filter_of(read_corpus().splits["train"] if tunes is None else tunes)
    RUNS_FILE.write_bytes(bits)
    share = sum(byte.bit_count() for byte in bits) / BITS
    print(f"{RUNS_FILE.name}: {share:.1%} of its bits are set")


if __name__ == "__main__":
    main()
