"""Real nodes: what the client asks of one is there on the other."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from corvia_local.errors import Cancelled
from corvia_local.model.records import Field
from corvia_local.model.score import Score
from corvia_local.studio.gathering import assemble_store
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.bounded_http import Patience
from corvia_sync.car import read_car, write_car
from corvia_sync.cid import RAW, Cid, cid_of
from corvia_sync.exchange import export_car, import_car
from corvia_sync.gathering import gather
from corvia_sync.heads import MemoryHeads
from corvia_sync.ipns_record import make_ipns_record, read_named_record
from corvia_sync.kubo.client import Kubo, KuboFailed, KuboForbids
from corvia_sync.kubo.program import node_of, prepare_repository, start_node, stop_node
from corvia_sync.manifest import SignedManifest, make_first_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import pull
from corvia_sync.receipt import PURPOSE_COMPOSITION, make_receipt
from corvia_sync.song import make_song
from corvia_sync.song_content import content_to_share
from corvia_sync.tombstone import make_tombstone
from corvia_sync.travel.car_folder import CarFolder
from corvia_sync.travel.gateway import Gateway
from corvia_sync.travel.kubo import KuboTransport
from corvia_sync.travel.transport import Transport
from corvia_sync.unixfs import file_blocks, file_over
from tests.sync.conftest import Person
from tests.sync.kubo.conftest import RunningNode

pytestmark = pytest.mark.xdist_group("kubo")

Nodes = tuple[RunningNode, RunningNode]
PEOPLE = tuple(Person(bytes([20 + number]) * 32) for number in range(3))


def car(root: Cid, *blocks: tuple[Cid, bytes]) -> io.BytesIO:
    target = io.BytesIO()
    write_car(target, (root,), blocks)
    target.seek(0)
    return target


def test_the_nodes_know_each_other_and_nobody_else(nodes: Nodes) -> None:
    one, two = (node.client for node in nodes)
    assert one.identity().version == "0.43.0"
    for node, other in ((one, two), (two, one)):
        (peer,) = node.peers()
        assert peer.peer_id == other.identity().peer_id
        assert all(a.startswith("/ip4/127.0.0.1/") for a in node.identity().addresses)
    for running in nodes:
        settings = json.loads((running.repository / "config").read_text())
        assert settings["Bootstrap"] == []
        assert settings["Plugins"]["Plugins"]["telemetry"]["Config"] == {"Mode": "off"}
        assert settings["Routing"]["DelegatedRouters"] == []
        log = (running.repository / "daemon.log").read_text()
        assert "Daemon is ready" in log


def test_a_file_imported_on_one_is_read_on_the_other_and_through_its_gateway(nodes: Nodes) -> None:
    one, two = nodes
    data = bytes(range(256)) * 10_000
    root, blocks = file_blocks(data)
    one.client.import_car(car(root, *blocks))
    exported = io.BytesIO()
    two.client.export_car(root, exported, 10_000_000)
    exported.seek(0)
    roots, arrived = read_car(exported)
    assert roots == (root,)
    assert {(block.cid, block.data) for block in arrived} == set(blocks)
    import httpx

    answer = httpx.get(f"{two.gateway}/ipfs/{root}", timeout=30)
    assert answer.content == data


def test_blocks_are_pinned_let_go_and_erased(nodes: Nodes) -> None:
    node = nodes[0].client
    root, blocks = file_blocks(b"pinned" * 400_000)
    node.import_car(car(root, *blocks))
    assert root not in node.pins()
    node.pin(root, recursive=True)
    assert root in node.pins()
    with pytest.raises(KuboFailed, match="pinned"):
        node.remove_block(blocks[0][0])
    for _ in range(2):
        node.unpin(root)
        node.remove_block(root)
    assert root not in node.pins()
    assert not node.has_block(root)
    assert node.has_block(blocks[0][0])


def test_what_nobody_has_is_none(nodes: Nodes) -> None:
    hasty = node_of(nodes[0].repository, Patience(silence=2, attempts=1))
    assert hasty.block(cid_of(b"nobody has this", RAW)) is None
    hasty.close()
    gateway = Gateway(nodes[0].gateway)
    stranger = make_ipns_record(bytes([99]) * 32, cid_of(b"", RAW), 0, datetime.now(UTC))
    assert nodes[1].client.record(stranger.name) is None
    assert gateway.head(stranger.name) is None


def test_our_record_put_on_one_is_resolved_and_verified_on_the_other(nodes: Nodes) -> None:
    now = datetime.now(UTC)
    one, two = nodes
    target = cid_of(b"a head", RAW)
    first, second = (make_ipns_record(bytes([50]) * 32, target, n, now) for n in (1, 2))
    for record in (first, second):
        one.client.put_record(record.name, record.data)
        found = two.client.record(record.name)
        assert read_named_record(found or b"", record.name) == record
        assert Gateway(two.gateway).head(record.name) == record.data
    forged = bytes([*second.data[:-1], second.data[-1] ^ 1])
    for refused in (first.data, forged):
        with pytest.raises(KuboFailed, match="did not take the head"):
            one.client.put_record(first.name, refused)
        for node in nodes:
            assert node.client.record(first.name) == second.data


@pytest.fixture(scope="module")
def village() -> SignedManifest:
    return make_first_manifest(
        PEOPLE[0].seed, name="Three", purpose="", members=tuple(p.did for p in PEOPLE)
    )


class Member:
    def __init__(self, person: Person, village: SignedManifest) -> None:
        self.person, self.village = person, village
        self.store, self.heads = MemoryBlocks(), MemoryHeads()
        put_checked(self.store, village.cid, village.data)

    def publish(self, transport: Transport) -> None:
        now = datetime.now(UTC)
        publish(transport, self.store, self.heads, self.person.seed, self.village.cid, now)

    def pull(self, transport: Transport, **options: Any) -> Any:
        now = datetime.now(UTC)
        return pull(transport, self.store, self.heads, self.village.cid, now, **options)

    def composition(self) -> str:
        made = assemble_store(self.store, self.village.cid, _day(), with_audio=False)
        return made.cid


def _day() -> date:
    return datetime.now(UTC).date()


@pytest.fixture(scope="module")
def authors(village: SignedManifest, score: Score) -> list[Member]:
    """Three members, each with a song whose sound is a file of more than one block."""
    members = [Member(person, village) for person in PEOPLE]
    for number, member in enumerate(members):
        _share(member, score, f"Song {number}", bytes([number]) * 1_200_000)
    return members


def _share(member: Member, score: Score, title: str, sound: bytes) -> None:
    """Share a song with its sound, as its author does."""
    fields: tuple[Field, ...] = ("score", "audio")
    content = content_to_share(score, fields, title=title, mood=None, audio=b"fLaC" + sound)
    receipt = make_receipt(
        member.person.seed,
        audience=member.village.cid,
        fields=fields,
        covers=content.covers(fields),
        purposes=("listening", PURPOSE_COMPOSITION),
        licence="CC-BY-SA-4.0",
        valid_from=(_day() - timedelta(days=1)).isoformat(),
        valid_until=(_day() + timedelta(days=30)).isoformat(),
        withdrawal_method="Sign a tombstone.",
    )
    make_song(member.person.seed, content, receipt).keep_in(member.store)


def test_three_authors_hear_one_composition_by_kubo_by_gateway_and_by_files(
    nodes: Nodes, authors: list[Member], village: SignedManifest, tmp_path: Path
) -> None:
    one, two = nodes
    for number, member in enumerate(authors):
        member.publish(KuboTransport(nodes[number % 2].client))
        member.publish(CarFolder(tmp_path))
    ways: list[Transport] = [
        KuboTransport(one.client),
        KuboTransport(two.client),
        Gateway(two.gateway),
        CarFolder(tmp_path),
    ]
    heard = [_pulled(way, village) for way in ways]
    for member in authors:
        report = member.pull(KuboTransport(two.client), own=member.person.did)
        assert (report.set_aside, report.refused, report.missing) == ((), (), ())
    exported = io.BytesIO()
    export_car(authors[0].store, village.cid, _day(), exported)
    exported.seek(0)
    carried = Member(Person(bytes([60]) * 32), village)
    import_car(exported, carried.store)
    compositions = {member.composition() for member in [*heard, *authors, carried]}
    assert len(compositions) == 1
    assert len(gather(heard[0].store, village.cid, _day()).songs) == 3


def _pulled(way: Transport, village: SignedManifest) -> Member:
    member = Member(Person(bytes([61]) * 32), village)
    report = member.pull(way)
    assert (report.set_aside, report.refused, report.missing) == ((), (), ())
    assert len(report.songs) == 3
    return member


def test_a_shared_sound_plays_through_any_gateway(
    nodes: Nodes, authors: list[Member], village: SignedManifest
) -> None:
    author = authors[0]
    author.publish(KuboTransport(nodes[0].client))
    (song,) = (
        s for s in gather(author.store, village.cid, _day()).songs if s.author == author.person.did
    )
    links = song.song.payload.audio
    assert len(links) == 2
    root, _ = file_over([(cid, len(author.store.get(cid.text) or b"")) for cid in links])
    import httpx

    answer = httpx.get(f"{nodes[1].gateway}/ipfs/{root}?filename=song.flac", timeout=30)
    assert answer.content == b"".join(author.store.get(cid.text) or b"" for cid in links)
    assert answer.headers["content-type"] in ("audio/flac", "audio/x-flac")


def test_a_pull_that_is_killed_goes_on_and_believes_nothing_half_fetched(
    nodes: Nodes, authors: list[Member], village: SignedManifest
) -> None:
    for member in authors:
        member.publish(KuboTransport(nodes[0].client))
    listener = Member(Person(bytes([62]) * 32), village)

    class Cut(KuboTransport):
        left = 6

        def block(self, cid: Cid) -> bytes | None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled("killed")
            return super().block(cid)

    with pytest.raises(Cancelled):
        listener.pull(Cut(nodes[1].client))
    before = gather(listener.store, village.cid, _day())
    assert len(before.songs) < 3
    assert before.refusals == ()
    kept = set(listener.store.cids())
    listener.pull(KuboTransport(nodes[1].client))
    after = gather(listener.store, village.cid, _day())
    assert len(after.songs) == 3
    assert after.refusals == ()
    assert kept <= set(listener.store.cids())


def test_a_song_that_is_taken_back_leaves_its_authors_node(
    nodes: Nodes, authors: list[Member], village: SignedManifest
) -> None:
    author, node = authors[2], nodes[0].client
    author.publish(KuboTransport(node))
    (song,) = (
        s for s in gather(author.store, village.cid, _day()).songs if s.author == author.person.did
    )
    gone = [song.cid, song.receipt.cid, *song.song.payload.score, *song.song.payload.audio]
    assert all(node.has_block(cid) for cid in gone)
    stone = make_tombstone(author.person.seed, village.cid, song.cid)
    put_checked(author.store, stone.cid, stone.data)
    author.publish(KuboTransport(node))
    assert stone.cid in node.pins()
    assert not {song.cid, *gone} & node.pins()
    kept = {cid for cid in gone if node.has_block(cid)}
    shared = {cid for m in authors[:2] for cid in map(Cid.from_text, m.store.cids())}
    assert kept <= shared
    listener = Member(Person(bytes([63]) * 32), village)
    listener.pull(KuboTransport(nodes[1].client))
    assert len(gather(listener.store, village.cid, _day()).songs) == 2


def test_a_node_that_ends_mid_transfer_costs_nothing_once_it_is_back(
    program: Path, nodes: Nodes, score: Score
) -> None:
    one, two = nodes
    person = Person(bytes([70]) * 32)
    village = make_first_manifest(person.seed, name="Alone", purpose="")
    author, listener = Member(person, village), Member(Person(bytes([71]) * 32), village)
    for number in range(5):
        _share(author, score, f"Piece {number}", bytes([number]) * 5000)
    author.publish(KuboTransport(one.client))

    class Ending(KuboTransport):
        at_once = 1
        given = 0

        def block(self, cid: Cid) -> bytes | None:
            self.given += 1
            if self.given == 10:
                stop_node(one.repository)
            return super().block(cid)

    hasty = node_of(two.repository, Patience(silence=2, attempts=1))
    cut = listener.pull(Ending(hasty))
    hasty.close()
    half = gather(listener.store, village.cid, _day())
    assert len(cut.songs) == len(half.songs) == 5 - len(cut.missing)
    assert 0 < len(cut.missing) < 5
    assert half.refusals == ()
    start_node(program, one.repository)
    one.client.connect(two.client.identity().addresses[0])
    again = listener.pull(KuboTransport(two.client))
    assert set(again.songs) == set(cut.missing)
    assert again.missing == ()
    assert len(gather(listener.store, village.cid, _day()).songs) == 5


def test_a_node_that_asks_for_an_authorization_is_used_with_it_only(
    program: Path, tmp_path: Path
) -> None:
    prepare_repository(program, tmp_path, public=False)
    settings = json.loads((tmp_path / "config").read_text())
    settings["API"]["Authorizations"] = {
        "friend": {"AuthSecret": "bearer:a secret", "AllowedPaths": ["/api/v0"]}
    }
    (tmp_path / "config").write_text(json.dumps(settings))
    start_node(program, tmp_path)
    address = (tmp_path / "api").read_text().strip()
    assert address.startswith("/ip4/127.0.0.1/tcp/")
    for wrong in (None, "Bearer another"):
        with pytest.raises(KuboForbids):
            Kubo(address, authorization=wrong).stat()
    allowed = Kubo(address, authorization="Bearer a secret")
    assert allowed.identity().version == "0.43.0"
    allowed.shut_down()
