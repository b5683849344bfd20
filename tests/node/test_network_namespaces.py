"""A node on a host of its own, in a network namespace, and the wire between pulled out.

A wire that is pulled sends no farewell: packets vanish, and whoever waits finds out by the clock.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corvia_local.errors import CorviaError
from corvia_local.node.configuration import Limits
from corvia_sync.bounded_http import Patience, Unreachable
from corvia_sync.gathering import gather
from corvia_sync.keeping.community_copy import utc_today
from corvia_sync.publishing import publish
from corvia_sync.pulling import pull
from corvia_sync.travel.community_node import CommunityNode
from tests.node.conftest import Member, _now, make_node
from tests.node.test_faults import NodeProcess, check_whole
from tests.sync.conftest import Person

SHORT = Patience(connect=1, silence=1, whole=30, attempts=1)


@dataclass(frozen=True)
class Wire:
    """A pair of virtual interfaces: one end here, the other in the namespace.

    The far end is what is pulled out: the route stays, and no packet looks for another way.
    """

    namespace: str
    here: str
    address: str

    def pull_out(self) -> None:
        ip("-n", self.namespace, "link", "set", "far", "down")

    def plug_in(self) -> None:
        ip("-n", self.namespace, "link", "set", "far", "up")

    def bytes_passed(self) -> int:
        """Give the bytes that went through it so far, both ways."""
        counts = Path("/sys/class/net", self.here, "statistics")
        return sum(int((counts / f"{way}_bytes").read_text()) for way in ("rx", "tx"))

    def slow_down(self) -> None:
        """Let 16 Mbit a second through, so that there is a middle in which to cut."""
        shaped = ("rate", "16mbit", "burst", "16kb", "latency", "400ms")
        subprocess.run(
            ["tc", "qdisc", "add", "dev", self.here, "root", "tbf", *shaped], check=False
        )
        inside = ["ip", "netns", "exec", self.namespace]
        subprocess.run(
            [*inside, "tc", "qdisc", "add", "dev", "far", "root", "tbf", *shaped], check=False
        )


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def wire() -> Iterator[Wire]:
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces take root and iproute2")
    number = os.getpid() % 250
    made = Wire(f"corvia{number}", f"corvia{number}a", f"10.213.{number}.2")
    try:
        ip("netns", "add", made.namespace)
    except subprocess.CalledProcessError as refused:
        pytest.skip(f"no network namespace may be made here: {refused.stderr.decode()[:100]}")
    guard = ("unreachable", f"10.213.{number}.0/30", "metric", "4000")
    try:
        ip("route", "add", *guard)  # nothing meant for the namespace leaves by another way
        ip("link", "add", made.here, "type", "veth", "peer", "name", "far")
        ip("link", "set", "far", "netns", made.namespace)
        ip("addr", "add", f"10.213.{number}.1/30", "dev", made.here)
        ip("-n", made.namespace, "addr", "add", f"{made.address}/30", "dev", "far")
        ip("link", "set", made.here, "up")
        made.plug_in()
        made.slow_down()
        yield made
    finally:
        for words in (
            ("netns", "del", made.namespace),
            ("link", "del", made.here),
            ("route", "del", *guard),
        ):
            with suppress(subprocess.CalledProcessError):
                ip(*words)


@pytest.fixture
def far(wire: Wire, tmp_path: Path, community: Any) -> Iterator[NodeProcess]:
    make_node(tmp_path / "far", community, Limits()).close()
    process = NodeProcess(tmp_path / "far", wire.address, ("ip", "netns", "exec", wire.namespace))
    go_on_line = (sys.executable, "-m", "corvia_local", "offline", "off")
    home = {**os.environ, "CORVIA_HOME": str(tmp_path / "far" / "home")}
    subprocess.run(go_on_line, env=home, check=True, capture_output=True)
    process.start()
    yield process
    process.end(signal.SIGKILL)


def cut_after(wire: Wire, passed: int, work: Callable[[], object]) -> bool:
    """Pull the wire out once so many bytes went over it; tell whether the work failed by it."""
    done = threading.Event()

    def watch() -> None:
        end = wire.bytes_passed() + passed
        while not done.is_set():
            if wire.bytes_passed() >= end:
                wire.pull_out()
                return
            time.sleep(0.002)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    except Unreachable:
        return True
    finally:
        done.set()
        watcher.join()
        wire.plug_in()
    return False


def test_a_wire_that_is_pulled_out_mid_transfer_leaves_nothing_half_and_both_sides_go_on(
    wire: Wire, far: NodeProcess, member: Any, ada: Person, ben: Person, dated: Any
) -> None:
    mine, theirs = member(ada, far), member(ben, far)
    songs = 24
    for number in range(songs):
        dated(ada, f"Song {number}", fields=("score", "audio")).keep_in(mine.store)
    push_cuts = sum(cut_after(wire, 30_000, lambda: send(mine)) for _ in range(2))
    send(mine, Patience())
    known, pull_cuts = 0, 0
    for _ in range(2):
        pull_cuts += cut_after(wire, 60_000, lambda: fetch(theirs))
        gathered = gather(theirs.store, theirs.community.cid, utc_today())
        assert gathered.refusals == (), "no song is there by half"
        assert len(gathered.songs) >= known
        known = len(gathered.songs)
    fetch(theirs, Patience())
    assert len(gather(theirs.store, theirs.community.cid, utc_today()).songs) == songs
    assert push_cuts, "the wire was pulled out in the middle of a push"
    assert pull_cuts, "and of a pull"
    far.end()
    assert check_whole(far) == songs


def test_a_wire_that_comes_back_in_time_costs_nothing(
    wire: Wire, far: NodeProcess, member: Any, ada: Person, ben: Person, dated: Any
) -> None:
    mine, theirs = member(ada, far), member(ben, far)
    for number in range(20):
        dated(ada, f"Song {number}", fields=("score", "audio")).keep_in(mine.store)
    send(mine, Patience())

    def flicker() -> None:
        for _ in range(3):
            time.sleep(0.05)
            wire.pull_out()
            time.sleep(0.3)
            wire.plug_in()

    flickering = threading.Thread(target=flicker)
    flickering.start()
    fetch(theirs, Patience(silence=5))
    flickering.join()
    assert len(gather(theirs.store, theirs.community.cid, utc_today()).songs) == 20


def send(one: Member, patience: Patience = SHORT) -> None:
    node = CommunityNode(one.url, patience)
    try:
        publish(node, one.store, one.heads, one.person.seed, one.community.cid, _now())
    except CorviaError as error:
        raise error if isinstance(error, Unreachable) else AssertionError(str(error)) from error
    finally:
        node.close()


def fetch(one: Member, patience: Patience = SHORT) -> None:
    node = CommunityNode(one.url, patience)
    try:
        pull(node, one.store, one.heads, one.community.cid, _now())
    finally:
        node.close()
