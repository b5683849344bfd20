"""A BlockStore and a HeadStore in a node's database."""

from collections.abc import Iterator

from corvia_sync.cid import Cid
from corvia_sync.envelope import tag_of
from corvia_sync.heads import Head
from corvia_sync.keeping.database import Database
from corvia_sync.object_index import is_dag_cbor


class DiskBlocks:
    """Blocks by CID, each beside the tag of the object that it may be.

    `added` pairs the CIDs that were put since it was last emptied with their tags and lengths.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.added: list[tuple[str, str | None, int]] = []

    def get(self, cid: str) -> bytes | None:
        """Give a block, or None."""
        found = self._database.row("SELECT data FROM blocks WHERE cid = ?", (cid,))
        return None if found is None else found[0]

    def put(self, cid: str, data: bytes) -> None:
        """Keep a block whose hash was checked; keeping it twice changes nothing."""
        tag = tag_of(data) if is_dag_cbor(cid) else None
        with self._database.writing():
            new = self._database.write(
                "INSERT INTO blocks (cid, tag, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (cid, tag, data),
            )
        if new:
            self.added.append((cid, tag, len(data)))

    def size(self, cid: str) -> int:
        """Give a block's length in bytes, 0 where it is not kept."""
        found = self._database.row("SELECT LENGTH(data) FROM blocks WHERE cid = ?", (cid,))
        return 0 if found is None else int(found[0])

    def has(self, cid: str) -> bool:
        """Tell whether a block is there."""
        return self._database.row("SELECT 1 FROM blocks WHERE cid = ?", (cid,)) is not None

    def cids(self) -> Iterator[str]:
        """List all blocks, in CID order of their texts."""
        return (cid for (cid,) in self._database.rows("SELECT cid FROM blocks ORDER BY cid"))

    def tagged(self, tag: str) -> Iterator[str]:
        """List the blocks of a tag."""
        rows = self._database.rows("SELECT cid FROM blocks WHERE tag = ?", (tag,))
        return (cid for (cid,) in rows)

    def remove(self, cid: str) -> None:
        """Forget a block; nothing happens where it is not kept."""
        with self._database.writing():
            self._database.write("DELETE FROM blocks WHERE cid = ?", (cid,))


class DiskHeads:
    """How far each author was followed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self, author: str, community: Cid) -> Head | None:
        """Give what is known of an author in a community, or None."""
        return next((h for h in self.heads_of(author) if h.community == community), None)

    def heads_of(self, author: str) -> tuple[Head, ...]:
        """List what is known of an author, in all communities."""
        rows = self._database.rows(
            "SELECT community, sequence, step, missing FROM heads WHERE author = ?", (author,)
        )
        return tuple(
            Head(
                author,
                Cid.from_text(community),
                sequence,
                Cid.from_text(step),
                tuple(map(Cid.from_text, missing.split())),
            )
            for community, sequence, step, missing in rows
        )

    def keep_head(self, head: Head) -> None:
        """Remember a head in the place of the one before."""
        missing = " ".join(cid.text for cid in head.missing)
        with self._database.writing():
            self._database.write(
                "INSERT OR REPLACE INTO heads (author, community, sequence, step, missing)"
                " VALUES (?, ?, ?, ?, ?)",
                (head.author, head.community.text, head.sequence, head.step.text, missing),
            )
