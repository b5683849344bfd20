"""Carry a community in a CAR file: write what is public of it, read what others wrote.

A file with one changed, missing or surplus byte is refused whole, and nothing of it is kept. A
file whose hashes are right may still hold an object with a bad signature: that one is refused by
name, and the rest is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from corvia_local.errors import BadInput, NotFound, PeerRefused
from corvia_sync import dag_cbor
from corvia_sync.blocks import BlockStore
from corvia_sync.car import CarLimits, read_car, write_car
from corvia_sync.cid import DAG_CBOR, Cid
from corvia_sync.composition import COMPOSITION_LIMITS
from corvia_sync.content import Block
from corvia_sync.envelope import open_envelope, tag_of
from corvia_sync.gathering import Refusal, gather
from corvia_sync.manifest import Manifest
from corvia_sync.receipt import Receipt
from corvia_sync.signed_object import Payload, read_signed
from corvia_sync.song import Song
from corvia_sync.tombstone import Tombstone

_KINDS: Final[dict[str | None, type[Payload]]] = {
    kind.TAG: kind for kind in (Manifest, Receipt, Song, Tombstone)
}


class NotReadable(BadInput):
    """A source is no file that can be read twice."""


class FileMissing(NotFound):
    """There is no such file."""


@dataclass(frozen=True)
class ImportReport:
    """What a CAR file brought: its roots, and what of it was kept.

    `blocks` counts distinct blocks of the file that were kept, whether or not the store had them.
    """

    roots: tuple[Cid, ...]
    blocks: int
    songs: tuple[Cid, ...]
    manifests: tuple[Cid, ...]
    refused: tuple[Refusal, ...]


def community_blocks(store: BlockStore, community: Cid, on: date) -> tuple[Cid, ...]:
    """List what of a community may be handed on, on the day `on` (UTC), in CID order.

    All valid manifests, all tombstones, and each song that `gather` accepts, with its receipt and
    content. What was withdrawn, has expired or does not verify stays behind. Raises
    CommunityUnknown where the community is not in the store.
    """
    gathered = gather(store, community, on)
    cids = {signed.cid for signed in gathered.manifests + gathered.tombstones}
    for song in gathered.songs:
        links = song.song.payload.score + song.song.payload.audio
        cids.update((song.cid, song.receipt.cid), links)
    return tuple(sorted(cids))


def export_car(store: BlockStore, community: Cid, on: date, target: BinaryIO) -> int:
    """Write a community to a CAR file whose root is the community's id; give the block count.

    Equal blocks in the store give equal bytes. Raises CommunityUnknown, and BlockRefused where
    the store gives a block that was changed.
    """
    return write_car(target, (community,), _get_all(store, community_blocks(store, community, on)))


def import_car(
    source: Path | BinaryIO, store: BlockStore, limits: CarLimits | None = None
) -> ImportReport:
    """Read a CAR file into a store: verify all of it first, then keep its blocks.

    Raises CarRefused, keeping nothing, where any byte is wrong; FileMissing and NotReadable where
    there is nothing to read. Signed objects that do not verify, and blocks of a kind that is not
    used here, are named in `refused` and not kept.
    """
    with _opened(source) as stream:
        start = stream.tell()
        roots, blocks = read_car(stream, limits)
        faults = {block.cid: _fault(block.cid, block.data) for block in blocks}
        stream.seek(start)
        kept: dict[Cid, str | None] = {}
        for block in read_car(stream, limits)[1]:
            if block.cid in faults and faults[block.cid] is None:
                store.put(block.cid.text, block.data)
                kept[block.cid] = tag_of(block.data) if block.cid.codec == DAG_CBOR else None
    return ImportReport(
        roots=roots,
        blocks=len(kept),
        songs=tuple(sorted(cid for cid, tag in kept.items() if tag == Song.TAG)),
        manifests=tuple(sorted(cid for cid, tag in kept.items() if tag == Manifest.TAG)),
        refused=tuple(Refusal(cid, why) for cid, why in sorted(faults.items()) if why is not None),
    )


def _fault(cid: Cid, data: bytes) -> str | None:
    """Say why a block whose hash is right is not kept, or None."""
    if not cid.is_own:
        return "It is named by a kind of hash or codec that is not used here."
    if cid.codec != DAG_CBOR:
        return None
    tag = tag_of(data)
    try:
        if tag in _KINDS:
            read_signed(data, _KINDS[tag])
        elif tag is not None:
            open_envelope(data)
        else:
            dag_cbor.decode(data, COMPOSITION_LIMITS)
    except PeerRefused as error:
        return str(error)
    return None


def _get_all(store: BlockStore, cids: tuple[Cid, ...]) -> Iterator[Block]:
    for cid in cids:
        data = store.get(cid.text)
        if data is not None:
            yield cid, data


@contextmanager
def _opened(source: Path | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(source, Path):
        if not source.seekable():
            raise NotReadable("A CAR file is read twice. Save it to disk first, then import it.")
        yield source
        return
    try:
        stream = source.open("rb")
    except FileNotFoundError as error:
        raise FileMissing(f"There is no file {source}. Check the name.") from error
    except OSError as error:
        raise NotReadable(f"{source} cannot be read: {error.strerror}.") from error
    with stream:
        yield stream
