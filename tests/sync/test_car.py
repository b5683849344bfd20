import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.varint import encode_varint
from corvia_sync.blocks import LARGEST_BLOCK, BlockRefused
from corvia_sync.car import CarLimits, CarRefused, read_car, write_car
from corvia_sync.cid import DAG_CBOR, RAW, Cid, cid_of
from corvia_sync.content import Block
from corvia_sync.dag_cbor import encode

BLOCKS = [(cid_of(data, RAW), data) for data in (b"one", b"two", b"", b"four" * 100)]


def written(roots: list[Cid], blocks: list[Block]) -> bytes:
    target = io.BytesIO()
    write_car(target, roots, blocks)
    return target.getvalue()


def read(data: bytes, limits: CarLimits | None = None) -> tuple[tuple[Cid, ...], list[Block]]:
    roots, blocks = read_car(io.BytesIO(data), limits)
    return roots, [(block.cid, block.data) for block in blocks]


@given(st.lists(st.binary(max_size=200), max_size=8, unique=True))
def test_blocks_and_roots_round_trip_in_order(contents: list[bytes]) -> None:
    blocks = [(cid_of(data, RAW), data) for data in contents]
    roots = [cid for cid, _ in blocks[:2]]
    data = written(roots, blocks)
    assert read(data) == (tuple(roots), blocks)
    assert written(roots, blocks) == data


def test_a_block_given_twice_is_written_once_and_duplicates_are_read() -> None:
    once = written([BLOCKS[0][0]], BLOCKS)
    assert written([BLOCKS[0][0]], BLOCKS + BLOCKS) == once
    cid, data = BLOCKS[0]
    section = encode_varint(len(bytes(cid)) + len(data)) + bytes(cid) + data
    assert read(once + section)[1] == [*BLOCKS, BLOCKS[0]]


@given(st.data())
def test_a_file_cut_within_a_part_is_refused_where_the_part_starts(data: st.DataObject) -> None:
    whole = written([BLOCKS[0][0]], BLOCKS)
    starts = [block.offset for block in read_car(io.BytesIO(whole))[1]]
    cut = data.draw(st.integers(0, len(whole) - 1).filter(lambda at: at not in starts))
    with pytest.raises(CarRefused) as refusal:
        read(whole[:cut])
    assert refusal.value.offset == max([start for start in starts if start < cut], default=0)
    assert f"byte {refusal.value.offset}" in str(refusal.value)


@given(st.data())
def test_a_changed_byte_within_a_block_is_refused_at_its_section(data: st.DataObject) -> None:
    whole = bytearray(written([BLOCKS[0][0]], BLOCKS))
    blocks = list(read_car(io.BytesIO(whole))[1])
    last = blocks[-1]
    position = data.draw(st.integers(last.offset + 2 + 36, len(whole) - 1))
    whole[position] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CarRefused, match="was changed") as refusal:
        read(bytes(whole))
    assert refusal.value.offset == last.offset


@given(st.binary(min_size=1, max_size=100))
def test_garbage_behind_the_last_block_is_refused(garbage: bytes) -> None:
    with pytest.raises(CarRefused):
        read(written([BLOCKS[0][0]], BLOCKS) + b"\0" + garbage)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CarRefused):
        read(data)


@pytest.mark.parametrize(
    "header",
    [
        {"version": 1},
        {"roots": [], "version": 2},
        {"roots": [], "version": True},
        {"roots": ["text"], "version": 1},
        {"roots": [], "version": 1, "more": 1},
        {"roots": {}, "version": 1},
        [],
    ],
)
def test_other_headers_are_refused(header: object) -> None:
    data = encode(header)  # type: ignore[arg-type]
    with pytest.raises(CarRefused, match="byte 0"):
        read(encode_varint(len(data)) + data)


def test_lengths_are_bounded_before_anything_is_read() -> None:
    header = written([], [])
    for length in (0, LARGEST_BLOCK + 1000, 2**62):
        with pytest.raises(CarRefused, match="claims") as refusal:
            read(header + encode_varint(length) + b"x")
        assert refusal.value.offset == len(header)
    with pytest.raises(CarRefused, match="claims"):
        read(encode_varint(10**9))


def test_a_length_that_is_not_shortest_or_never_ends_is_refused() -> None:
    header = written([], [])
    for length in (b"\x80\x00", b"\xff" * 20, b"\xff"):
        with pytest.raises(CarRefused):
            read(header + length)


def test_the_files_size_and_block_count_are_bounded() -> None:
    data = written([BLOCKS[0][0]], BLOCKS)
    assert len(read(data, CarLimits(size=len(data), count=4))[1]) == 4
    with pytest.raises(CarRefused, match="more than 3 blocks"):
        read(data, CarLimits(count=3))
    with pytest.raises(CarRefused, match="longer than"):
        read(data, CarLimits(size=len(data) - 1))


def test_a_source_that_gives_a_byte_at_a_time_is_read_alike() -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1 if size else 0)

    data = written([BLOCKS[0][0]], BLOCKS)
    blocks = [(block.cid, block.data) for block in read_car(Dripping(data))[1]]
    assert blocks == BLOCKS


def test_a_block_without_its_hash_is_not_written() -> None:
    with pytest.raises(BlockRefused):
        written([], [(cid_of(b"a", DAG_CBOR), b"b")])
