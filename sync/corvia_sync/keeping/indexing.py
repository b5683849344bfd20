"""Index what came into a node in one transaction: songs with their parts, and what takes them back.

A song that may never be used here is erased again, and named with its reason.
"""

from typing import Final

from corvia_local.errors import PeerRefused
from corvia_sync.cid import Cid
from corvia_sync.content import read_content
from corvia_sync.gathering import Passed, Refusal, SongRefused, read_object, verify_passed
from corvia_sync.keeping.database import Database
from corvia_sync.keeping.disk_blocks import DiskBlocks
from corvia_sync.receipt import Receipt
from corvia_sync.sealed_song import LARGEST_SEALED, SealedSong
from corvia_sync.song import Song
from corvia_sync.tombstone import Tombstone

_SONG: Final = (
    "INSERT INTO songs (cid, author, title, licence, since, until, sealed, stone, size)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PART: Final = "INSERT INTO parts (part, song) VALUES (?, ?)"
_STONE: Final = "INSERT OR IGNORE INTO stones (author, song) VALUES (?, ?)"


def index_added(
    database: Database, blocks: DiskBlocks, community: Cid, passed: Passed
) -> tuple[Refusal, ...]:
    """Index all that was added to the blocks; give what was erased of it, with the reasons.

    To be called within the transaction that added them.
    """
    songs = _Songs(blocks, community, passed)
    stones: list[tuple[str, str]] = []
    for cid, block in tuple(blocks.added.items()):
        if block.tag == Tombstone.TAG:
            stone = read_object(blocks, cid, Tombstone).payload
            if stone.community == community:
                stones.append((stone.iss, stone.song.text))
        elif block.tag in (Song.TAG, SealedSong.TAG):
            songs.add(cid, sealed=block.tag == SealedSong.TAG)
    database.write_all(_STONE, stones)
    database.write_all(_SONG, songs.rows)
    database.write_all(_PART, sorted(songs.parts))
    if songs.refused:
        for cid, block in tuple(blocks.added.items()):
            if block.tag in (None, Receipt.TAG) and not is_needed(database, cid.text):
                blocks.remove(cid.text)
    return tuple(songs.refused)


def is_needed(database: Database, part: str) -> bool:
    """Tell whether a song that is kept needs a block."""
    return database.row("SELECT 1 FROM parts WHERE part = ?", (part,)) is not None


class _Songs:
    """Songs that verify, as rows to be written; and those that do not."""

    def __init__(self, blocks: DiskBlocks, community: Cid, passed: Passed) -> None:
        self._blocks = blocks
        self._community = community
        self._passed = passed
        self.rows: list[tuple[object, ...]] = []
        self.parts: list[tuple[str, str]] = []
        self.refused: list[Refusal] = []

    def add(self, cid: Cid, *, sealed: bool) -> None:
        """Verify a song as far as this can be done here, and add its rows or its refusal."""
        try:
            if sealed:
                self._add_sealed(cid)
            else:
                self._add_open(cid)
        except PeerRefused as error:
            self.refused.append(Refusal(cid, str(error)))
            self._blocks.remove(cid.text)

    def _add_open(self, cid: Cid) -> None:
        song, receipt = verify_passed(self._blocks, cid, self._community, self._passed)
        payload, consent = song.payload, receipt.payload
        parts = {cid, receipt.cid, *payload.score, *payload.audio}
        texts, size = self._measure(parts)
        self.rows.append(
            (
                *(cid.text, payload.iss, payload.title, payload.licence),
                *(consent.valid_from, consent.valid_until, False, cid.text, size),
            )
        )
        self.parts += ((text, cid.text) for text in texts)

    def _add_sealed(self, cid: Cid) -> None:
        payload = read_object(self._blocks, cid, SealedSong).payload
        if payload.community != self._community:
            raise SongRefused("It is sealed for another community.")
        read_content(self._blocks, payload.content, LARGEST_SEALED, "sealed content")
        texts, size = self._measure({cid, *payload.content})
        self.rows.append(
            (cid.text, payload.iss, "", "", "", payload.until, True, payload.song.text, size)
        )
        self.parts += ((text, cid.text) for text in texts)

    def _measure(self, parts: set[Cid]) -> tuple[list[str], int]:
        """Give the texts of parts, and their bytes in all."""
        texts, size = [], 0
        for part in parts:
            added = self._blocks.added.get(part)
            texts.append(part.text if added is None else added.text)
            size += self._blocks.size(part.text) if added is None else added.size
        return texts, size
