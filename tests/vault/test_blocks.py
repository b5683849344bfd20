"""Blocks are kept once, all of a set or none."""

from collections.abc import Iterator

import pytest

from corvia_local.vault.blocks import BlockUnusable, VaultBlocks
from corvia_local.vault.opening import Vault


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
