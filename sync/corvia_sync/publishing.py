"""Publish what an author shares with a community: the next step of their feed, its blocks, a head.

Only what `gather` accepts on the day is published, so nothing leaves without a consent that covers
it, and what ended is let go of where the way of travel can do that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.model.progress import Report, silent
from corvia_sync.blocks import BlockStore
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.feed import FeedStep, SignedStep, items_for, make_steps
from corvia_sync.gathering import Gathering, VerifiedSong, gather, read_object
from corvia_sync.heads import Head, HeadStore
from corvia_sync.ipns_record import make_ipns_record
from corvia_sync.travel.transport import Transport


@dataclass(frozen=True)
class PublishReport:
    """What was published: the author's IPNS name, their count, and how many objects are new there.

    `sequence` is None where the author has never shared anything, and then nothing was published.
    """

    name: str
    sequence: int | None
    objects: int


def publish(
    transport: Transport,
    store: BlockStore,
    heads: HeadStore,
    seed: bytes,
    community: Cid,
    now: datetime,
    report: Report = silent,
) -> PublishReport:
    """Bring an author's feed, and what it names for a community, to where others can pull it.

    `now` is an aware time; its day in UTC decides which consents hold. A pull from the same
    transport should come first: the author may have published from another device. Raises
    CommunityUnknown, ReadOnly, and PartMissing where the transport cannot be reached.
    """
    author = encode_ed25519_did(public_key_of(seed))
    day = now.astimezone(UTC).date()
    gathered = gather(store, community, day)
    own = _own(gathered, author, day)
    steps = _own_steps(store, heads, author)
    announced = set(items_for(steps, community))
    added = make_steps(seed, steps[-1] if steps else None, community, set(own) - announced)
    steps = (*steps, *added)
    if not steps:
        return PublishReport("", None, 0)
    newest = steps[-1]
    for step in added:
        store.put(step.cid.text, step.data)
    if added:
        heads.keep_head(Head(author, community, newest.payload.sequence, newest.cid))
    record = make_ipns_record(seed, newest.cid, newest.payload.sequence, now)
    objects: dict[Cid, tuple[Cid, ...]] = {step.cid: (step.cid,) for step in steps}
    objects |= {manifest.cid: (manifest.cid,) for manifest in gathered.manifests} | own
    lacking = transport.lacking(tuple(objects))
    ended = tuple(cid for cid in announced if cid not in objects)
    blocks = _blocks(store, [cid for key in lacking for cid in objects[key]])
    transport.publish(record, blocks, ended, report)
    return PublishReport(record.name, newest.payload.sequence, len(lacking))


def _own(gathered: Gathering, author: str, on: date) -> dict[Cid, tuple[Cid, ...]]:
    """List an author's valid objects, each with all blocks that it needs.

    Of a closed community songs leave in their sealed form only.
    """
    circle = gathered.circle
    signed = (*gathered.manifests, *gathered.tombstones, *gathered.leavings, *circle.epochs)
    alone = {one.cid: (one.cid,) for one in signed if one.payload.iss == author}
    if gathered.manifest.payload.closed:
        sealed = (one for one in circle.sealed if one.payload.iss == author)
        day = on.isoformat()
        return alone | {
            one.cid: (*one.payload.content, one.cid) for one in sealed if day <= one.payload.until
        }
    songs = {song.cid: _whole(song) for song in gathered.songs if song.author == author}
    return alone | songs


def _whole(song: VerifiedSong) -> tuple[Cid, ...]:
    payload = song.song.payload
    return (*payload.score, *payload.audio, payload.receipt, song.cid)


def _own_steps(store: BlockStore, heads: HeadStore, author: str) -> tuple[SignedStep, ...]:
    """Read an author's feed back from its newest step, oldest first."""
    known = heads.heads_of(author)
    cid = max(known, key=lambda head: head.sequence).step if known else None
    steps: list[SignedStep] = []
    while cid is not None:
        step = read_object(store, cid, FeedStep)
        steps.append(step)
        cid = step.payload.previous
    return tuple(reversed(steps))


def _blocks(store: BlockStore, cids: Sequence[Cid]) -> Iterator[Block]:
    for cid in cids:
        data = store.get(cid.text)
        if data is not None:
            yield cid, data
