import pytest

from corvia_sync.blocks import (
    LARGEST_BLOCK,
    BlockRefused,
    BlockTooLarge,
    MemoryBlocks,
    check_block,
    put_checked,
    put_new,
)
from corvia_sync.cid import RAW, Cid, CidRefused, cid_of
from corvia_sync.content import PIECE, ContentRefused, blocks_of, links_of, read_content


def test_a_block_is_kept_only_under_its_own_hash() -> None:
    store = MemoryBlocks()
    cid = cid_of(b"song", RAW)
    with pytest.raises(BlockRefused, match="was changed"):
        put_checked(store, cid, b"sonh")
    assert not store.has(cid.text)
    put_checked(store, cid, b"song")
    assert store.get(cid.text) == b"song"
    assert list(store.cids()) == [cid.text]
    assert put_new(store, b"song", RAW) == cid


def test_blocks_are_bounded() -> None:
    data = bytes(LARGEST_BLOCK + 1)
    with pytest.raises(BlockRefused, match=str(LARGEST_BLOCK)):
        check_block(cid_of(data, RAW), data)
    with pytest.raises(BlockTooLarge):
        put_new(MemoryBlocks(), data, RAW)


def test_an_unknown_hash_is_not_taken_on_trust() -> None:
    with pytest.raises(CidRefused, match="not known"):
        check_block(Cid.from_text("bafkqabiaaebagba"), b"\0\1\2\3\4")


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 5])
def test_content_of_any_length_is_cut_and_joined_again(length: int) -> None:
    data = (b"corvia" * (length // 6 + 1))[:length]
    store = MemoryBlocks()
    for cid, piece in blocks_of(data):
        put_checked(store, cid, piece)
    assert len(links_of(data)) == -(-length // PIECE)
    assert read_content(store, links_of(data), length, "score") == data


def test_content_that_is_missing_changed_too_long_or_cut_otherwise_is_refused() -> None:
    store = MemoryBlocks()
    pieces = [(cid_of(data, RAW), data) for data in (b"first", b"second")]
    links = [cid for cid, _ in pieces]
    with pytest.raises(ContentRefused, match="missing"):
        read_content(store, links[:1], 100, "score")
    for cid, data in pieces:
        store.put(cid.text, data)
    assert read_content(store, links[:1], 100, "score") == b"first"
    with pytest.raises(ContentRefused, match="not cut"):
        read_content(store, links, PIECE + 100, "score")
    with pytest.raises(ContentRefused, match="longer"):
        read_content(store, links[:1], 4, "score")
    with pytest.raises(ContentRefused, match="longer"):
        read_content(store, links * 50, 100, "score")
    store.put(links[0].text, b"other")
    with pytest.raises(ContentRefused, match="changed"):
        read_content(store, links[:1], 100, "score")
