"""Two real Kubo nodes on this machine's loopback address, each with its own repository."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corvia_sync.bounded_http import Patience
from corvia_sync.kubo.client import Kubo
from corvia_sync.kubo.program import (
    IpfsMissing,
    find_program,
    gateway_of,
    node_of,
    prepare_repository,
    start_node,
    stop_node,
)

BUILT = Path(__file__).resolve().parents[3] / ".cache" / "kubo" / "ipfs"
REQUIRED = "true" in (os.environ.get("CI"), os.environ.get("KUBO_REQUIRED"))


@dataclass(frozen=True)
class RunningNode:
    repository: Path
    client: Kubo
    gateway: str


@pytest.fixture(scope="session")
def program() -> Path:
    try:
        return find_program((BUILT,))
    except IpfsMissing as missing:
        if REQUIRED:
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def nodes(
    program: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RunningNode, RunningNode]]:
    folder = tmp_path_factory.mktemp("kubo")
    repositories = [folder / "one", folder / "two"]
    running: list[RunningNode] = []
    try:
        for repository in repositories:
            prepare_repository(program, repository, public=False)
            start_node(program, repository)
            client = node_of(repository, Patience(silence=10))
            gateway = gateway_of(repository)
            assert gateway is not None
            running.append(RunningNode(repository, client, gateway))
        one, two = running
        one.client.connect(two.client.identity().addresses[0])
        yield one, two
    finally:
        for node in running:
            node.client.close()
        for repository in repositories:
            stop_node(repository)
