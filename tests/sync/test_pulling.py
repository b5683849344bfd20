"""Feeds through a folder: three authors, and what goes wrong with heads."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from corvia_local.errors import Cancelled, StorageFailed
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import RAW, Cid, cid_of
from corvia_sync.envelope import seal
from corvia_sync.feed import MOST_ITEMS, FeedStep, make_steps, read_step
from corvia_sync.gathering import gather
from corvia_sync.heads import MemoryHeads
from corvia_sync.ipns_name import ipns_name_of
from corvia_sync.ipns_record import make_ipns_record
from corvia_sync.manifest import make_next_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import PullLimits, PullReport, pull
from corvia_sync.signed_object import NotSignable, ObjectRefused, to_plain
from corvia_sync.tombstone import make_tombstone
from corvia_sync.travel.car_folder import CarFolder
from corvia_sync.travel.gateway import Gateway
from corvia_sync.travel.transport import ReadOnly

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


class Peer:
    """A person's store, heads and key, syncing through a folder."""

    def __init__(self, person: Any, community: Any, folder: Path) -> None:
        self.person, self.community, self.folder = person, community, folder
        self.store, self.heads = MemoryBlocks(), MemoryHeads()
        put_checked(self.store, community.cid, community.data)

    def publish(self, folder: Path | None = None) -> Any:
        return publish(
            CarFolder(folder or self.folder),
            self.store,
            self.heads,
            self.person.seed,
            self.community.cid,
            NOW,
        )

    def pull(self, **options: Any) -> PullReport:
        return pull(
            CarFolder(self.folder), self.store, self.heads, self.community.cid, NOW, **options
        )

    def songs(self) -> list[Cid]:
        return [song.cid for song in gather(self.store, self.community.cid, NOW.date()).songs]


@pytest.fixture
def ada_peer(ada: Any, community: Any, tmp_path: Path) -> Peer:
    return Peer(ada, community, tmp_path)


@pytest.fixture
def ben_peer(ben: Any, community: Any, tmp_path: Path) -> Peer:
    return Peer(ben, community, tmp_path)


def head_file(folder: Path, person: Any) -> Path:
    return folder / "heads" / f"{ipns_name_of(person.did)}.ipns-record"


def test_songs_arrive_and_a_second_pull_moves_nothing(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    for title in ("One", "Two"):
        share(ada_peer.person, title=title).keep_in(ada_peer.store)
    assert ada_peer.publish().sequence == 0
    first = ben_peer.pull()
    assert sorted(first.songs) == ben_peer.songs() == ada_peer.songs()
    assert (first.asked, first.changed, first.set_aside, first.missing) == (2, 1, (), ())
    again = ben_peer.pull()
    assert (again.changed, again.blocks, again.songs) == (0, 0, ())


def test_the_cost_is_in_proportion_to_what_is_new(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    for number in range(30):
        share(ada_peer.person, ("score",), title=f"Old {number}").keep_in(ada_peer.store)
    ada_peer.publish()
    ben_peer.pull()
    for number in range(3):
        share(ada_peer.person, ("score",), title=f"New {number}").keep_in(ada_peer.store)
    files = set(ada_peer.folder.rglob("*.car"))
    assert ada_peer.publish().objects == 4
    (added,) = set(ada_peer.folder.rglob("*.car")) - files
    report = ben_peer.pull()
    assert len(report.songs) == 3
    assert report.blocks == 1 + 3 * 3
    assert report.size < added.stat().st_size


def test_what_was_taken_back_is_not_fetched_and_the_next_gathering_is_without_it(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    shared = share(ada_peer.person)
    shared.keep_in(ada_peer.store)
    ada_peer.publish()
    ben_peer.pull()
    assert ben_peer.songs() == [shared.song.cid]
    stone = make_tombstone(ada_peer.person.seed, ada_peer.community.cid, shared.song.cid)
    put_checked(ada_peer.store, stone.cid, stone.data)
    ada_peer.publish()
    late = Peer(ben_peer.person, ben_peer.community, ben_peer.folder)
    for peer in (ben_peer, late):
        peer.pull()
        assert peer.songs() == []
    assert not late.store.has(shared.song.cid.text)
    assert not late.store.has(shared.receipt.cid.text)


def test_members_who_are_added_meanwhile_are_asked_in_the_same_pull(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    from tests.sync.conftest import Person

    cleo = Person(bytes([3]) * 32)
    newer = make_next_manifest(
        ada_peer.person.seed,
        ada_peer.community,
        members=(*ada_peer.community.payload.members, cleo.did),
    )
    cleo_peer = Peer(cleo, ada_peer.community, ada_peer.folder)
    for peer in (ada_peer, cleo_peer):
        put_checked(peer.store, newer.cid, newer.data)
    song = share(cleo)
    song.keep_in(cleo_peer.store)
    ada_peer.publish()
    cleo_peer.publish()
    report = ben_peer.pull()
    assert report.asked == 3
    assert ben_peer.songs() == [song.song.cid]


def test_a_rollback_is_named_and_nothing_is_lost(
    ada_peer: Peer, ben_peer: Peer, share: Any, ada: Any
) -> None:
    share(ada, title="One").keep_in(ada_peer.store)
    ada_peer.publish()
    old = head_file(ada_peer.folder, ada).read_bytes()
    share(ada, title="Two").keep_in(ada_peer.store)
    ada_peer.publish()
    ben_peer.pull()
    head_file(ada_peer.folder, ada).write_bytes(old)
    report = ben_peer.pull()
    (aside,) = report.set_aside
    assert aside.who == ada.did
    assert "older (0) than the one known here (1)" in aside.reason
    assert len(ben_peer.songs()) == 2
    assert ada_peer.pull(own=ada.did).set_aside == ()


def test_a_fork_is_named_and_nothing_of_it_is_taken(
    ada_peer: Peer, ben_peer: Peer, share: Any, ada: Any, tmp_path: Path
) -> None:
    share(ada, title="One").keep_in(ada_peer.store)
    ada_peer.publish()
    ben_peer.pull()
    twin = Peer(ada, ada_peer.community, tmp_path / "twin")
    share(ada, title="Another").keep_in(twin.store)
    twin.publish()
    ben_peer.folder = twin.folder
    (aside,) = ben_peer.pull().set_aside
    assert "two different heads of one count (0)" in aside.reason
    share(ada, title="A third").keep_in(twin.store)
    twin.publish()
    (aside,) = ben_peer.pull().set_aside
    assert "leaves out a step that was seen before (0)" in aside.reason
    assert len(ben_peer.songs()) == 1


def test_a_head_past_its_end_or_of_another_key_is_named(
    ada_peer: Peer, ben_peer: Peer, share: Any, ada: Any, ben: Any
) -> None:
    share(ada).keep_in(ada_peer.store)
    ada_peer.publish()
    step = ada_peer.heads.heads_of(ada.did)[0].step
    ended = make_ipns_record(ada.seed, step, 0, NOW - timedelta(days=900))
    forged = make_ipns_record(ben.seed, step, 0, NOW)
    for record, word in ((ended, "ended on"), (forged, "not signed by")):
        head_file(ada_peer.folder, ada).write_bytes(record.data)
        (aside,) = ben_peer.pull().set_aside
        assert word in aside.reason
    assert ben_peer.songs() == []


def test_a_pull_that_is_stopped_goes_on_where_it_was(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    for number in range(6):
        share(ada_peer.person, ("score",), title=f"Song {number}").keep_in(ada_peer.store)
    ada_peer.publish()
    stopped = 0

    def stop(step: str, share_done: float) -> None:
        nonlocal stopped
        if step == "fetching songs" and share_done > 0.4:
            stopped += 1
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        ben_peer.pull(report=stop)
    assert stopped == 1
    part = len(ben_peer.songs())
    assert 0 < part < 6
    report = ben_peer.pull()
    assert len(report.songs) == 6 - part
    assert report.blocks < 1 + 6 * 3
    assert ben_peer.songs() == ada_peer.songs()


def test_a_song_whose_blocks_are_lost_is_missing_and_asked_for_again(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    good, lost = share(ada_peer.person, title="Good"), share(ada_peer.person, title="Lost")
    for shared in (good, lost):
        shared.keep_in(ada_peer.store)
    ada_peer.publish()
    (car,) = ada_peer.folder.rglob("*.car")
    whole = car.read_bytes()
    receipt = bytes(lost.receipt.cid)
    car.write_bytes(whole[: whole.index(receipt) - 2])
    folder = CarFolder(ben_peer.folder)
    first = pull(folder, ben_peer.store, ben_peer.heads, ben_peer.community.cid, NOW)
    assert lost.song.cid in first.missing
    assert not ben_peer.store.has(lost.song.cid.text)
    car.write_bytes(whole)
    report = ben_peer.pull()
    assert ben_peer.songs() == ada_peer.songs()
    assert report.missing == ()


def test_a_way_that_lies_about_a_block_ends_the_pull(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    shared = share(ada_peer.person)
    shared.keep_in(ada_peer.store)
    ada_peer.publish()

    class Liar(CarFolder):
        def block(self, cid: Cid) -> bytes | None:
            return b"lie" if cid == shared.song.cid else super().block(cid)

    liar = Liar(ben_peer.folder)
    report = pull(liar, ben_peer.store, ben_peer.heads, ben_peer.community.cid, NOW)
    (aside,) = report.set_aside
    assert aside.who == liar.name
    assert "was changed" in aside.reason
    assert ben_peer.songs() == []


def test_objects_of_others_in_a_feed_are_refused_by_name(
    ada_peer: Peer, ben_peer: Peer, share: Any, ben: Any, ada: Any
) -> None:
    stolen = share(ben)
    stolen.keep_in(ada_peer.store)
    (step,) = make_steps(ada.seed, None, ada_peer.community.cid, [stolen.song.cid])
    ada_peer.store.put(step.cid.text, step.data)
    record = make_ipns_record(ada.seed, step.cid, 0, NOW)
    blocks = [(step.cid, step.data), *stolen.blocks()]
    CarFolder(ada_peer.folder).publish(record, blocks, ())
    report = ben_peer.pull()
    (refusal,) = report.refused
    assert refusal.cid == stolen.song.cid
    assert "not by the author" in refusal.reason
    assert ben_peer.songs() == []


def test_a_pull_is_bounded(ada_peer: Peer, ben_peer: Peer, share: Any) -> None:
    for title in ("One", "Two", "Three"):
        share(ada_peer.person, ("score",), title=title).keep_in(ada_peer.store)
        ada_peer.publish()
    for limits in (PullLimits(blocks=3), PullLimits(size=2000), PullLimits(steps=2)):
        fresh = Peer(ben_peer.person, ben_peer.community, ben_peer.folder)
        (aside,) = fresh.pull(limits=limits).set_aside
        assert "take" in aside.reason or "more steps" in aside.reason


def test_steps_of_other_communities_are_walked_over_and_not_fetched(
    ada_peer: Peer, ben_peer: Peer, share: Any, ada: Any, unknown_cid: Cid
) -> None:
    share(ada, title="One").keep_in(ada_peer.store)
    ada_peer.publish()
    newest = read_step(ada_peer.store.get(ada_peer.heads.heads_of(ada.did)[0].step.text) or b"")
    (other,) = make_steps(ada.seed, newest, unknown_cid, [cid_of(b"elsewhere", RAW)])
    ada_peer.store.put(other.cid.text, other.data)
    from corvia_sync.heads import Head

    ada_peer.heads.keep_head(Head(ada.did, unknown_cid, 1, other.cid))
    share(ada, title="Two").keep_in(ada_peer.store)
    assert ada_peer.publish().sequence == 2
    report = ben_peer.pull()
    assert (len(report.songs), report.missing) == (2, ())


def test_a_damaged_file_in_a_folder_is_named_and_the_others_are_read(
    ada_peer: Peer, ben_peer: Peer, share: Any
) -> None:
    share(ada_peer.person).keep_in(ada_peer.store)
    ada_peer.publish()
    bad = ben_peer.folder / "feeds" / ipns_name_of(ada_peer.person.did) / "9999999999-x.car"
    bad.write_bytes(os.urandom(100))
    folder = CarFolder(ben_peer.folder)
    pull(folder, ben_peer.store, ben_peer.heads, ben_peer.community.cid, NOW)
    assert len(ben_peer.songs()) == 1
    assert list(folder.damaged) == [bad]


def test_publishing_twice_writes_no_file_and_a_second_folder_gets_everything(
    ada_peer: Peer, share: Any, tmp_path: Path
) -> None:
    share(ada_peer.person).keep_in(ada_peer.store)
    ada_peer.publish()
    before = set(ada_peer.folder.rglob("*"))
    assert ada_peer.publish().objects == 0
    assert set(ada_peer.folder.rglob("*")) == before
    assert ada_peer.publish(tmp_path / "second").objects == 3


def test_behind_an_open_door_strangers_are_found_by_folder_by_name_and_by_their_songs(
    ada: Any, share: Any, tmp_path: Path
) -> None:
    from corvia_sync.manifest import make_first_manifest
    from tests.sync.conftest import Person

    square = make_first_manifest(ada.seed, name="Square", purpose="", door="open")
    stranger, reader = (Person(bytes([n]) * 32) for n in (8, 9))
    (step,) = make_steps(stranger.seed, None, square.cid, [cid_of(b"lost", RAW)])
    record = make_ipns_record(stranger.seed, step.cid, 0, NOW)
    CarFolder(tmp_path).publish(record, [(step.cid, step.data)], ())

    class Unlisted(CarFolder):
        def names(self) -> tuple[str, ...]:
            return ()

    def asked(way: CarFolder, *here: Any, **options: Any) -> tuple[int, int]:
        peer = Peer(reader, square, tmp_path)
        for shared in here:
            shared.keep_in(peer.store)
        report = pull(way, peer.store, peer.heads, square.cid, NOW, **options)
        return report.asked, report.changed

    os.mkfifo(tmp_path / "heads" / f"{ipns_name_of(reader.did)}.ipns-record")
    (tmp_path / "heads" / f"k51{'z' * 59}.ipns-record").write_bytes(b"no key has this name")
    assert CarFolder(tmp_path).head(ipns_name_of(reader.did)) is None
    assert asked(CarFolder(tmp_path)) == (3, 1)
    assert asked(Unlisted(tmp_path)) == (1, 0)
    assert asked(Unlisted(tmp_path), also=[stranger.did]) == (2, 1)
    assert asked(Unlisted(tmp_path), share(stranger, audience=square.cid)) == (2, 1)


def test_a_folder_that_is_full_or_read_only_keeps_its_old_head(
    ada_peer: Peer, share: Any, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(ada, title="One").keep_in(ada_peer.store)
    ada_peer.publish()
    before = {path: path.read_bytes() for path in ada_peer.folder.rglob("*") if path.is_file()}
    share(ada, title="Two").keep_in(ada_peer.store)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StorageFailed, match="No space left"):
            ada_peer.publish()
    after = {path: path.read_bytes() for path in ada_peer.folder.rglob("*") if path.is_file()}
    assert after == before
    assert ada_peer.publish().objects == 2


def test_an_author_who_shared_nothing_publishes_nothing(ben_peer: Peer) -> None:
    assert ben_peer.publish().sequence is None
    assert list(ben_peer.folder.iterdir()) == []


def test_steps_are_bounded_ordered_and_linked(ada: Any, ben: Any, unknown_cid: Cid) -> None:
    items = [cid_of(bytes([n % 256, n // 256]), RAW) for n in range(MOST_ITEMS + 1)]
    first, second = make_steps(ada.seed, None, unknown_cid, items)
    assert (second.payload.sequence, second.payload.previous) == (1, first.cid)
    assert len(first.payload.items) == MOST_ITEMS
    assert make_steps(ada.seed, first, unknown_cid, []) == ()
    with pytest.raises(NotSignable):
        make_steps(ben.seed, first, unknown_cid, items[:1])
    plain = to_plain(first.payload)
    for change in ({"sequence": 1}, {"items": []}, {"previous": first.cid}, {"surplus": 1}):
        with pytest.raises(ObjectRefused):
            read_step(seal(ada.seed, FeedStep.TAG, {**plain, **change}))
    disordered = seal(ada.seed, FeedStep.TAG, {**plain, "items": [*first.payload.items[::-1]]})
    with pytest.raises(ObjectRefused, match="out of order"):
        read_step(disordered)


def test_a_gateway_takes_nothing(ada_peer: Peer, share: Any) -> None:
    share(ada_peer.person).keep_in(ada_peer.store)
    gateway = Gateway("http://127.0.0.1:9")
    with pytest.raises(ReadOnly, match="only gives"):
        publish(
            gateway,
            ada_peer.store,
            ada_peer.heads,
            ada_peer.person.seed,
            ada_peer.community.cid,
            NOW,
        )
