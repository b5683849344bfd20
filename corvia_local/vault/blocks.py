"""Blocks of signed objects, by CID. Whoever puts a block has verified it against its CID."""

from collections.abc import Iterable, Iterator

from corvia_local.errors import BadInput
from corvia_local.vault.vault import Vault

LARGEST_BLOCK_BYTES = 64_000_000
LONGEST_CID = 128


class BlockUnusable(BadInput):
    """A block cannot be kept: its CID or its size."""


class VaultBlocks:
    """The vault's block store."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def get(self, cid: str) -> bytes | None:
        """Give a block, or None."""
        found = self._vault.row("SELECT data FROM blocks WHERE cid = ?", (cid,))
        return None if found is None else bytes(found[0])

    def has(self, cid: str) -> bool:
        """Tell whether a block is kept."""
        return self._vault.row("SELECT 1 FROM blocks WHERE cid = ?", (cid,)) is not None

    def cids(self) -> Iterator[str]:
        """Give the CIDs kept at this moment, in the order in which they came."""
        return iter(
            [cid for (cid,) in self._vault.rows("SELECT cid FROM blocks ORDER BY sequence")]
        )

    def signed_with_head(self, head: bytes) -> Iterator[str]:
        """Give the CIDs of blocks that start as signed objects do and go on, behind the signature,
        with these bytes (at most 80), in any order.
        """
        rows = self._vault.rows(
            "SELECT cid FROM blocks WHERE substr(data, 1, 3) = x'825840'"
            " AND substr(data, 68, 80) >= ? AND substr(data, 68, 80) < ?",
            (head, head + b"\xff"),
        )
        return iter([cid for (cid,) in rows])

    def put(self, cid: str, data: bytes) -> None:
        """Keep a block; raise BlockUnusable."""
        self.put_many([(cid, data)])

    def put_many(self, blocks: Iterable[tuple[str, bytes]]) -> None:
        """Keep all of these blocks or, where one is unusable, none; blocks kept already stay."""
        with self._vault.transaction():
            for cid, data in blocks:
                self._put(cid, data)

    def remove(self, cid: str) -> None:
        """Forget a block; nothing happens where it is not kept."""
        with self._vault.transaction():
            self._vault.write("DELETE FROM blocks WHERE cid = ?", (cid,))

    def _put(self, cid: str, data: bytes) -> None:
        if not 0 < len(cid) <= LONGEST_CID or not cid.isascii():
            raise BlockUnusable(f"“{cid[:LONGEST_CID]}” is no CID.")
        if len(data) > LARGEST_BLOCK_BYTES:
            raise BlockUnusable(
                f"A block is {len(data):,} bytes long; at most {LARGEST_BLOCK_BYTES:,} are kept."
            )
        kept = self.get(cid)
        if kept is None:
            self._vault.insert("INSERT INTO blocks (cid, data) VALUES (?, ?)", (cid, data))
        elif kept != data:
            raise BlockUnusable(f"Other bytes are kept under {cid} already.")
