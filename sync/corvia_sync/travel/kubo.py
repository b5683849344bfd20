"""An IPFS node as a way to travel: it fetches from others, keeps what is pinned, and routes."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from corvia_local.errors import PeerRefused
from corvia_local.model.progress import Report, silent
from corvia_sync.car import write_car
from corvia_sync.cid import DAG_CBOR, Cid
from corvia_sync.content import Block
from corvia_sync.envelope import tag_of
from corvia_sync.ipns_record import IpnsRecord
from corvia_sync.kubo.client import StillPinned
from corvia_sync.kubo.node import IpfsNode
from corvia_sync.receipt import Receipt
from corvia_sync.sealed_song import SealedSong
from corvia_sync.signed_object import read_signed
from corvia_sync.song import Song, read_song
from corvia_sync.song_content import mood_block, mood_cid
from corvia_sync.unixfs import file_over


class KuboTransport:
    """A node, and through it every node that it is connected to.

    Songs and files are pinned with all that is below them. Steps, manifests, tombstones and sealed
    songs are pinned alone, as they link to what may have ended or never travels; the blocks of
    sealed content are pinned one by one.
    """

    def __init__(self, node: IpfsNode) -> None:
        self.name = "the IPFS node"
        self.at_once = 8
        self._node = node

    def head(self, name: str) -> bytes | None:
        """Give the newest IPNS record of a name, or None. Not verified yet."""
        return self._node.record(name)

    def block(self, cid: Cid) -> bytes | None:
        """Give a block, or None."""
        return self._node.block(cid)

    def names(self) -> tuple[str, ...]:
        """List nothing: a node does not say whose heads it knows."""
        return ()

    def lacking(self, cids: Sequence[Cid]) -> tuple[Cid, ...]:
        """Tell which of these objects the node has not pinned."""
        pinned = self._node.pins() if cids else frozenset()
        return tuple(cid for cid in cids if cid not in pinned)

    def publish(
        self,
        record: IpnsRecord,
        blocks: Iterable[Block],
        ended: Sequence[Cid],
        report: Report = silent,
    ) -> None:
        """Import and pin blocks, unpin and erase songs that ended, and last publish the head."""
        pins: dict[Cid, bool] = {}
        with tempfile.TemporaryFile() as car:
            count = write_car(car, (record.target,), _noting(blocks, pins))
            car.seek(0)
            if count:
                self._node.import_car(car, report)
        for cid, recursive in pins.items():
            self._node.pin(cid, recursive=recursive)
        self.let_go(ended)
        self._node.put_record(record.name, record.data)

    def let_go(self, songs: Iterable[Cid]) -> None:
        """Unpin and erase songs that ended."""
        for song in songs:
            self._let_go(song)

    def _let_go(self, song: Cid) -> None:
        """Unpin a song, and erase it with its content from the node as far as nothing else pins it.

        A block that something pinned still needs stays.
        """
        if not self._node.has_block(song):
            return
        self._node.unpin(song)
        data = self._node.block(song)
        try:
            if tag_of(data or b"") == SealedSong.TAG:
                sealed = read_signed(data or b"", SealedSong).payload
                self._erase((*sealed.content, song))
                return
            content = read_song(data or b"").payload
        except PeerRefused:
            return
        mood = () if content.mood is None else (mood_cid(content.mood),)
        whole = (*content.score, *content.audio, *mood, content.receipt, song)
        held = [cid for cid in whole if self._node.has_block(cid)]
        self._erase(self._sound_roots(content, held))
        for cid in held:
            self._remove(cid)

    def _erase(self, cids: Iterable[Cid]) -> None:
        for cid in cids:
            self._node.unpin(cid)
            self._remove(cid)

    def _remove(self, cid: Cid) -> None:
        with suppress(StillPinned):  # another song has the same content
            self._node.remove_block(cid)

    def _sound_roots(self, song: Song, held: Sequence[Cid]) -> tuple[Cid, ...]:
        """Name the nodes over a song's sound, where its blocks are still here to be measured."""
        leaves = [(cid, len(self._node.block(cid) or b"")) for cid in song.audio if cid in held]
        return tuple(cid for cid, _ in reversed(file_over(leaves)[1])) if len(leaves) > 1 else ()


def _noting(blocks: Iterable[Block], pins: dict[Cid, bool]) -> Iterator[Block]:
    """Pass blocks on, noting which to pin, and whether with all below; add what Kubo needs beside.

    With its root a song's sound is a file to every gateway. A consent links to the mood by its
    hash, and Kubo looks for a block behind every link of what it pins.
    """
    lengths: dict[Cid, int] = {}
    songs: list[Song] = []
    for cid, data in blocks:
        lengths[cid] = len(data)
        tag = tag_of(data) if cid.codec == DAG_CBOR else None
        if tag is not None and tag != Receipt.TAG:
            pins[cid] = tag == Song.TAG
        if tag == Song.TAG:
            songs.append(read_song(data).payload)
        elif tag == SealedSong.TAG:
            pins |= dict.fromkeys(read_signed(data, SealedSong).payload.content, False)
        yield cid, data
    for song in songs:
        if song.mood is not None:
            yield mood_block(song.mood)
        leaves = [(cid, lengths[cid]) for cid in song.audio if cid in lengths]
        if len(leaves) > 1:
            root, nodes = file_over(leaves)
            pins[root] = True
            yield from nodes
