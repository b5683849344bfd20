"""A BlockStore and a HeadStore in a node's database."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corvia_sync.cid import DAG_CBOR, Cid
from corvia_sync.content import Block
from corvia_sync.envelope import tag_of
from corvia_sync.heads import Head
from corvia_sync.keeping.database import Database


class Added(NamedTuple):
    """A block that was new: its CID's text, the tag of the object that it may be, its bytes."""

    text: str
    tag: str | None
    size: int


class DiskBlocks:
    """Blocks by CID, each beside the tag of the object that it may be.

    `added` holds what of all that was put since it was last emptied was new, by CID.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.added: dict[Cid, Added] = {}

    def get(self, cid: str) -> bytes | None:
        """Give a block, or None."""
        found = self._database.row("SELECT data FROM blocks WHERE cid = ?", (cid,))
        return None if found is None else found[0]

    def put(self, cid: str, data: bytes) -> None:
        """Keep a block whose hash was checked; keeping it twice changes nothing."""
        self.put_many([(Cid.from_text(cid), data)])

    def put_many(self, blocks: Sequence[Block]) -> None:
        """Keep blocks whose hashes were checked, all or none."""
        by_text = {cid.text: (cid, data) for cid, data in blocks}
        with self._database.writing():
            there = self._there(list(by_text))
            new = [
                (text, tag_of(data) if cid.codec == DAG_CBOR else None, data)
                for text, (cid, data) in by_text.items()
                if text not in there
            ]
            self._database.write_all("INSERT INTO blocks (cid, tag, data) VALUES (?, ?, ?)", new)
        self.added |= {by_text[text][0]: Added(text, tag, len(data)) for text, tag, data in new}

    def _there(self, texts: list[str]) -> frozenset[str]:
        """Tell which of these blocks are kept already."""
        rows = self._database.rows(
            "SELECT cid FROM blocks WHERE cid IN (SELECT value FROM json_each(?))",
            (json.dumps(texts),),
        )
        return frozenset(cid for (cid,) in rows)

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
        self.added.pop(Cid.from_text(cid), None)


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
