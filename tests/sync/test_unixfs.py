import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_local.errors import PeerRefused
from corvia_sync.blocks import BlockRefused, MemoryBlocks, put_checked
from corvia_sync.cid import DAG_CBOR, DAG_PB, RAW, Cid, cid_of
from corvia_sync.dag_pb import DagPbRefused, PbLink, PbNode, decode_node, encode_node
from corvia_sync.protobuf import bytes_field, number_field
from corvia_sync.unixfs import (
    V0_2015,
    V1_2025,
    Profile,
    UnixFsRefused,
    file_blocks,
    file_over,
    read_file,
)

NARROW = Profile("narrow", chunk=4, width=2, raw_leaves=True)


def stored(blocks: tuple[tuple[Cid, bytes], ...]) -> MemoryBlocks:
    store = MemoryBlocks()
    for cid, data in blocks:
        put_checked(store, cid, data)
    return store


def root_over(store: MemoryBlocks, links: list[PbLink], message: bytes) -> Cid:
    node = encode_node(links, message)
    cid = cid_of(node, DAG_PB)
    put_checked(store, cid, node)
    return cid


def file_message(content: int, *sizes: int) -> bytes:
    message = number_field(1, 2) + number_field(3, content)
    return message + b"".join(number_field(4, size) for size in sizes)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_back_through_several_levels(data: bytes) -> None:
    root, blocks = file_blocks(data, NARROW)
    assert read_file(stored(blocks), root, 200) == data


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_canonical_node_or_refused(data: bytes) -> None:
    try:
        node = decode_node(data)
    except DagPbRefused:
        return
    assert encode_node(node.links, node.data) == data


@settings(max_examples=300)
@given(st.binary(max_size=120))
def test_any_message_in_a_node_is_a_file_or_refused(message: bytes) -> None:
    store = MemoryBlocks()
    root = root_over(store, [], message)
    try:
        assert len(read_file(store, root, 1000)) <= 1000
    except PeerRefused:
        return


def test_data_before_links_and_unknown_fields_are_refused() -> None:
    link = bytes_field(2, bytes_field(1, bytes(cid_of(b"x", RAW))))
    with pytest.raises(DagPbRefused, match="out of order"):
        decode_node(bytes_field(1, b"data") + link)
    for block in (number_field(1, 5), bytes_field(3, b""), bytes_field(2, b""), b"\x0a\x80\x00"):
        with pytest.raises(DagPbRefused):
            decode_node(block)


def test_a_node_without_data_is_another_than_one_with_no_bytes() -> None:
    assert decode_node(b"") == PbNode((), None)
    assert decode_node(bytes_field(1, b"")) == PbNode((), b"")


def test_a_missing_or_changed_part_is_named_and_no_file_is_given() -> None:
    root, blocks = file_blocks(b"0123456789", NARROW)
    for lost, _ in blocks:
        with pytest.raises(UnixFsRefused, match="not here"):
            read_file(stored(tuple(b for b in blocks if b[0] != lost)), root, 100)
        changed = stored(blocks)
        changed.put(lost.text, b"other bytes")
        with pytest.raises(BlockRefused, match="was changed"):
            read_file(changed, root, 100)


def test_sizes_that_lie_are_refused() -> None:
    store = stored(file_blocks(b"abcd", V1_2025)[1])
    leaf = cid_of(b"abcd", RAW)
    for message in (file_message(4), file_message(5, 4), file_message(5, 5), file_message(3, 3)):
        with pytest.raises(UnixFsRefused):
            read_file(store, root_over(store, [PbLink(leaf)], message), 100)
    assert read_file(store, root_over(store, [PbLink(leaf)], file_message(4, 4)), 100) == b"abcd"


def test_a_small_dag_that_unfolds_to_a_huge_file_is_refused_before_it_is_read() -> None:
    store = stored(file_blocks(bytes(1024), V1_2025)[1])
    level, size = cid_of(bytes(1024), RAW), 1024
    for _ in range(7):
        links, sizes = [PbLink(level)] * 100, [size] * 100
        size *= 100
        level = root_over(store, links, file_message(size, *sizes))
    with pytest.raises(UnixFsRefused, match="longer than"):
        read_file(store, level, 64 * 1024 * 1024)


def test_a_chain_of_empty_nodes_is_refused_by_its_depth_and_a_comb_by_its_count() -> None:
    store = MemoryBlocks()
    level = root_over(store, [], file_message(0))
    for _ in range(9):
        level = root_over(store, [PbLink(level)], file_message(0, 0))
    with pytest.raises(UnixFsRefused, match="levels"):
        read_file(store, level, 100)
    level = root_over(store, [], file_message(0))
    for _ in range(4):
        level = root_over(store, [PbLink(level)] * 100, file_message(0, *[0] * 100))
    with pytest.raises(UnixFsRefused, match="nodes"):
        read_file(store, level, 100)


def test_folders_and_foreign_codecs_are_no_file() -> None:
    store = MemoryBlocks()
    with pytest.raises(UnixFsRefused, match="folder"):
        read_file(store, root_over(store, [], number_field(1, 1)), 100)
    put_checked(store, cid_of(b"\xa0", DAG_CBOR), b"\xa0")
    with pytest.raises(BlockRefused, match="no part of a file"):
        read_file(store, cid_of(b"\xa0", DAG_CBOR), 100)


def test_the_older_profile_names_its_nodes_by_cid_version_0() -> None:
    root, blocks = file_blocks(bytes(600_000), V0_2015)
    assert {cid.version for cid, _ in blocks} == {0}
    assert read_file(stored(blocks), root, 600_000) == bytes(600_000)


def test_a_file_needs_a_leaf() -> None:
    with pytest.raises(ValueError, match="leaf"):
        file_over([])
