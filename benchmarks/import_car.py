"""Importing 10,000 signed songs from a CAR file, against `ipfs dag import` of the same file.

Ours checks every hash, signature, consent and score and keeps an index; Kubo checks hashes and
keeps blocks. Both write to disk, Kubo as it does by itself (flatfs, with a sync), this node in one
SQLite file. Both work on all cores, this node by helping processes whose seconds are counted with
its own; seconds of processor depend less on who else uses the machine. The Kubo is the one that
`make kubo` built; it runs on loopback with a repository of its own and knows no other node.
"""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.verify_songs import make_benchmark_song
from corvia_crypto.signing import make_signing_seed
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.car import write_car
from corvia_sync.cid import Cid
from corvia_sync.keeping.community_copy import CommunityCopy
from corvia_sync.kubo.program import find_program, prepare_repository, start_node, stop_node
from corvia_sync.manifest import make_first_manifest

SONGS = 10_000
BUILT = Path(__file__).parents[1] / ".cache" / "kubo" / "ipfs"
ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of processor in the processes that do the work."""

    clock: float
    processor: float


def main(songs: int = SONGS) -> None:
    """Print seconds by clock and processor of each, and the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        car = folder / "community.car"
        blocks = write_community(car, songs)
        print(f"{songs} songs, {blocks} blocks, {car.stat().st_size / 1e6:.0f} MB")
        rounds = [
            (_ours(folder / f"ours-{n}", car, songs), _kubos(folder / f"kubo-{n}", car))
            for n in range(ROUNDS)
        ]
        clock = [median(pair[who].clock for pair in rounds) for who in (0, 1)]
        processor = [median(pair[who].processor for pair in rounds) for who in (0, 1)]
        for who, title in enumerate(("this node, all checked", "ipfs dag import")):
            print(f"{title:24} {clock[who]:7.2f} s, {processor[who]:7.2f} s of processor")
        by_clock, by_processor = clock[0] / clock[1], processor[0] / processor[1]
        print(f"ratio                    {by_clock:7.2f}    {by_processor:7.2f}")
        print(f"songs a second of processor {songs / processor[0]:.0f}")


def write_community(car: Path, songs: int) -> int:
    """Write a community of songs by one author to a CAR file; give the number of blocks."""
    seed = make_signing_seed()
    community = make_first_manifest(seed, name="Benchmark", purpose="")
    store = MemoryBlocks()
    put_checked(store, community.cid, community.data)
    for number in range(songs):
        make_benchmark_song(seed, community.cid, number).keep_in(store)
    with car.open("wb") as file:
        cids = sorted(map(Cid.from_text, store.cids()))
        return write_car(file, (community.cid,), ((c, store.get(c.text) or b"") for c in cids))


def _ours(folder: Path, car: Path, songs: int) -> Cost:
    clock, processor = time.perf_counter(), _own_processor()
    copy = CommunityCopy(folder)
    refused = copy.bring_file(car)
    cost = Cost(time.perf_counter() - clock, _own_processor() - processor)
    if refused or copy.counts()["songs"] != songs:
        raise AssertionError("Not every song was taken in.")
    copy.close()
    return cost


def _kubos(repository: Path, car: Path) -> Cost:
    """Import by the program's own command into a node that just started; count the node's work."""
    program = find_program((BUILT,))
    prepare_repository(program, repository, public=False)
    start_node(program, repository)
    try:
        node = _process_of(repository)
        clock, processor = time.perf_counter(), _processor(node)
        subprocess.run(
            [program, "dag", "import", "--pin-roots=false", str(car)],
            env={"IPFS_PATH": str(repository), "PATH": "/usr/bin", "IPFS_TELEMETRY": "off"},
            check=True,
            capture_output=True,
        )
        return Cost(time.perf_counter() - clock, _processor(node) - processor)
    finally:
        stop_node(repository)


def _process_of(repository: Path) -> Path:
    """Find the node's process by its environment (proc(5))."""
    wanted = f"IPFS_PATH={repository}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                return process
        except OSError:
            continue
    raise AssertionError("The node's process is not found.")


def _own_processor() -> float:
    """Give the seconds of processor of this process and of its helpers that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _processor(process: Path) -> float:
    """Give the seconds of processor that a process used: fields 14 and 15 of its stat."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
