"""A closed community from within: open what its members sealed, with the keys of its epochs."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corvia_crypto.member_keys import open_with_any
from corvia_local.errors import PeerRefused
from corvia_sync.blocks import BlockStore, MemoryBlocks
from corvia_sync.car import CarLimits, read_car
from corvia_sync.cid import Cid
from corvia_sync.content import read_content
from corvia_sync.denylist import Denylist
from corvia_sync.epoch import SignedEpoch, open_epoch
from corvia_sync.gathering import (
    NOBODY,
    Refusal,
    VerifiedSong,
    read_circle,
    verify_song,
)
from corvia_sync.sealed_song import LARGEST_SEALED, LENGTH_BYTES, SealedSong, padded_length

_MOST_BLOCKS: Final = 300


class SealedRefused(PeerRefused):
    """A sealed song does not hold what it says."""


@dataclass(frozen=True)
class Opened:
    """What was opened: the CIDs of the songs, and of every other sealed object why it was not."""

    songs: tuple[Cid, ...]
    refused: tuple[Refusal, ...]


def open_circle(
    store: BlockStore, seed: bytes, community: Cid, denied: Denylist = NOBODY
) -> Opened:
    """Open every sealed song that is not open here yet nor denied, and keep its blocks.

    Songs of an epoch whose key was not made for this member stay sealed; they are no refusals.
    Raises CommunityUnknown.
    """
    circle = read_circle(store, community, denied)
    keys = epoch_keys(circle.epochs, seed)
    songs: list[Cid] = []
    refused: list[Refusal] = []
    for sealed in circle.sealed:
        payload = sealed.payload
        if store.has(payload.song.text) or payload.epoch not in keys:
            continue
        try:
            for text, data in _opened(store, payload, keys[payload.epoch]):
                store.put(text, data)
            songs.append(payload.song)
        except PeerRefused as error:
            refused.append(Refusal(sealed.cid, str(error)))
    return Opened(tuple(songs), tuple(refused))


def epoch_keys(epochs: tuple[SignedEpoch, ...], seed: bytes) -> dict[int, str]:
    """Unwrap all keys that were made for a member, by the number of their epoch."""
    keys: dict[int, str] = {}
    for epoch in epochs:
        try:
            found = open_epoch(seed, epoch.payload)
        except PeerRefused:  # made for other members
            continue
        keys = {**found, **keys, epoch.payload.number: found[epoch.payload.number]}
    return keys


def _opened(store: BlockStore, sealed: SealedSong, identity: str) -> Iterator[tuple[str, bytes]]:
    """Give a sealed song's own blocks, once all of it has been verified."""
    opened = open_sealed_song(store, sealed, identity)
    for text in opened.cids():
        yield text, opened.get(text) or b""


def open_sealed_song(store: BlockStore, sealed: SealedSong, identity: str) -> MemoryBlocks:
    """Open a sealed song whose blocks are in a store; give the song's own blocks, all verified.

    Raises SealedRefused where the key does not fit or something else is inside, and PeerRefused as
    for any song.
    """
    data = read_content(store, sealed.content, LARGEST_SEALED, "sealed content")
    plain = open_with_any(data, [identity])
    if plain is None:
        raise SealedRefused("The key of its epoch does not open it.")
    opened = MemoryBlocks()
    for block in read_car(
        io.BytesIO(_car_in(plain)), CarLimits(size=LARGEST_SEALED, count=_MOST_BLOCKS)
    )[1]:
        opened.put(block.cid.text, block.data)
    song = verify_song(opened, sealed.song, sealed.community)
    if song.author != sealed.iss:
        raise SealedRefused("The song within is by someone else than who sealed it.")
    if song.receipt.payload.valid_until != sealed.until:
        raise SealedRefused("The consent within ends on another day than is said outside.")
    _check_nothing_beside(opened, song)
    return opened


def _car_in(plain: bytes) -> bytes:
    length = int.from_bytes(plain[:LENGTH_BYTES], "big")
    end = LENGTH_BYTES + length
    if len(plain) != padded_length(end) or plain[end:].strip(b"\0"):
        raise SealedRefused("What is sealed is not filled up as specified.")
    return plain[LENGTH_BYTES:end]


def _check_nothing_beside(opened: MemoryBlocks, song: VerifiedSong) -> None:
    payload = song.song.payload
    needed = {song.cid, song.receipt.cid, *payload.score, *payload.audio}
    if {Cid.from_text(text) for text in opened.cids()} != needed:
        raise SealedRefused("Beside the song something else is sealed, or a part of it lacks.")
