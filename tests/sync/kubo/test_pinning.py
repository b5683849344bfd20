"""What a community node keeps is pinned at a real Kubo, and let go of there too."""

import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corvia_local.errors import CorviaError
from corvia_local.node.configuration import KuboSettings, PinningSettings
from corvia_local.node.pinning import pin_all, pin_remotely
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import Cid
from corvia_sync.circle import open_circle
from corvia_sync.denylist import parse_denylist
from corvia_sync.epoch import begin_epoch
from corvia_sync.exchange import export_car
from corvia_sync.heads import MemoryHeads
from corvia_sync.ipns_name import ipns_name_of
from corvia_sync.keeping.community_copy import CommunityCopy, utc_today
from corvia_sync.kubo.program import address_of
from corvia_sync.manifest import make_first_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import pull
from corvia_sync.sealed_song import seal_song
from corvia_sync.tombstone import make_tombstone
from corvia_sync.travel.kubo import KuboTransport
from tests.sync.conftest import Person
from tests.sync.kubo.conftest import RunningNode
from tests.sync.pinning_server import PinningServer, running

DATES = {"valid_from": "2020-01-01", "valid_until": "2999-12-31"}


class Straight:
    """A way that hands a push to a node's copy, as the server does."""

    name, at_once = "the copy", 1

    def __init__(self, copy: CommunityCopy) -> None:
        self.copy = copy

    def lacking(self, cids: Any) -> Any:
        lacking = set(self.copy.lacking([cid.text for cid in cids]))
        return tuple(cid for cid in cids if cid.text in lacking)

    def publish(self, record: Any, blocks: Any, ended: Any, report: Any) -> None:
        import io

        from corvia_sync.car import write_car

        car = io.BytesIO()
        write_car(car, (record.target,), blocks)
        self.copy.take(record, car, datetime.now(UTC))


def test_a_nodes_songs_are_pinned_and_found_and_an_ended_one_is_let_go(
    nodes: tuple[RunningNode, RunningNode], share: Any, tmp_path: Path
) -> None:
    ada = Person(bytes([80]) * 32)
    community = make_first_manifest(ada.seed, name="Pinned", purpose="")
    store, heads = MemoryBlocks(), MemoryHeads()
    put_checked(store, community.cid, community.data)
    with (tmp_path / "c.car").open("wb") as file:
        export_car(store, community.cid, utc_today(), file)
    copy = CommunityCopy(tmp_path / "data")
    copy.bring_file(tmp_path / "c.car")
    shared = [share(ada, title=t, audience=community.cid, **DATES) for t in ("Stays", "Goes")]
    for song in shared:
        song.keep_in(store)
    way: Any = Straight(copy)
    publish(way, store, heads, ada.seed, community.cid, datetime.now(UTC))
    one, two = nodes
    address = address_of(one.repository)
    assert address is not None
    settings = KuboSettings(address=address)
    assert pin_all(copy, settings) == 1
    assert {song.song.cid for song in shared} <= one.client.pins()
    reader = MemoryBlocks()
    put_checked(reader, community.cid, community.data)
    report = pull(
        KuboTransport(two.client), reader, MemoryHeads(), community.cid, datetime.now(UTC)
    )
    assert sorted(report.songs) == sorted(song.song.cid for song in shared)

    stone = make_tombstone(ada.seed, community.cid, shared[1].song.cid)
    put_checked(store, stone.cid, stone.data)
    publish(way, store, heads, ada.seed, community.cid, datetime.now(UTC))
    copy.let_go(utc_today())
    assert copy.ended() == (shared[1].song.cid.text,)
    pin_all(copy, settings)
    assert copy.ended() == ()
    assert not one.client.has_block(shared[1].song.cid)
    assert one.client.has_block(shared[0].song.cid)
    assert one.client.record(ipns_name_of(ada.did)) == copy.record(ada.did)
    copy.deny(parse_denylist(ada.did))
    assert copy.let_go(utc_today()) == (shared[0].song.cid.text,)
    copy.close()


def test_a_pinning_service_keeps_what_the_node_keeps_and_lets_go_of_what_ended(
    program: Path, nodes: tuple[RunningNode, RunningNode], share: Any, tmp_path: Path
) -> None:
    ada = Person(bytes([83]) * 32)
    community = make_first_manifest(ada.seed, name="Pinned far away", purpose="")
    store, heads = MemoryBlocks(), MemoryHeads()
    put_checked(store, community.cid, community.data)
    with (tmp_path / "c.car").open("wb") as file:
        export_car(store, community.cid, utc_today(), file)
    copy = CommunityCopy(tmp_path / "data")
    copy.bring_file(tmp_path / "c.car")
    stays, goes = (
        share(ada, title=t, audience=community.cid, **DATES) for t in ("Far, stays", "Far, goes")
    )
    stays.keep_in(store)
    goes.keep_in(store)
    way: Any = Straight(copy)
    publish(way, store, heads, ada.seed, community.cid, datetime.now(UTC))
    one, two = nodes
    kubo = KuboSettings(address=address_of(one.repository) or "")
    (tmp_path / "token").write_text("open-sesame\n")
    with running(service_over(two)) as service:
        pinning = PinningSettings(address=service.url, token_file=tmp_path / "token")
        pin_all(copy, kubo)
        assert pin_remotely(copy, pinning, kubo).added == 2
        assert pin_remotely(copy, pinning, kubo).pinned == 2
        assert {stays.song.cid, goes.song.cid} <= two.client.pins()
        assert service.pins["request/1"]["pin"]["origins"]
        listed = remote_pins(program, one.repository, service.url)
        assert listed == {stays.song.cid.text, goes.song.cid.text}

        stone = make_tombstone(ada.seed, community.cid, goes.song.cid)
        put_checked(store, stone.cid, stone.data)
        publish(way, store, heads, ada.seed, community.cid, datetime.now(UTC))
        copy.let_go(utc_today())
        found = pin_remotely(copy, pinning, kubo)
        assert (found.pinned, found.removed) == (1, 1)
        assert goes.song.cid not in two.client.pins()
        assert stays.song.cid in two.client.pins()
    copy.close()


def service_over(node: RunningNode) -> PinningServer:
    """Run a pinning service whose blocks are a real node's."""

    def fetch(cid: Cid, origins: list[str]) -> bool:
        for origin in origins:
            with suppress(CorviaError):
                node.client.connect(origin)
        try:
            node.client.pin(cid, recursive=True)
        except CorviaError:
            return False
        return True

    return PinningServer(fetch, node.client.unpin, delegates=list(node.client.identity().addresses))


def remote_pins(program: Path, repository: Path, url: str) -> set[str]:
    """List a service's pins by Kubo's own client for such services."""

    def ipfs(*arguments: str) -> str:
        environment = {"IPFS_PATH": str(repository), "PATH": "/usr/bin", "IPFS_TELEMETRY": "off"}
        return subprocess.run(
            [program, "pin", "remote", *arguments],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    ipfs("service", "add", "far", url, "open-sesame")
    try:
        lines = ipfs("ls", "--service=far", "--status=pinned").splitlines()
    finally:
        ipfs("service", "rm", "far")
    return {line.split()[0] for line in lines}


def test_a_closed_circle_travels_through_kubo_sealed(
    nodes: tuple[RunningNode, RunningNode], share: Any
) -> None:
    ada, ben = Person(bytes([81]) * 32), Person(bytes([82]) * 32)
    first = make_first_manifest(
        ada.seed, name="Closed", purpose="", members=(ben.did,), closed=True
    )
    epoch = begin_epoch(ada.seed, first.cid, first, {})
    mine, theirs = MemoryBlocks(), MemoryBlocks()
    for store in (mine, theirs):
        put_checked(store, first.cid, first.data)
    put_checked(mine, epoch.cid, epoch.data)
    song = share(ada, title="Sealed", audience=first.cid, **DATES)
    song.keep_in(mine)
    sealed, content = seal_song(ada.seed, song, epoch)
    for cid, data in (*content, (sealed.cid, sealed.data)):
        put_checked(mine, cid, data)
    one, two = nodes
    heads, now = MemoryHeads(), datetime.now(UTC)
    publish(KuboTransport(one.client), mine, heads, ada.seed, first.cid, now)
    assert {sealed.cid, *sealed.payload.content} <= one.client.pins()
    pull(KuboTransport(two.client), theirs, MemoryHeads(), first.cid, now)
    assert open_circle(theirs, ben.seed, first.cid).songs == (song.song.cid,)
    for cid in (song.song.cid, song.receipt.cid, *song.song.payload.score):
        assert not one.client.has_block(cid), "nothing of it is there in the open"
    stone = make_tombstone(ada.seed, first.cid, song.song.cid)
    put_checked(mine, stone.cid, stone.data)
    publish(KuboTransport(one.client), mine, heads, ada.seed, first.cid, now)
    for cid in (sealed.cid, *sealed.payload.content):
        assert not one.client.has_block(cid)
