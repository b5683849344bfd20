"""Pulling 10 new songs after 2,000 old ones, against the first pull of all of them.

Both go through a folder of CAR files. Blocks and bytes are what the pull fetched; the time holds
the checks and the reader's own look through its store.
"""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.verify_songs import make_benchmark_song
from corvia_crypto.signing import make_signing_seed
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.heads import MemoryHeads
from corvia_sync.manifest import make_first_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import PullReport, pull
from corvia_sync.travel.car_folder import CarFolder

OLD = 2000
NEW = 10
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


def main() -> None:
    """Print blocks, bytes and seconds of both pulls, and their ratios."""
    seed = make_signing_seed()
    community = make_first_manifest(seed, name="Benchmark", purpose="")
    author, reader = MemoryBlocks(), MemoryBlocks()
    for store in (author, reader):
        put_checked(store, community.cid, community.data)
    author_heads, reader_heads = MemoryHeads(), MemoryHeads()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports: list[tuple[PullReport, float]] = []
        for first, last in ((0, OLD), (OLD, OLD + NEW)):
            for number in range(first, last):
                make_benchmark_song(seed, community.cid, number).keep_in(author)
            publish(CarFolder(folder), author, author_heads, seed, community.cid, NOW)
            started = time.perf_counter()
            report = pull(CarFolder(folder), reader, reader_heads, community.cid, NOW)
            reports.append((report, time.perf_counter() - started))
            if len(report.songs) != last - first:
                raise AssertionError(f"{len(report.songs)} songs came, not {last - first}.")
    (whole, long), (new, short) = reports
    print(f"first pull, {OLD} songs {whole.blocks:8} blocks {whole.size:10} bytes {long:7.2f} s")
    print(f"next pull, {NEW:4} songs {new.blocks:8} blocks {new.size:10} bytes {short:7.2f} s")
    print(f"ratio                  {new.blocks / whole.blocks:8.4f}        {short / long:20.4f}")
