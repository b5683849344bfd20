"""Importing 10,000 signed songs from a CAR file, against `ipfs dag import` of the same file.

Ours checks every hash, signature, consent and score and keeps an index; Kubo checks hashes and
keeps blocks. Both write to disk. The Kubo is the one that `make kubo` built; it runs on loopback
with a repository of its own and knows no other node.
"""

import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.verify_songs import make_benchmark_song
from corvia_crypto.signing import make_signing_seed
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.car import write_car
from corvia_sync.cid import Cid
from corvia_sync.keeping.community_copy import CommunityCopy
from corvia_sync.kubo.program import find_program, node_of, prepare_repository, start_node, stop_node
from corvia_sync.manifest import make_first_manifest

SONGS = 10_000
BUILT = Path(__file__).parents[1] / ".cache" / "kubo" / "ipfs"
ROUNDS = 3


def main(songs: int = SONGS) -> None:
    """Print seconds of both, their ratio, and songs a second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        car = folder / "community.car"
        blocks = write_community(car, songs)
        print(f"{songs} songs, {blocks} blocks, {car.stat().st_size / 1e6:.0f} MB")
        rounds = [
            (_ours(folder / f"ours-{n}", car, songs), _kubos(folder / f"kubo-{n}", car))
            for n in range(ROUNDS)
        ]
        ours, kubos, direct = (sorted(times)[len(times) // 2] for times in zip(*(
            (a, b, c) for a, (b, c) in rounds), strict=True))  # fmt: skip
        print(f"this node, all checked   {ours:7.2f} s   {songs / ours:6.0f} songs a second")
        print(f"ipfs dag import          {kubos:7.2f} s   ratio {ours / kubos:.2f}")
        print(f"the same by its RPC API  {direct:7.2f} s   ratio {ours / direct:.2f}")


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


def _ours(folder: Path, car: Path, songs: int) -> float:
    began = time.perf_counter()
    copy = CommunityCopy(folder)
    refused = copy.bring_file(car)
    seconds = time.perf_counter() - began
    if refused or copy.counts()["songs"] != songs:
        raise AssertionError("Not every song was taken in.")
    copy.close()
    return seconds


def _kubos(repository: Path, car: Path) -> tuple[float, float]:
    """Time the program's own command, and the same over the RPC API into a new repository."""
    program = find_program((BUILT,))
    times = []
    for way in ("command", "api"):
        home = repository.with_name(f"{repository.name}-{way}")
        prepare_repository(program, home, public=False)
        start_node(program, home)
        client = node_of(home)
        try:
            began = time.perf_counter()
            if way == "command":
                subprocess.run(
                    [program, "dag", "import", "--pin-roots=false", str(car)],
                    env={"IPFS_PATH": str(home), "PATH": "/usr/bin", "IPFS_TELEMETRY": "off"},
                    check=True, capture_output=True,
                )  # fmt: skip
            else:
                with car.open("rb") as file:
                    client.import_car(file)
            times.append(time.perf_counter() - began)
        finally:
            client.close()
            stop_node(home)
    return times[0], times[1]


if __name__ == "__main__":
    main()
