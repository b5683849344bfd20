"""A community node at 100,000 songs: its index, against a look through every block.

The songs are real rows over few real songs: signing 100,000 would take a quarter of an hour and
change nothing in the index. The server is a process of its own, asked over loopback from threads of
this one; both share the machine's cores.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from benchmarks.verify_songs import make_benchmark_song
from corvia_crypto.signing import make_signing_seed
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import DAG_CBOR, RAW, cid_of
from corvia_sync.keeping.community_copy import CommunityCopy, utc_today
from corvia_sync.manifest import make_first_manifest
from corvia_sync.object_index import index_objects
from corvia_sync.song import Song

SONGS = 100_000
LOOKS = 200
SECONDS = 5.0
CALLERS = 8


def main(songs: int = SONGS) -> None:
    """Print the index's figures, then what the server does under load."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = _fill(folder / "data", songs)
        _index(folder / "data", known, songs)
        _load(folder, known)


def _fill(folder: Path, songs: int) -> list[str]:
    """Make a node's data with one verified song and rows for the others; give some CIDs."""
    seed = make_signing_seed()
    community = make_first_manifest(seed, name="Benchmark", purpose="", door="open")
    store = MemoryBlocks()
    put_checked(store, community.cid, community.data)
    copy = CommunityCopy(folder)
    shared = make_benchmark_song(seed, community.cid, 0)
    shared.keep_in(store)
    car = folder / "one.car"
    _write(car, store, community.cid)
    copy.bring_file(car)
    database = copy._database
    body = shared.song.data
    with database.writing():
        rows = [(cid_of(b"s%d" % n, DAG_CBOR).text, n) for n in range(songs - 1)]
        database.write_all(
            "INSERT INTO blocks (cid, tag, data) VALUES (?, ?, ?)",
            [(cid, Song.TAG, body) for cid, _ in rows],
        )
        pieces = [(cid_of(b"p%d" % n, RAW).text, cid) for cid, n in rows]
        database.write_all(
            "INSERT INTO blocks (cid, tag, data) VALUES (?, NULL, ?)",
            [(piece, bytes(2000)) for piece, _ in pieces],
        )
        database.write_all("INSERT INTO parts (part, song) VALUES (?, ?)", pieces)
        database.write_all(
            "INSERT INTO parts (part, song) VALUES (?, ?)", [(c, c) for c, _ in rows]
        )
        database.write_all(
            "INSERT INTO songs (cid, author, title, licence, since, until, sealed, stone, size)"
            " VALUES (?, ?, 'Song', 'CC-BY-SA-4.0', '2020-01-01', '2999-12-31', 0, ?, 4000)",
            [(cid, f"did:key:{n % 10_000}", cid) for cid, n in rows],
        )
    copy.close()
    return [piece for piece, _ in pieces[:: max(1, songs // LOOKS)]]


def _write(car: Path, store: MemoryBlocks, root: object) -> None:
    from corvia_sync.car import write_car
    from corvia_sync.cid import Cid

    assert isinstance(root, Cid)
    with car.open("wb") as file:
        write_car(file, (root,), ((Cid.from_text(t), store.get(t) or b"") for t in store.cids()))


def _index(folder: Path, known: list[str], songs: int) -> None:
    copy = CommunityCopy(folder)
    today = utc_today()
    size = sum(path.stat().st_size for path in folder.glob("community.sqlite*"))
    print(f"{songs} songs, {copy.counts()['blocks']} blocks, {size / 1e6:.0f} MB")
    look = _median(lambda cid: copy.block(cid, today), known)
    page = _median(lambda cid: copy.songs(today, cid, 50), known[:50])
    began = time.perf_counter()
    index_objects(_Untagged(copy)).of(Song.TAG)
    whole = time.perf_counter() - began
    print(f"one block, may it be given   {look * 1e3:8.3f} ms   ratio {look / whole:.6f}")
    print(f"a page of 50 songs           {page * 1e3:8.3f} ms   ratio {page / whole:.6f}")
    print(f"looking through every block  {whole * 1e3:8.0f} ms")
    copy.close()


class _Untagged:
    """The same blocks without their index."""

    def __init__(self, copy: CommunityCopy) -> None:
        self.get = copy.blocks.get
        self.put = copy.blocks.put
        self.has = copy.blocks.has
        self.cids = copy.blocks.cids


def _median(look: Callable[[str], object], known: list[str]) -> float:
    times = []
    for cid in known:
        began = time.perf_counter()
        if look(cid) is None:
            raise AssertionError("A block was not given.")
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _load(folder: Path, known: list[str]) -> None:
    """Ask from several threads; then again beside 200 connections that send nothing more."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = probe.getsockname()
    (folder / "node.toml").write_text(
        'data = "data"\n[assembly]\nenabled = false\n[limits]\nrequests_a_minute = 1000000\n'
        "connections = 1000\nconnections_an_address = 1000\n"
    )
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "corvia_local", "node", "serve"),
            *("--config", str(folder / "node.toml"), "--port", str(address[1])),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "CORVIA_HOME": str(folder / "home")},
    )
    url = f"http://127.0.0.1:{address[1]}"
    try:
        while True:
            try:
                httpx.get(f"{url}/health", timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        for what, paths in (("blocks", [f"/ipfs/{cid}" for cid in known]), ("the page", ["/"])):
            alone = _asked(url, paths)
            slow = [socket.create_connection(address) for _ in range(200)]
            for connection in slow:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            beside = _asked(url, paths)
            for connection in slow:
                connection.close()
            print(
                f"{what:10} {len(alone) / SECONDS:7.0f} a second, p99 {_p99(alone) * 1e3:6.1f} ms;"
                f" beside 200 slow ones {len(beside) / SECONDS:7.0f}, {_p99(beside) * 1e3:6.1f} ms,"
                f" ratio {len(beside) / len(alone):.2f}"
            )
    finally:
        server.terminate()
        server.wait()


def _asked(url: str, paths: list[str]) -> list[float]:
    """Ask for SECONDS from CALLERS threads; give the seconds of each answer."""

    def caller(number: int) -> list[float]:
        times, at = [], number
        with httpx.Client(base_url=url) as http:
            ended = time.perf_counter() + SECONDS
            while time.perf_counter() < ended:
                began = time.perf_counter()
                if http.get(paths[at % len(paths)]).status_code != 200:
                    raise AssertionError("An answer was refused.")
                times.append(time.perf_counter() - began)
                at += 1
        return times

    with ThreadPoolExecutor(CALLERS) as pool:
        return [one for times in pool.map(caller, range(CALLERS)) for one in times]


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


if __name__ == "__main__":
    main()
