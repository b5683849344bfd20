"""Songs travel between members through a node that they all reach, and through it alone."""

import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from corvia_local.node.keeping import Node
from corvia_sync.blocks import put_checked
from corvia_sync.car import read_car
from corvia_sync.cid import RAW, Cid, cid_of, names
from corvia_sync.gathering import gather
from corvia_sync.ipns_name import ipns_name_of
from corvia_sync.ipns_record import make_ipns_record, read_ipns_record
from corvia_sync.keeping.community_copy import CommunityCopy, utc_today
from corvia_sync.tombstone import make_tombstone
from corvia_sync.travel.community_node import NodeRefused
from corvia_sync.travel.gateway import Gateway
from tests.node.conftest import Member, Served, _now
from tests.sync.conftest import Person


@pytest.fixture
def served(node: Node, serve: Any) -> Served:
    return serve(node)


@pytest.fixture
def ada_member(member: Any, ada: Person, served: Served) -> Member:
    return member(ada, served)


@pytest.fixture
def ben_member(member: Any, ben: Person, served: Served) -> Member:
    return member(ben, served)


def songs_of(member: Member) -> list[Cid]:
    return [s.cid for s in gather(member.store, member.community.cid, utc_today()).songs]


def test_what_one_member_pushes_the_other_pulls_and_nothing_twice(
    ada_member: Member, ben_member: Member, dated: Any
) -> None:
    for who, title in ((ada_member, "One"), (ada_member, "Two"), (ben_member, "Three")):
        dated(who.person, title).keep_in(who.store)
    ada_member.publish()
    brought = ben_member.pull()
    assert (len(brought.songs), brought.set_aside, brought.missing) == (2, (), ())
    ben_member.publish()
    assert len(ada_member.pull().songs) == 1
    assert songs_of(ada_member) == songs_of(ben_member)
    assert ada_member.publish().objects == 0
    again = ben_member.pull()
    assert (again.changed, again.blocks) == (0, 0)


def test_a_sound_longer_than_a_block_arrives_whole(
    ada_member: Member, ben_member: Member, content: Any, consent: Any
) -> None:
    from corvia_sync.song import make_song
    from corvia_sync.song_content import SongContent

    short = content(("score", "audio"))
    long = SongContent(short.title, short.score, None, b"fLaC" + bytes(2_500_000))
    dates = {"valid_from": "2020-01-01", "valid_until": "2999-12-31"}
    receipt = consent(ada_member.person, long, ("score", "audio"), **dates)
    make_song(ada_member.person.seed, long, receipt).keep_in(ada_member.store)
    ada_member.publish()
    assert ben_member.pull().blocks == 1 + 1 + 1 + 1 + 3
    assert songs_of(ben_member) == songs_of(ada_member)


def test_any_ipfs_tool_can_read_blocks_cars_and_records(
    ada_member: Member, served: Served, dated: Any, ada: Person
) -> None:
    shared = dated(ada)
    shared.keep_in(ada_member.store)
    ada_member.publish()
    cid, name = shared.song.cid, ipns_name_of(ada.did)
    with httpx.Client(base_url=served.url) as http:
        block = http.get(f"/ipfs/{cid}", params={"format": "raw"})
        assert names(cid, block.content)
        assert block.headers["content-type"] == "application/vnd.ipld.raw"
        assert block.headers["etag"] == f'"{cid}.raw"'
        again = http.get(f"/ipfs/{cid}", headers={"If-None-Match": block.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert http.head(f"/ipfs/{cid}").headers["content-length"] == str(len(block.content))
        car = http.get(f"/ipfs/{cid}", headers={"Accept": "application/vnd.ipld.car"})
        assert car.headers["content-type"].startswith("application/vnd.ipld.car; version=1")
        import io

        roots, blocks = read_car(io.BytesIO(car.content))
        found = {part.cid for part in blocks}
        assert roots == (cid,)
        assert {cid, shared.receipt.cid, *shared.song.payload.score} <= found
        for path in (f"/ipns/{name}?format=ipns-record", f"/routing/v1/ipns/{name}"):
            record = http.get(path)
            assert record.headers["content-type"] == "application/vnd.ipfs.ipns-record"
            head = read_ipns_record(record.content, ada.did)
        step = http.get(f"/ipns/{name}", params={"format": "raw"})
        assert names(head.target, step.content)
        assert http.get("/ipfs/bafkqaaa?format=raw").content == b""
        for path, status in {
            "/ipfs/nonsense": 400,
            f"/ipfs/{cid_of(b'not here', RAW)}": 404,
            f"/ipfs/{cid}?format=tar": 406,
            "/ipns/nonsense": 404,
            "/v1/unknown": 404,
        }.items():
            assert http.get(path).status_code == status, path
    plain = Gateway(served.url)
    try:
        assert plain.head(name) == head.data
        assert plain.block(cid) == shared.song.data
    finally:
        plain.close()


def test_a_song_that_is_taken_back_is_gone_from_the_node_with_all_its_blocks(
    ada_member: Member, ben_member: Member, served: Served, dated: Any
) -> None:
    shared = dated(ada_member.person)
    shared.keep_in(ada_member.store)
    ada_member.publish()
    stone = make_tombstone(ada_member.person.seed, ada_member.community.cid, shared.song.cid)
    put_checked(ada_member.store, stone.cid, stone.data)
    ada_member.publish()
    copy = served.node.copy
    assert copy.let_go(utc_today()) == (shared.song.cid.text,)
    for cid, _ in shared.blocks():
        assert not copy.blocks.has(cid.text)
        assert httpx.get(f"{served.url}/ipfs/{cid}").status_code == 404
    assert httpx.get(f"{served.url}/ipfs/{stone.cid}").status_code == 200
    assert copy.size < 4000, "the author's quota is free again"
    ben_member.pull()
    assert songs_of(ben_member) == []


def test_what_is_pushed_by_a_stranger_is_not_read(
    served: Served, member: Any, dated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = Person(bytes([9]) * 32)
    theirs = member(stranger, served)
    dated(stranger).keep_in(theirs.store)
    for signed in theirs.store.cids():
        assert signed
    before = served.node.copy.counts()
    with caplog.at_level(logging.DEBUG), pytest.raises(NodeRefused, match="no member"):
        push_directly(theirs, served)
    assert served.node.copy.counts() == before
    words = " ".join(record.getMessage() for record in caplog.records if "corvia" in record.name)
    assert "127.0.0.1" not in words
    assert stranger.did not in words


def push_directly(who: Member, served: Served) -> None:
    """Push a head with everything in the store, whatever `publish` would say."""
    from corvia_sync.feed import make_steps
    from corvia_sync.travel.community_node import CommunityNode

    songs = [Cid.from_text(text) for text in who.store.cids()][-1:]
    (step,) = make_steps(who.person.seed, None, who.community.cid, songs)
    record = make_ipns_record(who.person.seed, step.cid, 0, _now())
    blocks = [(Cid.from_text(t), who.store.get(t)) for t in who.store.cids()]
    node = CommunityNode(served.url)
    try:
        node.publish(record, [(step.cid, step.data), *blocks], ())
    finally:
        node.close()


@pytest.mark.parametrize("changed", ["name", "signature", "no base64", "no head"])
def test_a_push_without_a_valid_head_costs_nothing(
    ada_member: Member, served: Served, ben: Person, ada: Person, changed: str
) -> None:
    import base64

    record = make_ipns_record(ada.seed, ada_member.community.cid, 3, _now()).data
    name, head = ipns_name_of(ada.did), base64.b64encode(record).decode()
    if changed == "name":
        name = ipns_name_of(ben.did)
    elif changed == "signature":
        head = base64.b64encode(record[:-1] + bytes([record[-1] ^ 1])).decode()
    else:
        head = {"no base64": "*", "no head": ""}[changed]
    answer = httpx.post(
        f"{served.url}/v1/feeds/{name}", headers={"Corvia-Head": head}, content=b"x" * 100_000
    )
    assert answer.status_code in (400, 422)
    assert served.node.copy.record(ada.did) is None


def test_a_head_whose_blocks_are_not_all_there_is_refused_and_nothing_is_kept(
    ada_member: Member, served: Served, dated: Any
) -> None:
    dated(ada_member.person).keep_in(ada_member.store)
    before = served.node.copy.counts()
    record = make_ipns_record(ada_member.person.seed, cid_of(b"x", 0x71), 0, _now())
    from corvia_sync.travel.community_node import CommunityNode

    node = CommunityNode(served.url)
    try:
        with pytest.raises(NodeRefused, match="missing"):
            node.publish(record, [], ())
    finally:
        node.close()
    assert served.node.copy.counts() == before


def test_a_rollback_and_a_fork_are_refused_by_the_node(
    ada_member: Member, served: Served, dated: Any
) -> None:
    from corvia_sync.travel.community_node import CommunityNode

    for title in ("One", "Two"):
        dated(ada_member.person, title).keep_in(ada_member.store)
        ada_member.publish()
    node = CommunityNode(served.url)
    try:
        seed, target = ada_member.person.seed, ada_member.community.cid
        with pytest.raises(NodeRefused, match="older"):
            node.publish(make_ipns_record(seed, target, 0, _now()), [], ())
        with pytest.raises(NodeRefused, match="two different heads"):
            node.publish(make_ipns_record(seed, target, 1, _now()), [], ())
    finally:
        node.close()


def test_an_author_keeps_at_most_their_quota(
    node: Node, with_limits: Callable[..., Node], serve: Any, member: Any, ada: Person, dated: Any
) -> None:
    with_limits()
    node.copy.quota = type(node.copy.quota)(author=6000, whole=10**9, push=10**8)
    mine = member(ada, serve(node))
    dated(ada, "One").keep_in(mine.store)
    mine.publish()
    for number in range(4):
        dated(ada, f"More {number}").keep_in(mine.store)
    before = node.copy.counts()
    with pytest.raises(NodeRefused, match=r"no room|At most"):
        mine.publish()
    assert node.copy.counts() == before


def test_a_song_with_a_score_that_breaks_its_form_is_refused_by_name_and_erased(
    ada_member: Member, served: Served, content: Any, consent: Any
) -> None:
    from corvia_sync.signed_object import sign_payload
    from corvia_sync.song import Song, make_song
    from corvia_sync.song_content import SongContent

    good = content(("score", "lyric"))
    bad = SongContent(good.title, good.score + b" ")
    dates = {"valid_from": "2020-01-01", "valid_until": "2999-12-31"}
    receipt = consent(ada_member.person, bad, ("score", "lyric"), **dates)
    proper = make_song(
        ada_member.person.seed, good, consent(ada_member.person, good, ("score", "lyric"), **dates)
    )
    import msgspec

    links = tuple(cid for cid, _ in bad.blocks())
    payload: Song = msgspec.structs.replace(proper.song.payload, receipt=receipt.cid, score=links)
    signed = sign_payload(ada_member.person.seed, payload)
    for cid, data in (*bad.blocks(), (receipt.cid, receipt.data), (signed.cid, signed.data)):
        put_checked(ada_member.store, cid, data)
    push_directly(ada_member, served)
    copy = served.node.copy
    assert copy.counts()["songs"] == 0
    for cid in (*links, receipt.cid, signed.cid):
        assert not copy.blocks.has(cid.text)


def test_a_node_that_is_started_again_still_knows_everything(
    ada_member: Member, served: Served, dated: Any
) -> None:
    dated(ada_member.person).keep_in(ada_member.store)
    ada_member.publish()
    reopened = CommunityCopy(served.node.configuration.data)
    try:
        assert reopened.songs(utc_today()) == served.node.copy.songs(utc_today())
        assert dict(reopened.records()) == dict(served.node.copy.records())
    finally:
        reopened.close()


def test_much_is_pushed_in_pieces_and_arrives_whole(
    ada_member: Member, ben_member: Member, dated: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corvia_sync.travel.community_node._PIECE", 4000)
    for number in range(9):
        dated(ada_member.person, f"Song {number}", fields=("score", "audio")).keep_in(
            ada_member.store
        )
    ada_member.publish()
    assert len(ben_member.pull().songs) == 9
    assert songs_of(ben_member) == songs_of(ada_member)
    assert ada_member.publish().objects == 0
