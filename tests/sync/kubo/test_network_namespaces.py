"""Two IPFS nodes on two hosts, and the wire between them is pulled out in mid transfer."""

import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.bounded_http import Patience
from corvia_sync.cid import Cid
from corvia_sync.gathering import gather
from corvia_sync.heads import MemoryHeads
from corvia_sync.keeping.community_copy import utc_today
from corvia_sync.kubo.client import Kubo
from corvia_sync.kubo.program import node_of, prepare_repository, start_node, stop_node
from corvia_sync.manifest import make_first_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import pull
from corvia_sync.travel.kubo import KuboTransport
from tests.node.test_network_namespaces import Wire, wire  # noqa: F401
from tests.sync.conftest import Person

pytestmark = pytest.mark.xdist_group("kubo")

SONGS = 8
DATES = {"valid_from": "2020-01-01", "valid_until": "2999-12-31"}


@pytest.fixture
def pair(program: Path, wire: Wire, tmp_path: Path) -> Iterator[tuple[Path, Path]]:  # noqa: F811
    """Start a node in the namespace and one here; each listens on its end of the wire alone."""
    far_program = tmp_path / "far-ipfs"
    far_program.write_text(f'#!/bin/sh\nexec ip netns exec {wire.namespace} "{program}" "$@"\n')
    far_program.chmod(0o700)
    subprocess.run(["ip", "-n", wire.namespace, "link", "set", "lo", "up"], check=True)
    near_address = wire.address.rsplit(".", 1)[0] + ".1"
    far, near = tmp_path / "far", tmp_path / "near"
    for repository, started, address in (
        (far, far_program, wire.address),
        (near, program, near_address),
    ):
        prepare_repository(program, repository, public=False)
        settings = json.loads((repository / "config").read_text())
        settings["Addresses"]["Swarm"] = [f"/ip4/{address}/tcp/0"]
        (repository / "config").write_text(json.dumps(settings))
        start_node(started, repository)
    yield far, near
    wire.plug_in()
    for repository in (far, near):
        stop_node(repository)


class Cut(KuboTransport):
    """A node that is cut off from the other one after so many blocks."""

    def __init__(self, node: Kubo, wire: Wire, after: int) -> None:  # noqa: F811
        super().__init__(node)
        self.at_once = 8
        self.wire, self.left = wire, after

    def block(self, cid: Cid) -> bytes | None:
        self.left -= 1
        if self.left == 0:
            self.wire.pull_out()
        return super().block(cid)


def test_a_wire_that_is_pulled_out_between_two_ipfs_nodes_leaves_nothing_half(
    wire: Wire,  # noqa: F811
    pair: tuple[Path, Path],
    share: Any,
) -> None:
    far, near = (node_of(repository, Patience(silence=3, attempts=1)) for repository in pair)
    ada = Person(bytes([90]) * 32)
    community = make_first_manifest(ada.seed, name="Wired", purpose="")
    mine, theirs, heads = MemoryBlocks(), MemoryBlocks(), MemoryHeads()
    for store in (mine, theirs):
        put_checked(store, community.cid, community.data)
    for number in range(SONGS):
        song = share(ada, title=f"Song {number}", audience=community.cid, **DATES)
        song.keep_in(mine)
    now = datetime.now(UTC)
    publish(KuboTransport(far), mine, MemoryHeads(), ada.seed, community.cid, now)

    far_address = far.identity().addresses[0]
    assert far_address.startswith(f"/ip4/{wire.address}/")
    near.connect(far_address)
    cut = pull(Cut(near, wire, after=12), theirs, heads, community.cid, now)
    half = gather(theirs, community.cid, utc_today())
    assert half.refusals == (), "no song is there by half"
    assert len(half.songs) == len(cut.songs) < SONGS, "the wire was pulled in the middle"
    wire.plug_in()
    near.connect(far_address)
    again = pull(KuboTransport(node_of(pair[1])), theirs, heads, community.cid, now)
    assert (again.missing, again.refused) == ((), ())
    assert len(gather(theirs, community.cid, utc_today()).songs) == SONGS
    far.close()
    near.close()
