"""Blocks are kept once, all of a set or none."""

from collections.abc import Iterator

import pytest

from corvia_local.vault.blocks import BlockUnusable, VaultBlocks
from corvia_local.vault.opening import Vault
from corvia_sync.blocks import MemoryBlocks
from corvia_sync.cid import RAW, cid_of
from corvia_sync.manifest import Manifest, make_first_manifest
from corvia_sync.object_index import index_objects
from corvia_sync.tombstone import Tombstone, make_tombstone

COMMUNITY = make_first_manifest(bytes(32), name="Night", purpose="").cid


def test_put_get_has_remove(vault: Vault) -> None:
    blocks = VaultBlocks(vault)
    assert blocks.get("bafy1") is None
    assert not blocks.has("bafy1")
    blocks.put("bafy1", b"\x00\xffdata")
    blocks.put("bafy0", b"")
    blocks.put("bafy1", b"\x00\xffdata")
    assert blocks.get("bafy1") == b"\x00\xffdata"
    assert blocks.get("bafy0") == b""
    assert list(blocks.cids()) == ["bafy1", "bafy0"]
    blocks.remove("bafy1")
    blocks.remove("bafy1")
    assert list(blocks.cids()) == ["bafy0"]


def test_listing_stands_while_blocks_change(vault: Vault) -> None:
    blocks = VaultBlocks(vault)
    blocks.put_many((f"bafy{number}", b"x") for number in range(100))
    for cid in blocks.cids():
        blocks.remove(cid)
    assert list(blocks.cids()) == []


@pytest.mark.parametrize(
    "bad",
    [("", b"x"), ("b" * 129, b"x"), ("é", b"x"), ("large", bytes(64_000_001)), ("a", b"y")],
    ids=["no name", "a long name", "another script", "a large one", "other bytes"],
)
def test_one_bad_block_keeps_all_out(vault: Vault, bad: tuple[str, bytes]) -> None:
    blocks = VaultBlocks(vault)
    with pytest.raises(BlockUnusable):
        blocks.put_many([("a", b"x"), ("b", b"x"), bad])
    assert list(blocks.cids()) == []


def test_a_source_that_fails_midway_keeps_all_out(vault: Vault) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "a", b"x"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        VaultBlocks(vault).put_many(broken())
    assert not VaultBlocks(vault).has("a")


def test_signed_objects_are_found_by_what_they_are_as_by_reading_every_block(vault: Vault) -> None:
    stones = [make_tombstone(bytes([n]) * 32, COMMUNITY, COMMUNITY) for n in range(3)]
    manifest = make_first_manifest(bytes(32), name="Night", purpose="")
    written = {one.cid: one.data for one in (*stones, manifest)}
    look_alikes = (stones[0].data, stones[0].data[:90], b"\x82\x58\x40", bytes(200))
    written |= {cid_of(data, RAW): data for data in look_alikes}
    blocks, read = VaultBlocks(vault), MemoryBlocks()
    for cid, data in written.items():
        blocks.put(cid.text, data)
        read.put(cid.text, data)
    for tag in (Tombstone.TAG, Manifest.TAG, "corvia/tombstone@1.0.1", "corvia/tomb@1.0.0"):
        assert index_objects(blocks).of(tag) == index_objects(read).of(tag)
    assert index_objects(blocks).of(Tombstone.TAG) == sorted(one.cid for one in stones)
    plan = vault.rows(
        "EXPLAIN QUERY PLAN SELECT cid FROM blocks WHERE substr(data, 1, 3) = x'825840'"
        " AND substr(data, 68, 80) >= x'00' AND substr(data, 68, 80) < x'ff'"
    )
    assert "blocks_by_head" in str(plan), "no block is read to find them"
