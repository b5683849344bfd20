"""What a store must let go: songs that their authors took back, and those whose time is over."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import TypeVar

from corvia_local.errors import PeerRefused
from corvia_sync.blocks import BlockStore
from corvia_sync.cid import Cid
from corvia_sync.gathering import gather, read_circle, read_object
from corvia_sync.object_index import index_objects
from corvia_sync.receipt import Receipt, SignedReceipt
from corvia_sync.sealed_song import SealedSong
from corvia_sync.signed_object import Payload, Signed
from corvia_sync.song import SignedSong, Song
from corvia_sync.tombstone import Tombstone

P = TypeVar("P", bound=Payload)


def ended_blocks(store: BlockStore, community: Cid, on: date) -> tuple[Cid, ...]:
    """List the blocks of a community's ended songs, in CID order, for the store to erase.

    A song ends at once when its author withdraws it, and the manifest's `retention_days` after the
    last day of its consent otherwise. Tombstones stay, so that the song is refused if it comes
    back. Content that a song which has not ended links to stays too. Raises CommunityUnknown.
    """
    gathered = gather(store, community, on)
    withdrawn = {(stone.payload.iss, stone.payload.song) for stone in gathered.tombstones}
    kept_until = on - timedelta(days=gathered.manifest.payload.retention_days)
    ended: set[Cid] = set()
    needed: set[Cid] = set()
    for song, receipt in _songs(store):
        terms = receipt.payload if receipt is not None else None
        over = terms is not None and terms.valid_until < kept_until.isoformat()
        taken_back = (song.payload.iss, song.cid) in withdrawn
        of_community = terms is not None and terms.audience == community
        whole = {song.cid, song.payload.receipt, *song.payload.score, *song.payload.audio}
        (ended if taken_back or (of_community and over) else needed).update(whole)
    for sealed in _read(store, SealedSong):
        one = sealed.payload
        over = one.until < kept_until.isoformat() and one.community == community
        taken_back = (one.iss, one.song) in withdrawn
        (ended if taken_back or over else needed).update((sealed.cid, *one.content))
    return tuple(sorted(cid for cid in ended - needed if store.has(cid.text)))


def is_key_due(store: BlockStore, community: Cid) -> bool:
    """Tell whether a closed community needs a new key, as a song sealed to its newest was taken
    back: who could open that song shall open nothing more by the same key alone.

    To be asked before the song is erased. Raises CommunityUnknown.
    """
    epochs = read_circle(store, community).epochs
    stones = (stone.payload for stone in _read(store, Tombstone))
    withdrawn = {(stone.iss, stone.song) for stone in stones if stone.community == community}
    return bool(epochs) and any(
        sealed.payload.community == community
        and sealed.payload.epoch == epochs[-1].payload.number
        and (sealed.payload.iss, sealed.payload.song) in withdrawn
        for sealed in _read(store, SealedSong)
    )


def _songs(store: BlockStore) -> Iterator[tuple[SignedSong, SignedReceipt | None]]:
    """Give every song whose signature verifies, with its receipt where that one does too."""
    for song in _read(store, Song):
        try:
            yield song, read_object(store, song.payload.receipt, Receipt)
        except PeerRefused:
            yield song, None


def _read(store: BlockStore, kind: type[P]) -> Iterator[Signed[P]]:
    """Give every object of a kind whose signature verifies."""
    for cid in index_objects(store).of(kind.TAG):
        with suppress(PeerRefused):
            yield read_object(store, cid, kind)
