"""Attacks that no other file tests; specs/attacks.md lists all of them, each with its test."""

import gzip
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from corvia_crypto.member_keys import KeyUnusable, open_with_any, recipient_of_did
from corvia_crypto.varint import encode_varint
from corvia_local.errors import BadInput, PeerRefused, StorageFailed
from corvia_sync import dag_cbor
from corvia_sync.blocks import BlockRefused, MemoryBlocks, put_checked
from corvia_sync.bounded_http import AnswerRefused, Patience, RequestFailed
from corvia_sync.bounded_text import shown, steers_terminal
from corvia_sync.car import CarRefused, read_car, write_car
from corvia_sync.cid import DAG_CBOR, RAW, Cid, cid_of
from corvia_sync.confusables import look_alike
from corvia_sync.denylist import DenylistUnusable, parse_denylist
from corvia_sync.envelope import EnvelopeRefused, open_envelope, seal
from corvia_sync.epoch import Epoch, EpochRefused, open_epoch
from corvia_sync.exchange import import_car
from corvia_sync.feed import FeedStep, make_steps
from corvia_sync.gathering import gather
from corvia_sync.heads import MemoryHeads
from corvia_sync.ipns_record import make_ipns_record
from corvia_sync.join_request import RequestRefused, open_request, seal_request
from corvia_sync.manifest import make_first_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import PullLimits, pull
from corvia_sync.signed_object import (
    NotSignable,
    ObjectRefused,
    read_signed,
    sign_payload,
    to_plain,
)
from corvia_sync.song import Song
from corvia_sync.tombstone import make_tombstone
from corvia_sync.travel.car_bundle import CarBundle
from corvia_sync.travel.car_folder import CarFolder
from corvia_sync.travel.community_node import CommunityNode
from corvia_sync.travel.gateway import Gateway
from tests.sync.conftest import Person
from tests.sync.test_bounded_http import Server, answering
from tests.sync.test_pulling import NOW

QUICK = Patience(connect=2, silence=2, whole=5, attempts=1)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def ways(folder: Path) -> CarFolder:
    return CarFolder(folder)


def test_a_link_in_a_strangers_folder_leads_no_writing_elsewhere(
    ada: Person, community: Any, share: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    stick.mkdir()
    elsewhere.mkdir()
    share(ada).keep_in(store)
    (stick / "heads").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(StorageFailed, match="stands a link"):
        publish(CarFolder(stick), store, MemoryHeads(), ada.seed, community.cid, NOW)
    assert list(elsewhere.iterdir()) == []


def test_a_partial_file_that_is_a_link_is_not_written_through(
    ada: Person, community: Any, share: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    from corvia_sync.ipns_name import ipns_name_of

    precious = tmp_path / "precious"
    precious.write_text("mine")
    feeds = tmp_path / "stick" / "feeds" / ipns_name_of(ada.did)
    feeds.mkdir(parents=True)
    (feeds / ".new.car.part").symlink_to(precious)
    share(ada).keep_in(store)
    publish(CarFolder(tmp_path / "stick"), store, MemoryHeads(), ada.seed, community.cid, NOW)
    assert precious.read_text() == "mine"


def test_a_pipe_and_a_device_in_a_folder_are_not_read(
    ben: Person, community: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "endless.car")
    (tmp_path / "zeros.car").symlink_to("/dev/zero")
    report = pull(CarFolder(tmp_path), store, MemoryHeads(), community.cid, NOW)
    assert report.songs == ()


def test_a_file_whose_name_steers_the_terminal_is_shown_tamed(tmp_path: Path) -> None:
    from corvia_local.studio.syncing import _damaged

    (tmp_path / "a\x1b]0;owned\x07\x1b[2J\u202e.car").write_bytes(b"junk")
    folder = CarFolder(tmp_path)
    assert folder.block(cid_of(b"x", RAW)) is None
    ((name, reason),) = _damaged(folder)
    assert not steers_terminal(name + reason)
    assert shown("\x1b[31mred") == "�[31mred"


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/", "http://169.254.169.254/latest/", "file:///etc/passwd", "//[::1]/"],
)
def test_a_gateway_that_sends_one_on_to_the_private_network_is_not_followed(
    server: Server, target: str
) -> None:
    def redirect(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.answers = [redirect]
    gateway = Gateway(server.url, QUICK)
    try:
        with pytest.raises(RequestFailed, match="302"):
            gateway.block(cid_of(b"x", RAW))
    finally:
        gateway.close()
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://x", "gopher://127.0.0.1", "/etc", ""]
)
def test_an_address_that_is_no_web_address_is_asked_for_nothing(address: str) -> None:
    with pytest.raises(BadInput, match="no gateway"):
        Gateway(address)


def test_an_answer_that_unpacks_to_a_flood_is_taken_as_it_is_and_refused(server: Server) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    def packed(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(bomb)))
        handler.end_headers()
        handler.wfile.write(bomb)

    server.answers = [packed]
    gateway = Gateway(server.url, QUICK)
    try:
        assert gateway.block(cid_of(b"x", RAW)) == bomb, "nothing was unpacked"
    finally:
        gateway.close()


@pytest.mark.parametrize(
    "body", [b"", b"\x80", b"\xa1\x61a\x01", b"\xa1" * 100, b"<html>", dag_cbor.encode({"x": b"1"})]
)
def test_a_node_that_lists_nonsense_as_heads_brings_nothing_and_harms_nothing(
    server: Server, community: Any, store: MemoryBlocks, body: bytes
) -> None:
    server.answers = [answering(200, body)]
    node = CommunityNode(server.url, QUICK)
    try:
        report = pull(node, store, MemoryHeads(), community.cid, NOW)
    finally:
        node.close()
    assert report.songs == ()
    assert len(server.seen) == 1, "it was asked once, not once for each author"


def test_a_node_that_lists_heads_without_end_is_left(server: Server) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(400):
                handler.wfile.write(bytes(100_000))
        except OSError:
            pass

    server.answers = [endless]
    node = CommunityNode(server.url, QUICK)
    try:
        with pytest.raises(AnswerRefused, match="more than"):
            node.names()
    finally:
        node.close()


def test_what_a_node_says_when_it_refuses_steers_no_terminal(server: Server, ada: Person) -> None:
    server.answers = [answering(403, b"\x1b[2J\x1b]0;title\x07 go away\r\n" * 50)]
    node = CommunityNode(server.url, QUICK)
    try:
        with pytest.raises(PeerRefused) as refused:
            node.publish(make_ipns_record(ada.seed, cid_of(b"x", RAW), 0, NOW), [], ())
    finally:
        node.close()
    assert not steers_terminal(str(refused.value))
    assert len(str(refused.value)) < 500


def test_a_song_for_another_audience_is_not_taken_from_a_feed(
    ada: Person, ben: Person, community: Any, share: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    other = make_first_manifest(ada.seed, name="Other", purpose="")
    stray = share(ada, audience=other.cid)
    stray.keep_in(store)
    (step,) = make_steps(ada.seed, None, community.cid, [stray.song.cid])
    record = make_ipns_record(ada.seed, step.cid, 0, NOW)
    CarFolder(tmp_path).publish(record, [(step.cid, step.data), *stray.blocks()], ())
    reader = MemoryBlocks()
    put_checked(reader, community.cid, community.data)
    report = pull(CarFolder(tmp_path), reader, MemoryHeads(), community.cid, NOW)
    assert report.songs == ()
    assert "another community" in report.refused[0].reason
    assert not reader.has(stray.song.payload.score[0].text), "its content was not even fetched"


def test_content_is_fetched_only_where_a_consent_covers_it(
    ada: Person, community: Any, share: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    honest, other = share(ada, ("score",), "One"), share(ada, ("score",), "Two")
    payload: Song = msgspec.structs.replace(honest.song.payload, receipt=other.receipt.cid)
    forged = sign_payload(ada.seed, payload)
    (step,) = make_steps(ada.seed, None, community.cid, [forged.cid])
    blocks = [(step.cid, step.data), (forged.cid, forged.data), *other.blocks(), *honest.blocks()]
    record = make_ipns_record(ada.seed, step.cid, 0, NOW)
    CarFolder(tmp_path).publish(record, blocks, ())
    report = pull(CarFolder(tmp_path), store, MemoryHeads(), community.cid, NOW)
    assert (report.songs, len(report.refused)) == ((), 1)
    assert not store.has(honest.song.payload.score[0].text)


def test_a_feed_of_thousands_of_steps_is_left_after_its_bound(
    ada: Person, community: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    steps, before = [], None
    stone = make_tombstone(ada.seed, community.cid, community.cid)
    for _ in range(60):
        (before,) = make_steps(ada.seed, before, community.cid, [stone.cid])
        steps.append((before.cid, before.data))
    record = make_ipns_record(ada.seed, before.cid, before.payload.sequence, NOW)
    CarFolder(tmp_path).publish(record, [*steps, (stone.cid, stone.data)], ())
    limits = PullLimits(steps=50)
    report = pull(CarFolder(tmp_path), store, MemoryHeads(), community.cid, NOW, limits=limits)
    assert "more steps" in report.set_aside[0].reason
    assert not store.has(stone.cid.text)


def test_a_feed_whose_steps_count_wrong_or_lead_to_another_author_is_left(
    ada: Person, ben: Person, community: Any, store: MemoryBlocks, tmp_path: Path
) -> None:
    (theirs,) = make_steps(ben.seed, None, community.cid, [community.cid])
    skipping = sign_payload(
        ada.seed,
        FeedStep(
            iss=ada.did,
            community=community.cid,
            items=(community.cid,),
            sequence=5,
            previous=theirs.cid,
        ),
    )
    for target, sequence in ((theirs, 0), (skipping, 5), (skipping, 6)):
        record = make_ipns_record(ada.seed, target.cid, sequence, NOW)
        folder = tmp_path / f"{sequence}-{target.cid.text[-8:]}"
        folder.mkdir()
        CarFolder(folder).publish(
            record, [(theirs.cid, theirs.data), (skipping.cid, skipping.data)], ()
        )
        report = pull(CarFolder(folder), store, MemoryHeads(), community.cid, NOW)
        assert [aside.who for aside in report.set_aside] == [ada.did]


def test_a_tombstone_for_anothers_song_in_ones_own_feed_withdraws_nothing(
    ada: Person,
    ben: Person,
    community: Any,
    share: Any,
    store: MemoryBlocks,
    today: Any,
    tmp_path: Path,
) -> None:
    song = share(ben)
    song.keep_in(store)
    stone = make_tombstone(ada.seed, community.cid, song.song.cid)
    (step,) = make_steps(ada.seed, None, community.cid, [stone.cid])
    record = make_ipns_record(ada.seed, step.cid, 0, NOW)
    CarFolder(tmp_path).publish(record, [(step.cid, step.data), (stone.cid, stone.data)], ())
    pull(CarFolder(tmp_path), store, MemoryHeads(), community.cid, NOW)
    assert [s.cid for s in gather(store, community.cid, today).songs] == [song.song.cid]


def test_a_key_of_small_order_signs_nothing_and_nothing_is_sealed_to_it() -> None:
    from corvia_crypto.did_key import encode_ed25519_did

    for point in (bytes(32), bytes([1, *bytes(31)]), b"\xec" + b"\xff" * 30 + b"\x7f"):
        did = encode_ed25519_did(point)
        with pytest.raises(KeyUnusable):
            recipient_of_did(did)


def test_an_object_of_one_kind_is_not_taken_for_another(ada: Person, community: Any) -> None:
    stone = make_tombstone(ada.seed, community.cid, community.cid)
    for kind in (Song, FeedStep, Epoch):
        with pytest.raises(ObjectRefused, match="expected"):
            read_signed(stone.data, kind)
    retagged = seal(ada.seed, Song.TAG, to_plain(stone.payload))
    with pytest.raises(ObjectRefused):
        read_signed(retagged, Song)


def test_a_signature_moved_to_another_content_is_refused(ada: Person, community: Any) -> None:
    one = make_tombstone(ada.seed, community.cid, community.cid)
    other = make_tombstone(ada.seed, community.cid, cid_of(b"x", DAG_CBOR))
    with pytest.raises(EnvelopeRefused):
        open_envelope(one.data[:67] + other.data[67:])


def test_a_claimed_length_of_an_exabyte_asks_for_no_memory() -> None:
    import tracemalloc

    claims = [
        lambda: read_car(io.BytesIO(encode_varint(2**62) + b"x")),
        lambda: dag_cbor.decode(b"\x5b" + (2**62).to_bytes(8, "big")),
        lambda: dag_cbor.decode(b"\x9b" + (2**62).to_bytes(8, "big")),
        lambda: dag_cbor.decode(b"\x82" * 15 + b"\x9a\x00\x0f\xff\xff" + bytes(20)),
    ]
    tracemalloc.start()
    for claim in claims:
        with pytest.raises(PeerRefused):
            claim()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_car_with_a_thousand_copies_of_one_block_is_kept_once_and_bounded(
    community: Any, tmp_path: Path
) -> None:
    section = encode_varint(36 + len(community.data)) + bytes(community.cid) + community.data
    target = io.BytesIO()
    write_car(target, (community.cid,), [])
    store = MemoryBlocks()
    report = import_car(io.BytesIO(target.getvalue() + section * 1000), store)
    assert (report.blocks, len(list(store.cids()))) == (1, 1)


def test_an_identity_hash_brings_no_block_past_the_checks() -> None:
    inline = Cid(bytes([1, RAW, 0, 4]) + b"evil")
    target = encode_varint(8 + 4) + bytes(inline) + b"evil"
    header = io.BytesIO()
    write_car(header, (), [])
    with pytest.raises(CarRefused):
        import_car(io.BytesIO(header.getvalue() + target), MemoryBlocks())
    with pytest.raises(PeerRefused):
        put_checked(MemoryBlocks(), inline, b"evil")


@pytest.mark.parametrize(
    "name",
    [
        "a\u200bb",
        "a\ufeffb",
        "a\u200eb",
        "a\u2060b",
        "a\u061cb",
        "a\x9bb",
        "a\x07b",
        "a\u202eb",
        "a\nb",
        "",
    ],
)
def test_a_communitys_name_holds_nothing_unseen(ada: Person, name: str) -> None:
    with pytest.raises(NotSignable):
        make_first_manifest(ada.seed, name=name, purpose="")


@pytest.mark.parametrize(
    "name", ["Nіght sоng", "Ｎｉｇｈｔ song", "N1ght s0ng", "night-song", "Nïght söng"]
)
def test_a_name_that_imitates_a_known_one_is_noticed(name: str) -> None:
    assert look_alike("Night song", name)
    assert not look_alike("Night walk", name)


def test_an_epoch_sealed_under_a_passphrase_costs_the_reader_nothing(ada: Person) -> None:
    import pyrage

    wrapped = bytes(pyrage.passphrase.encrypt(b"0 AGE-SECRET-KEY-1", "x"))
    manifest = make_first_manifest(ada.seed, name="C", purpose="", closed=True)
    epoch = Epoch(
        iss=ada.did, community=manifest.cid, number=0, manifest=manifest.cid,
        recipient=recipient_of_did(ada.did), wrapped=wrapped,
    )  # fmt: skip
    with pytest.raises(EpochRefused):
        open_epoch(ada.seed, epoch)
    assert open_with_any(b"age-encryption.org/v1\n" * 9, []) is None


def test_a_request_to_join_is_replayed_to_no_other_community_and_ends(
    ada: Person, ben: Person, community: Any, today: Any
) -> None:
    request, sealed = seal_request(ben.seed, community.cid, community.payload, "hi", today)
    assert open_request(ada.seed, sealed, community.cid, today).payload == request.payload
    late = today.replace(month=today.month + 2)
    for seed, cid, day in (
        (ben.seed, community.cid, today),
        (ada.seed, cid_of(b"x", DAG_CBOR), today),
        (ada.seed, community.cid, late),
    ):
        with pytest.raises(RequestRefused):
            open_request(seed, sealed, cid, day)
    with pytest.raises(RequestRefused):
        open_request(ada.seed, bytes(100_000), community.cid, today)


@pytest.mark.parametrize(
    "rule", ["/ipfs/x", "//", "//zz", "/ipns/k51nothing", "did:web:x", "x" * 3000, "\x00", "/"]
)
def test_a_denylist_with_a_line_that_names_nothing_is_refused_whole(rule: str) -> None:
    with pytest.raises(DenylistUnusable, match="Line 2"):
        parse_denylist(f"# a list\n{rule}\n")


def test_a_denylist_hides_what_it_denies_and_denies_every_writing_of_it() -> None:
    denied = parse_denylist(
        "name: test\n---\n"
        "//QmX9dhRcQcKUw3Ws8485T5a9dtjrSCQaUAHnG4iK9i4ceM\n"
        "//d9d295bde21f422d471a90f2a37ec53049fdf3e5fa3ee2e8f20e10003da429e7 gateway=410\n"
        "/ipfs/QmdWFA9FL52hx3j9EJZPQP1ZUH8Ygi5tLCX2cRDs6knSf8/below/*\n"
        "/ipns/domain.example\n/mime/image/*\n"
    )
    assert denied.denies("bafybeidjwik6im54nrpfg7osdvmx7zojl5oaxqel5cmsz46iuelwf5acja")
    assert denied.denies("QmVTF1yEejXd9iMgoRTFDxBv7HAz9kuZcQNBzHrceuK9HR")
    assert denied.denies("bafybeiefwqslmf6zyyrxodaxx4vwqircuxpza5ri45ws3y5a62ypxti42e")
    assert not denied.denies("QmdWFA9FL52hx3j9EJZPQP1ZUH8Ygi5tLCX2cRDs6knSf8")
    assert len(denied.names) == 2


def test_a_push_cannot_bring_what_its_head_does_not_name(
    ada: Person, community: Any, share: Any, store: MemoryBlocks
) -> None:
    from corvia_sync.car import CarLimits
    from corvia_sync.pulling import follow_author

    hidden = share(ada, title="Hidden")
    stone = make_tombstone(ada.seed, community.cid, community.cid)
    (step,) = make_steps(ada.seed, None, community.cid, [stone.cid])
    record = make_ipns_record(ada.seed, step.cid, 0, NOW)
    car = io.BytesIO()
    write_car(car, (), [(step.cid, step.data), (stone.cid, stone.data), *hidden.blocks()])
    bundle = CarBundle(record, car, CarLimits())
    report = follow_author(bundle, store, MemoryHeads(), community.cid, ada.did, NOW)
    assert report.songs == ()
    assert set(store.cids()) == {community.cid.text, step.cid.text, stone.cid.text}


def test_a_lie_about_a_block_is_refused_before_it_is_kept() -> None:
    store = MemoryBlocks()
    for cid, data in ((cid_of(b"a", RAW), b"b"), (cid_of(b"a", RAW), bytes(2_000_000))):
        with pytest.raises(BlockRefused):
            put_checked(store, cid, data)
    assert list(store.cids()) == []


ROOT = Path(__file__).parents[2]
_LISTED = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


def test_every_listed_attack_has_its_test_and_there_are_more_than_forty() -> None:
    text = (ROOT / "specs" / "attacks.md").read_text(encoding="utf-8")
    listed = _LISTED.findall(text)
    for file, test in listed:
        assert re.search(rf"^(async )?def {test}\(", (ROOT / file).read_text(), re.MULTILINE), test
    rows = [line for line in text.splitlines() if line.startswith("| ") and "::test_" in line]
    assert len(rows) >= 40
    assert len(listed) >= len(rows)
    here = re.findall(r"^def (test_\w+)", Path(__file__).read_text(), re.MULTILINE)[:-1]
    assert [test for test in here if test not in {name for _, name in listed}] == []
