"""A node over a folder, served by the real server on this machine's loopback address."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import uvicorn

from corvia_local.node.configuration import Limits, NodeConfiguration
from corvia_local.node.connection import bounded_protocol
from corvia_local.node.keeping import Node
from corvia_local.node.serving import make_app
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.exchange import export_car
from corvia_sync.heads import MemoryHeads
from corvia_sync.publishing import PublishReport, publish
from corvia_sync.pulling import PullReport, pull
from corvia_sync.travel.community_node import CommunityNode
from tests.sync.conftest import (  # noqa: F401
    Person,
    ada,
    audio,
    ben,
    community,
    consent,
    content,
    mood,
    score,
    share,
)


@dataclass(frozen=True)
class Served:
    url: str
    node: Node
    app: Any

    def buckets(self) -> Any:
        """Give the buckets that bound how often one address asks."""
        return self.app.user_middleware[0].kwargs["buckets"]


@dataclass
class Member:
    """A person's store and key, syncing through a node."""

    person: Person
    community: Any
    url: str
    store: MemoryBlocks
    heads: MemoryHeads

    def publish(self, now: datetime | None = None) -> PublishReport:
        node = CommunityNode(self.url)
        try:
            return publish(
                node, self.store, self.heads, self.person.seed, self.community.cid, now or _now()
            )
        finally:
            node.close()

    def pull(self) -> PullReport:
        node = CommunityNode(self.url)
        try:
            return pull(
                node, self.store, self.heads, self.community.cid, _now(), own=self.person.did
            )
        finally:
            node.close()


def _now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def node(tmp_path: Path, community: Any) -> Iterator[Node]:  # noqa: F811
    kept = make_node(tmp_path / "node", community, Limits())
    yield kept
    kept.close()


def make_node(folder: Path, community: Any, limits: Limits) -> Node:  # noqa: F811
    blocks = MemoryBlocks()
    put_checked(blocks, community.cid, community.data)
    folder.mkdir()
    with (folder / "invitation.car").open("wb") as file:
        export_car(blocks, community.cid, _now().date(), file)
    kept = Node(NodeConfiguration(data=folder / "data", limits=limits))
    kept.bring_files([folder / "invitation.car"])
    return kept


@contextmanager
def served(kept: Node, *, head_seconds: float = 10.0, each: int | None = None) -> Iterator[Served]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = make_app(kept)
    config = uvicorn.Config(
        app,
        http=bounded_protocol(head_seconds, each),
        ws="none",
        access_log=False,
        log_level="warning",
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("The node did not start.")
    try:
        yield Served(f"http://127.0.0.1:{listener.getsockname()[1]}", kept, app)
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    with ExitStack() as running:
        yield lambda kept, **bounds: running.enter_context(served(kept, **bounds))


@pytest.fixture
def member(community: Any) -> Callable[[Person, Served], Member]:  # noqa: F811
    def make(person: Person, served: Served) -> Member:
        found = Member(person, community, served.url, MemoryBlocks(), MemoryHeads())
        put_checked(found.store, community.cid, community.data)
        return found

    return make


@pytest.fixture
def dated(share: Any) -> Callable[..., Any]:  # noqa: F811
    """Share a song by a consent that holds on the day of the test."""

    def make(person: Person, title: str = "Song", **changes: Any) -> Any:
        today = _now().date()
        terms = {
            "valid_from": today.replace(month=1, day=1).isoformat(),
            "valid_until": today.replace(year=today.year + 1, month=12, day=31).isoformat(),
        }
        return share(person, changes.pop("fields", ("score", "lyric")), title, **(terms | changes))

    return make


@pytest.fixture
def with_limits(node: Node) -> Callable[..., Node]:
    def change(**limits: int) -> Node:
        changed = msgspec.structs.replace(node.configuration.limits, **limits)
        node.configuration = msgspec.structs.replace(node.configuration, limits=changed)
        node.copy.quota = replace(changed.quota)
        return node

    return change
