import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_sync.blocks import BlockRefused, MemoryBlocks, put_checked
from corvia_sync.car import CarLimits, CarRefused, write_car
from corvia_sync.cid import DAG_CBOR, DAG_PB, RAW, Cid, cid_of
from corvia_sync.content import Block
from corvia_sync.dag_cbor import encode
from corvia_sync.exchange import (
    FileMissing,
    NotReadable,
    community_blocks,
    export_car,
    import_car,
)
from corvia_sync.gathering import gather
from corvia_sync.tombstone import make_tombstone


def exported(store: MemoryBlocks, community: Cid, on: date) -> bytes:
    target = io.BytesIO()
    export_car(store, community, on, target)
    return target.getvalue()


def car(roots: list[Cid], blocks: list[Block]) -> io.BytesIO:
    target = io.BytesIO()
    write_car(target, roots, blocks)
    target.seek(0)
    return target


@pytest.fixture
def full(store: MemoryBlocks, share: Any, ada: Any, ben: Any) -> MemoryBlocks:
    share(ada).keep_in(store)
    share(ben, ("score", "lyric"), title="Other").keep_in(store)
    return store


def test_a_community_arrives_whole_and_gathers_alike(
    full: MemoryBlocks, community: Any, today: date
) -> None:
    data = exported(full, community.cid, today)
    arrived = MemoryBlocks()
    report = import_car(io.BytesIO(data), arrived)
    assert gather(arrived, community.cid, today) == gather(full, community.cid, today)
    assert report.roots == (community.cid,)
    assert report.blocks == len(list(arrived.cids())) == len(list(full.cids()))
    assert report.manifests == (community.cid,)
    assert len(report.songs) == 2
    assert report.refused == ()
    assert import_car(io.BytesIO(data), arrived) == report


def test_equal_blocks_give_equal_files(full: MemoryBlocks, community: Any, today: date) -> None:
    shuffled = MemoryBlocks()
    for cid in reversed(list(full.cids())):
        shuffled.put(cid, full.get(cid) or b"")
    assert exported(shuffled, community.cid, today) == exported(full, community.cid, today)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_byte_is_named_and_nothing_is_kept(
    full: MemoryBlocks, community: Any, today: date, data: st.DataObject
) -> None:
    whole = bytearray(exported(full, community.cid, today))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    empty = MemoryBlocks()
    with pytest.raises(CarRefused, match=r"byte \d+"):
        import_car(io.BytesIO(whole), empty)
    assert list(empty.cids()) == []


def test_every_single_changed_bit_of_the_first_kilobyte_is_refused(
    full: MemoryBlocks, community: Any, today: date
) -> None:
    whole = exported(full, community.cid, today)
    for position in range(1024):
        for bit in range(8):
            changed = bytearray(whole)
            changed[position] ^= 1 << bit
            with pytest.raises(CarRefused):
                import_car(io.BytesIO(changed), MemoryBlocks())


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_cut_short_keeps_nothing_unless_it_is_still_a_whole_file(
    full: MemoryBlocks, community: Any, today: date, data: st.DataObject
) -> None:
    whole = exported(full, community.cid, today)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    arrived = MemoryBlocks()
    try:
        import_car(io.BytesIO(cut), arrived)
    except CarRefused:
        assert list(arrived.cids()) == []
    else:
        assert set(arrived.cids()) < set(full.cids())


def test_what_ended_is_not_handed_on_but_its_tombstone_is(
    full: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    shared = share(ada, title="Taken back")
    shared.keep_in(full)
    stone = make_tombstone(ada.seed, community.cid, shared.song.cid)
    put_checked(full, stone.cid, stone.data)
    handed_on = community_blocks(full, community.cid, today)
    assert stone.cid in handed_on
    assert community.cid in handed_on
    assert shared.song.cid not in handed_on
    assert shared.receipt.cid not in handed_on
    assert shared.song.payload.score[0] not in handed_on
    later = community_blocks(full, community.cid, date(2030, 1, 1))
    assert set(later) == {community.cid, stone.cid}


def test_a_bad_signature_refuses_that_song_and_what_only_it_links_to(
    full: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    shared = share(ada, title="Forged")
    forged = bytearray(shared.song.data)
    forged[20] ^= 1
    cid = cid_of(bytes(forged), DAG_CBOR)
    blocks = [(Cid.from_text(text), full.get(text) or b"") for text in full.cids()]
    blocks += [(cid, bytes(forged)), (shared.receipt.cid, shared.receipt.data), *shared.content]
    arrived = MemoryBlocks()
    report = import_car(car([community.cid], blocks), arrived)
    (refusal,) = report.refused
    assert refusal.cid == cid
    assert "signature" in refusal.reason
    assert not arrived.has(cid.text)
    assert not arrived.has(shared.song.payload.score[0].text)
    assert len(gather(arrived, community.cid, today).songs) == 2


@pytest.mark.parametrize(
    ("blocks", "named"),
    [
        ([(cid_of(b"junk", RAW), b"junk")], "nothing in it links"),
        ([(cid_of(b"", DAG_PB), b"")], "not used here"),
        ([(cid_of(b"\xff", DAG_CBOR), b"\xff")], "cannot be read"),
        ([(cid_of(encode({"x": 1}), DAG_CBOR), encode({"x": 1}))], "root"),
    ],
)
def test_what_no_honest_writer_writes_is_refused(
    community: Any, blocks: list[Block], named: str
) -> None:
    arrived = MemoryBlocks()
    roots = [community.cid] if named == "root" else []
    with pytest.raises(CarRefused, match=named):
        import_car(car(roots, blocks), arrived)
    assert list(arrived.cids()) == []


def test_an_envelope_of_another_project_is_kept_if_it_verifies(ada: Any) -> None:
    from corvia_sync.envelope import seal

    data = seal(ada.seed, "other/thing@1.0.0", {"x": 1})
    forged = data[:20] + bytes([data[20] ^ 1]) + data[21:]
    blocks = [(cid_of(item, DAG_CBOR), item) for item in (data, forged)]
    arrived = MemoryBlocks()
    report = import_car(car([], blocks), arrived)
    assert list(arrived.cids()) == [blocks[0][0].text]
    assert [refusal.cid for refusal in report.refused] == [blocks[1][0]]


def test_files_are_read_by_path_and_bounded(
    full: MemoryBlocks, community: Any, today: date, tmp_path: Path
) -> None:
    path = tmp_path / "community.car"
    path.write_bytes(exported(full, community.cid, today))
    assert import_car(path, MemoryBlocks()).blocks == len(list(full.cids()))
    with pytest.raises(CarRefused, match="blocks"):
        import_car(path, MemoryBlocks(), CarLimits(count=3))
    with pytest.raises(FileMissing, match="nowhere"):
        import_car(tmp_path / "nowhere.car", MemoryBlocks())
    with pytest.raises(NotReadable):
        import_car(tmp_path, MemoryBlocks())


def test_a_source_that_cannot_be_read_twice_is_refused() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(NotReadable, match="twice"):
        import_car(Pipe(b""), MemoryBlocks())


def test_a_damaged_store_is_noticed_when_writing(
    full: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    shared = share(ada, title="with sound")
    shared.keep_in(full)
    full.put(shared.song.payload.audio[0].text, b"damaged")
    with pytest.raises(BlockRefused, match="was changed"):
        exported(full, community.cid, today)
