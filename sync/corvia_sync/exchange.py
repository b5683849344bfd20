"""Carry a community in a CAR file: write what is public of it, read what others wrote.

A file with one changed, missing or surplus byte is refused whole, and nothing of it is kept. Hashes
alone cannot show every change: a root or a codec may be changed too. So a file is also refused if
a root is not in it, if a block is of a codec that is not used here, or if nothing links to a raw
block. A file in which all that is right may still hold an object with a bad signature: that one is
refused by name, and the rest is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from corvia_local.errors import BadInput, NotFound, PeerRefused
from corvia_sync.blocks import BlockStore
from corvia_sync.car import CarBlock, CarLimits, CarRefused, read_car, write_car
from corvia_sync.cid import DAG_CBOR, RAW, Cid
from corvia_sync.composition import COMPOSITION_LIMITS
from corvia_sync.content import Block
from corvia_sync.dag_cbor import DagCborRefused, decode, links_in
from corvia_sync.denylist import Denylist
from corvia_sync.envelope import read_envelope, tag_of
from corvia_sync.epoch import Epoch
from corvia_sync.gathering import NOBODY, Passed, Refusal, gather
from corvia_sync.judging import Judge, Verdicts, judging
from corvia_sync.leaving import Leaving
from corvia_sync.manifest import Manifest
from corvia_sync.receipt import Receipt
from corvia_sync.sealed_song import SealedSong
from corvia_sync.shared_score import SCORE_STARTS, ScoreFacts
from corvia_sync.signed_object import Payload, Signed, signed_in
from corvia_sync.song import Song
from corvia_sync.tombstone import Tombstone

_KINDS: Final[dict[str | None, type[Payload]]] = {
    kind.TAG: kind for kind in (Manifest, Receipt, Song, Tombstone, Leaving, Epoch, SealedSong)
}


_PUT_AT_ONCE: Final = 2 * 1024 * 1024
"""Bytes of blocks that are gathered before they are kept together."""

_MOST_REMEMBERED: Final = 40_000
"""Objects of one file that are not read a second time: some 200 MB at most."""


class RemovingStore(BlockStore, Protocol):
    """A store that takes many blocks at once, and can forget one."""

    def put_many(self, blocks: Sequence[Block]) -> None:
        """Keep blocks whose hashes were checked."""

    def remove(self, cid: str) -> None:
        """Forget a block; nothing happens where it is not kept."""


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


def community_blocks(
    store: BlockStore, community: Cid, on: date, denied: Denylist = NOBODY
) -> tuple[Cid, ...]:
    """List what of a community may be handed on, on the day `on` (UTC), in CID order.

    All valid manifests, all tombstones, and each song that `gather` accepts, with its receipt and
    content; of a closed community, songs in their sealed form only. What was withdrawn, has
    expired, is denied or does not verify stays behind. Raises
    CommunityUnknown where the community is not in the store.
    """
    gathered = gather(store, community, on, denied)
    circle = gathered.circle
    binding = (
        *gathered.manifests, *gathered.tombstones, *gathered.leavings, *circle.epochs,
    )  # fmt: skip
    cids = {signed.cid for signed in binding}
    if gathered.manifest.payload.closed:
        for sealed in circle.sealed:
            if on.isoformat() <= sealed.payload.until:
                cids.update((sealed.cid, *sealed.payload.content))
        return tuple(sorted(cids))
    for song in gathered.songs:
        links = song.song.payload.score + song.song.payload.audio
        cids.update((song.cid, song.receipt.cid), links)
    return tuple(sorted(cids))


def export_car(
    store: BlockStore, community: Cid, on: date, target: BinaryIO, denied: Denylist = NOBODY
) -> int:
    """Write a community to a CAR file whose root is the community's id; give the block count.

    Equal blocks in the store give equal bytes. Raises CommunityUnknown, and BlockRefused where
    the store gives a block that was changed.
    """
    return write_car(
        target, (community,), _get_all(store, community_blocks(store, community, on, denied))
    )


def import_car(
    source: Path | BinaryIO, store: BlockStore, limits: CarLimits | None = None
) -> ImportReport:
    """Read a CAR file into a store: verify all of it first, then keep its blocks.

    Raises CarRefused, keeping nothing, where any byte is wrong; FileMissing and NotReadable where
    there is nothing to read. Signed objects that do not verify are named in `refused`; they and
    content to which only they link are not kept.
    """
    with _opened(source) as stream:
        start = stream.tell()
        roots, blocks = read_car(stream, limits)
        inspected = _inspect(roots, blocks, Judge())
        kept = inspected.kept()
        stream.seek(start)
        for block in read_car(stream, limits)[1]:
            if block.cid in kept:
                store.put(block.cid.text, block.data)
    return _report(roots, inspected, kept)


def take_car(
    source: Path | BinaryIO, store: RemovingStore, limits: CarLimits | None = None
) -> tuple[ImportReport, Passed]:
    """Read a CAR file into a store in one pass, within a transaction of the caller's.

    Raises as `import_car`; the store then holds a part of the file, and the caller takes the
    transaction back. Gives with the report what was verified, as far as memory was given for it.
    """
    with _opened(source) as stream, judging(source) as judge:
        roots, blocks = read_car(stream, limits)
        inspected = _inspect(roots, _putting(blocks, store, judge), judge)
    kept = inspected.kept()
    for cid in (*inspected.raw, *inspected.tags):
        if cid not in kept:
            store.remove(cid.text)
    return _report(roots, inspected, kept), Passed(inspected.verified, inspected.scores)


def _putting(blocks: Iterable[CarBlock], store: RemovingStore, judge: Judge) -> Iterator[CarBlock]:
    """Keep blocks of the kinds that are used here, and have scores judged, while they pass."""
    waiting: list[Block] = []
    size = 0
    for block in blocks:
        if block.cid.is_own:
            waiting.append((block.cid, block.data))
            size += len(block.data)
        if block.cid.codec == RAW and block.data.startswith(SCORE_STARTS):
            judge.add_score(block)
        if size > _PUT_AT_ONCE:
            store.put_many(waiting)
            waiting, size = [], 0
        yield block
    store.put_many(waiting)


def _report(roots: tuple[Cid, ...], inspected: "_Inspected", kept: set[Cid]) -> ImportReport:
    return ImportReport(
        roots=roots,
        blocks=len(kept),
        songs=inspected.kept_with(Song.TAG) + inspected.kept_with(SealedSong.TAG),
        manifests=inspected.kept_with(Manifest.TAG),
        refused=tuple(Refusal(cid, reason) for cid, reason in sorted(inspected.faults.items())),
    )


@dataclass
class _Inspected:
    """What a whole file holds: where each raw block stands, each object's tag, links and faults."""

    raw: dict[Cid, int] = field(default_factory=dict)
    tags: dict[Cid, str | None] = field(default_factory=dict)
    links: dict[Cid, frozenset[Cid]] = field(default_factory=dict)
    faults: dict[Cid, str] = field(default_factory=dict)
    verified: dict[Cid, Signed[Payload]] = field(default_factory=dict)
    scores: dict[Cid, ScoreFacts | str] = field(default_factory=dict)

    def judged(self, verdicts: Verdicts) -> None:
        """Take in what was found of signatures and scores."""
        self.scores = verdicts.scores
        self.faults |= verdicts.faults
        for cid in verdicts.faults:
            self.verified.pop(cid, None)

    def kept(self) -> set[Cid]:
        """List objects without a fault, and the raw blocks to which one of them links.

        A receipt only names content by its hash; it is the song that brings it.
        """
        sound = {cid for cid in self.tags if cid not in self.faults}
        bringing = (cid for cid in sound if self.tags[cid] != Receipt.TAG)
        return sound | {link for cid in bringing for link in self.links[cid] if link in self.raw}

    def kept_with(self, tag: str) -> tuple[Cid, ...]:
        """List the objects of one kind that have no fault."""
        return tuple(sorted(c for c in self.tags if self.tags[c] == tag and c not in self.faults))


def _inspect(roots: Iterable[Cid], blocks: Iterable[CarBlock], judge: Judge) -> _Inspected:
    """Go through a whole file; raise CarRefused for what no honest, intact file holds."""
    seen = _Inspected()
    for block in blocks:
        if not block.cid.is_own or block.cid.codec not in (RAW, DAG_CBOR):
            raise CarRefused(block.offset, f"{block.cid} is of a kind that is not used here.")
        if block.cid.codec == RAW:
            seen.raw.setdefault(block.cid, block.offset)
        elif block.cid not in seen.tags:
            _inspect_object(seen, block, judge)
    seen.judged(judge.verdicts())
    for root in roots:
        if root not in seen.tags and root not in seen.raw:
            raise CarRefused(0, f"its root {root} is not in it.")
    linked = frozenset[Cid]().union(*seen.links.values())
    for cid, offset in seen.raw.items():
        if cid not in linked:
            raise CarRefused(offset, f"nothing in it links to the block {cid}.")
    return seen


def _inspect_object(seen: _Inspected, block: CarBlock, judge: Judge) -> None:
    seen.tags[block.cid] = tag = tag_of(block.data)
    if tag is not None:
        try:
            envelope, signed_bytes = read_envelope(block.data)
            judge.add_signature(block.cid, signed_bytes)
            seen.links[block.cid] = frozenset(links_in(envelope.payload))
            if tag in _KINDS:
                signed = signed_in(envelope, block.cid, block.data, _KINDS[tag])
                if len(seen.verified) < _MOST_REMEMBERED:
                    seen.verified[block.cid] = signed
        except PeerRefused as error:
            seen.faults[block.cid] = str(error)
    if block.cid not in seen.links:
        try:
            seen.links[block.cid] = frozenset(links_in(decode(block.data, COMPOSITION_LIMITS)))
        except DagCborRefused as error:
            raise CarRefused(block.offset, f"{block.cid} cannot be read. {error}") from error


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
