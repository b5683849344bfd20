"""Kills, a full disk and a cut network: nothing half-fetched counts, and the next try goes on."""

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from benchmarks.import_car import write_community
from corvia_local.errors import CorviaError, PeerRefused
from corvia_local.node.configuration import Limits
from corvia_local.node.keeping import Node
from corvia_sync.bounded_http import Patience, Unreachable
from corvia_sync.cid import Cid
from corvia_sync.gathering import gather, verify_song
from corvia_sync.keeping.community_copy import CommunityCopy, utc_today
from corvia_sync.pulling import pull
from corvia_sync.travel.community_node import CommunityNode, NodeRefused
from tests.node.conftest import Member, _now, make_node
from tests.sync.conftest import Person

HASTY = Patience(connect=2, silence=5, whole=60, attempts=1)


class NodeProcess:
    """`corvia node serve` as a process of its own, that can be killed and started again.

    `before` are words before the command, such as those that run it on another host.
    """

    def __init__(self, folder: Path, host: str = "127.0.0.1", before: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.host = host
        self.before = before
        (folder / "node.toml").write_text('data = "data"\n[assembly]\nenabled = false\n')
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, largest_file: int | None = None) -> None:
        def limit() -> None:
            if largest_file is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        self.process = subprocess.Popen(
            [
                *self.before,
                *(sys.executable, "-m", "corvia_local", "node", "serve"),
                *("--config", str(self.folder / "node.toml"), "--host", self.host),
                *("--port", str(self.port)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "CORVIA_HOME": str(self.folder / "home")},
            preexec_fn=limit,  # noqa: PLW1509
        )
        for _ in range(600):
            with suppress(httpx.TransportError):
                httpx.get(f"{self.url}/health")
                return
            time.sleep(0.05)
        pytest.fail("The node did not start.")

    def end(self, how: int = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None


@pytest.fixture
def process(tmp_path: Path, community: Any) -> Iterator[NodeProcess]:
    make_node(tmp_path / "apart", community, Limits()).close()
    made = NodeProcess(tmp_path / "apart")
    yield made
    made.end(signal.SIGKILL)


def check_whole(process: NodeProcess) -> int:
    """Verify all that a node keeps, from its first byte; give the number of its songs."""
    copy = CommunityCopy(process.folder / "data")
    try:
        songs = copy.songs(utc_today(), most=10_000)
        for song in songs:
            verify_song(copy.blocks, Cid.from_text(song.cid), copy.community)
        return len(songs)
    finally:
        copy.close()


@pytest.mark.parametrize("kills", [2, pytest.param(60, marks=pytest.mark.soak)])
def test_a_node_that_is_killed_while_members_push_is_whole_and_goes_on(
    process: NodeProcess, member: Any, ada: Person, dated: Any, kills: int
) -> None:
    mine: Member = member(ada, process)
    chance, number = random.Random(kills), 0
    for _ in range(kills):
        process.start()
        killer = threading.Timer(chance.uniform(0.01, 0.4), lambda: process.end(signal.SIGKILL))
        killer.start()
        with suppress(CorviaError):
            while True:
                dated(ada, f"Song {number}", fields=("score", "audio")).keep_in(mine.store)
                number += 1
                mine.publish()
        killer.join()
        assert check_whole(process) <= number
    process.start()
    mine.publish()
    process.end()
    assert check_whole(process) == number


def test_a_full_disk_is_told_to_the_pusher_and_what_was_there_stays(
    process: NodeProcess, member: Any, ada: Person, dated: Any
) -> None:
    mine: Member = member(ada, process)
    process.start(largest_file=250_000)
    dated(ada, "Small").keep_in(mine.store)
    mine.publish()
    for number in range(150):
        dated(ada, f"More {number}", fields=("score", "audio")).keep_in(mine.store)
    with pytest.raises((NodeRefused, Unreachable), match=r"disk is full|does not answer"):
        mine.publish()
    assert httpx.get(f"{process.url}/health").json()["songs"] == 1, "it still answers"
    process.end()
    assert check_whole(process) == 1
    process.start()
    mine.publish()
    process.end()
    assert check_whole(process) == 151


class Cable:
    """A wire between a member and a node that is cut after so many bytes, in either direction."""

    def __init__(self, to: str) -> None:
        host, port = to.removeprefix("http://").split(":")
        self.target = (host, int(port))
        self.left = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(4096):
                self.left -= len(piece)
                if self.left < 0:
                    break
                other.sendall(piece)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def through(cable: Cable, left: int) -> Iterator[CommunityNode]:
    cable.left = left
    node = CommunityNode(cable.url, HASTY)
    try:
        yield node
    finally:
        node.close()


def test_a_network_that_is_cut_at_any_byte_leaves_nothing_half_and_the_next_pull_goes_on(
    node: Node, serve: Any, member: Any, ada: Person, ben: Person, dated: Any
) -> None:
    served = serve(node)
    mine, theirs = member(ada, served), member(ben, served)
    for number in range(6):
        dated(ada, f"Song {number}", fields=("score", "audio")).keep_in(mine.store)
    mine.publish()
    cable, known, cuts = Cable(served.url), 0, 0
    community = theirs.community.cid
    for left in (*range(200, 30_000, 1700), 10_000_000):
        with through(cable, left) as way:
            try:
                pull(way, theirs.store, theirs.heads, community, _now())
            except Unreachable:
                cuts += 1
        gathered = gather(theirs.store, community, utc_today())
        assert gathered.refusals == (), "no song is there by half"
        assert len(gathered.songs) >= known
        known = len(gathered.songs)
    assert (known, cuts > 5) == (6, True)
    cable.listener.close()


def test_a_push_that_is_cut_at_any_byte_is_taken_whole_or_not_at_all(
    node: Node, serve: Any, member: Any, ada: Person, dated: Any
) -> None:
    served = serve(node)
    mine: Member = member(ada, served)
    cable = Cable(served.url)
    for number in range(3):
        dated(ada, f"Song {number}", fields=("score", "audio")).keep_in(mine.store)
    from corvia_sync.publishing import publish

    taken, cuts = 0, 0
    for left in (*range(500, 20_000, 2500), 10_000_000):
        with through(cable, left) as way:
            try:
                publish(way, mine.store, mine.heads, ada.seed, mine.community.cid, _now())
            except (Unreachable, PeerRefused):
                cuts += 1
        taken = node.copy.counts()["songs"]
        assert taken in (0, 3)
    assert (taken, cuts > 2) == (3, True)
    cable.listener.close()


TAKING_IN: Final = (
    "import sys; from pathlib import Path;"
    " from corvia_sync.keeping.community_copy import CommunityCopy;"
    " CommunityCopy(Path(sys.argv[1])).bring_file(Path(sys.argv[2]))"
)
"""A first filling, as a process of its own."""


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a community of 400 songs, some 10 MB, to a CAR file."""
    car = tmp_path_factory.mktemp("large") / "community.car"
    write_community(car, 400)
    return car


def taking_in(folder: Path, car: Path, largest_file: int | None = None) -> subprocess.Popen[bytes]:
    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    command = [sys.executable, "-c", TAKING_IN, str(folder), str(car)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=limit)  # noqa: PLW1509


def kept_in(folder: Path) -> int:
    copy = CommunityCopy(folder)
    try:
        return copy.counts()["songs"]
    finally:
        copy.close()


@pytest.mark.parametrize("kills", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_a_first_filling_that_is_killed_leaves_nothing_and_the_next_is_whole(
    large_file: Path, tmp_path: Path, kills: int
) -> None:
    chance, file = random.Random(kills), tmp_path / "node" / "community.sqlite"
    for _ in range(kills):
        process = taking_in(tmp_path / "node", large_file)
        wanted = chance.randrange(200_000, 9_000_000)
        while process.poll() is None and (not file.exists() or file.stat().st_size < wanted):
            time.sleep(0.001)
        process.kill()
        process.communicate()
        assert kept_in(tmp_path / "node") in (0, 400)
        if kept_in(tmp_path / "node"):
            file.unlink()
    assert taking_in(tmp_path / "node", large_file).wait() == 0
    assert kept_in(tmp_path / "node") == 400


def test_a_first_filling_of_a_full_disk_is_told_and_the_next_is_whole(
    large_file: Path, tmp_path: Path
) -> None:
    full = taking_in(tmp_path / "node", large_file, largest_file=4_000_000)
    assert b"StorageFailed" in full.communicate()[1]
    assert kept_in(tmp_path / "node") == 0
    assert taking_in(tmp_path / "node", large_file).wait() == 0
    assert kept_in(tmp_path / "node") == 400


def test_a_file_system_without_room_is_told_and_goes_on_once_there_is_some(
    large_file: Path, tmp_path: Path
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)]
    mounted = (
        subprocess.run(mounting, capture_output=True, check=False) if os.geteuid() == 0 else None
    )
    if mounted is None or mounted.returncode:
        pytest.skip("a small file system takes root and the right to mount")
    try:
        full = taking_in(small / "node", large_file)
        assert b"StorageFailed" in full.communicate()[1]
        assert kept_in(small / "node") == 0
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        assert taking_in(small / "node", large_file).wait() == 0
        assert kept_in(small / "node") == 400
    finally:
        subprocess.run(["umount", str(small)], check=True)
