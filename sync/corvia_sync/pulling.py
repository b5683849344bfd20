"""Pull sync: of each author the head, then the steps since the last one, then what is missing.

The cost is one question an author and a few blocks for each new song. Blocks are kept as they
come, each with its hash checked; a song is kept after everything it needs, and an author's head
after all that it brings. So whatever cuts a pull short, the next one goes on where it stopped, and
nothing half-fetched counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from corvia_local.errors import PeerRefused
from corvia_local.model.progress import Report, silent
from corvia_sync.blocks import BlockRefused, BlockStore, check_block
from corvia_sync.bounded_http import AnswerRefused
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.denylist import Denylist
from corvia_sync.envelope import tag_of
from corvia_sync.epoch import Epoch
from corvia_sync.feed import SignedStep, items_for, read_step
from corvia_sync.gathering import NOBODY, Refusal, read_manifests, read_membership, read_object
from corvia_sync.heads import Forked, Head, HeadStore, RolledBack, brings_news
from corvia_sync.ipns_name import did_of_ipns_name, ipns_name_of
from corvia_sync.ipns_record import IpnsRecord, read_ipns_record
from corvia_sync.leaving import Leaving
from corvia_sync.manifest import Manifest, read_manifest
from corvia_sync.membership import Membership
from corvia_sync.object_index import index_objects
from corvia_sync.receipt import SignedReceipt, read_receipt
from corvia_sync.sealed_song import SealedSong
from corvia_sync.signed_object import ObjectRefused, Signed, read_signed
from corvia_sync.song import Song, read_song, uncovered
from corvia_sync.tombstone import Tombstone, read_tombstone
from corvia_sync.travel.transport import Transport


class PullRefused(PeerRefused):
    """An author's history or its size is not one that is followed."""


@dataclass(frozen=True)
class PullLimits:
    """How much one pull takes: authors in all; of each the steps; blocks and bytes in all."""

    authors: int = 10_000
    steps: int = 20_000
    blocks: int = 200_000
    size: int = 1024 * 1024 * 1024
    missing: int = 1000


@dataclass(frozen=True)
class SetAside:
    """Who was not followed this time, an author or a way to travel, and why in plain words."""

    who: str
    reason: str


@dataclass(frozen=True)
class PullReport:
    """What a pull brought. `blocks` and `size` (bytes) count what was fetched."""

    asked: int
    changed: int
    blocks: int
    size: int
    songs: tuple[Cid, ...]
    refused: tuple[Refusal, ...]
    missing: tuple[Cid, ...]
    set_aside: tuple[SetAside, ...]


def pull(
    transport: Transport,
    store: BlockStore,
    heads: HeadStore,
    community: Cid,
    now: datetime,
    *,
    own: str | None = None,
    also: Iterable[str] = (),
    denied: Denylist = NOBODY,
    limits: PullLimits | None = None,
    report: Report = silent,
) -> PullReport:
    """Bring what a community's authors have shared since the last pull. `now` is an aware time.

    Asked for are all whom a manifest ever listed (whoever has gone may still take back), those of
    one that arrives meanwhile, `also` (did:keys), and where the door is open everyone whose songs
    are here or whose head the transport lists. Songs of those who do not belong, and `denied`
    ones, are not fetched.
    `own` is the reader's did:key: that their own head is behind is no fault, it was not published
    there yet. An author who misbehaves is set aside and the others are followed; a transport that
    lies about a block ends the pull.
    Raises CommunityUnknown, and PartMissing where the transport cannot be reached.
    """
    pulling = _Pulling(
        transport, store, heads, community, now, limits or PullLimits(), report, denied
    )
    asked: set[str] = set()
    others = {*also, *_open_door_authors(store, community, transport)}
    while authors := (pulling.look_again().ever | others) - asked:
        for number, author in enumerate(sorted(authors)):
            report("asking each author", number / len(authors))
            asked.add(author)
            if len(asked) > pulling.limits.authors:
                break
            try:
                pulling.follow(author)
            except (BlockRefused, AnswerRefused) as lie:
                pulling.set_aside.append(SetAside(transport.name, str(lie)))
                return pulling.result(len(asked))
            except PeerRefused as error:
                if not (author == own and isinstance(error, RolledBack)):
                    pulling.set_aside.append(SetAside(author, str(error)))
    return pulling.result(len(asked))


def follow_author(
    transport: Transport,
    store: BlockStore,
    heads: HeadStore,
    community: Cid,
    author: str,
    now: datetime,
    limits: PullLimits | None = None,
) -> PullReport:
    """Bring what is new of one author, as `pull` does of each; raise what it would set aside.

    What was kept until then stays in the store: the caller decides whether to take it back.
    """
    pulling = _Pulling(transport, store, heads, community, now, limits or PullLimits(), silent)
    pulling.follow(author)
    return pulling.result(1)


def _open_door_authors(store: BlockStore, community: Cid, transport: Transport) -> set[str]:
    """List whose songs are here and whose heads the transport lists, where the door is open."""
    if read_manifests(store, community)[-1].payload.door != "open":
        return set()
    authors: set[str] = set()
    for name in transport.names():
        with suppress(PeerRefused):
            authors.add(did_of_ipns_name(name))
    for cid in index_objects(store).of(Song.TAG):
        with suppress(PeerRefused):
            authors.add(read_object(store, cid, Song).payload.iss)
    return authors


@dataclass
class _Pulling:
    """One pull: where from, where to, and what came so far."""

    transport: Transport
    store: BlockStore
    heads: HeadStore
    community: Cid
    now: datetime
    limits: PullLimits
    report: Report
    denied: Denylist = NOBODY
    changed: int = 0
    blocks: int = 0
    size: int = 0
    songs: list[Cid] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    missing: list[Cid] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    withheld: list[Cid] = field(default_factory=list)
    membership: Membership | None = None

    def look_again(self) -> Membership:
        """Read who belongs, by what is here now."""
        self.membership = read_membership(self.store, self.community)
        return self.membership

    def result(self, asked: int) -> PullReport:
        """Sum up."""
        return PullReport(
            asked,
            self.changed,
            self.blocks,
            self.size,
            tuple(self.songs),
            tuple(self.refused),
            tuple(self.missing),
            tuple(self.set_aside),
        )

    def follow(self, author: str) -> None:
        """Bring what is new of one author; nothing happens where nothing is."""
        known = self.heads.head(author, self.community)
        data = self.transport.head(ipns_name_of(author))
        steps: list[SignedStep] = []
        if data is not None:
            record = read_ipns_record(data, author)
            record.check_time(self.now)
            if brings_news(record, known):
                self.changed += 1
                steps = self._steps(record, known)
        wanted = [*(known.missing if known else ()), *items_for(steps, self.community)]
        if not steps and not wanted:
            return
        self.withheld.clear()
        missing = self._bring(author, wanted)
        if len(missing) > self.limits.missing:
            raise PullRefused(f"{len(missing)} objects of {author} could not be found anywhere.")
        for step in steps:
            self.store.put(step.cid.text, step.data)
        if steps:
            newest = steps[-1]
            sequence, cid = newest.payload.sequence, newest.cid
        else:
            assert known is not None
            sequence, cid = known.sequence, known.step
        self.missing += missing
        waiting = (*missing, *self.withheld)[: self.limits.missing]
        self.heads.keep_head(Head(author, self.community, sequence, cid, waiting))

    def _steps(self, record: IpnsRecord, known: Head | None) -> list[SignedStep]:
        """Walk back from a head to what is known; give the steps between, oldest first."""
        steps: list[SignedStep] = []
        cid, sequence = record.target, record.sequence
        while True:
            if len(steps) >= self.limits.steps:
                raise PullRefused(f"{record.author} has more steps than are followed at once.")
            step = self._step(cid, record.author, sequence)
            steps.append(step)
            previous = step.payload.previous
            if known is not None and sequence == known.sequence + 1 and previous != known.step:
                raise _left_out(known)
            if previous is None or (known is not None and sequence == known.sequence + 1):
                return steps[::-1]
            cid, sequence = previous, sequence - 1

    def _step(self, cid: Cid, author: str, sequence: int) -> SignedStep:
        data = self._get(cid)
        if data is None:
            raise PullRefused(f"A step of {author} is missing: {self.transport.name} lacks {cid}.")
        step = read_step(data)
        if step.payload.iss != author or step.payload.sequence != sequence:
            raise PullRefused(f"The history of {author} does not fit together at {cid}.")
        return step

    def _bring(self, author: str, items: Sequence[Cid]) -> list[Cid]:
        """Bring objects and what they need; give those that are not to be had."""
        songs: list[Signed[Song | SealedSong]] = []
        withdrawn = self._withdrawn(author)
        missing: list[Cid] = []
        new = [cid for cid in dict.fromkeys(items) if not self.store.has(cid.text)]
        for cid, data in self._fetch([cid for cid in new if cid not in withdrawn]):
            if data is None:
                missing.append(cid)
                continue
            try:
                self._take(author, data, songs, withdrawn)
            except PeerRefused as error:
                self.refused.append(Refusal(cid, str(error)))
        for number, song in enumerate(songs):
            self.report("fetching songs", number / len(songs))
            if _taken_back(song) in withdrawn:
                continue
            if not self._bring_song(song):
                missing.append(song.cid)
        return [cid for cid in missing if cid not in withdrawn]

    def _take(
        self,
        author: str,
        data: bytes,
        songs: list[Signed[Song | SealedSong]],
        withdrawn: set[Cid],
    ) -> None:
        """Verify an object of an author, and keep it; songs wait for what they need."""
        signed = _read_item(data)
        payload = signed.payload
        if payload.iss != author:
            raise ObjectRefused("It is not by the author whose feed names it.")
        if isinstance(payload, Song | SealedSong):
            member = (self.membership or self.look_again()).admits(author)
            if not member or self.denied.denies(author) or self.denied.denies(signed.cid.text):
                self.withheld.append(signed.cid)
                return
            songs.append(Signed(signed.cid, signed.data, payload))
            return
        if isinstance(payload, Tombstone) and payload.community == self.community:
            withdrawn.add(payload.song)
        self.store.put(signed.cid.text, signed.data)

    def _bring_song(self, song: Signed[Song | SealedSong]) -> bool:
        """Bring what a song needs, then keep it; tell whether all was to be had.

        Content is fetched only once a consent covers it by hash. Who seals a song seals its consent
        with it.
        """
        payload = song.payload
        if isinstance(payload, SealedSong):
            if payload.community != self.community:
                self.refused.append(Refusal(song.cid, "It is sealed for another community."))
                return True
            return self._bring_content(song, payload.content)
        receipt_data = self._get(payload.receipt)
        if receipt_data is None:
            return False
        try:
            receipt = self._consent(payload, receipt_data)
        except PeerRefused as error:
            self.refused.append(Refusal(song.cid, str(error)))
            return True
        content = (*payload.score, *payload.audio)
        return self._bring_content(song, content, (receipt.cid, receipt.data))

    def _bring_content(
        self, song: Signed[Song | SealedSong], links: Sequence[Cid], *also: Block
    ) -> bool:
        wanted = [cid for cid in dict.fromkeys(links) if not self.store.has(cid.text)]
        for cid, data in self._fetch(wanted):
            if data is None:
                return False
            self.store.put(cid.text, data)
        for cid, data in (*also, (song.cid, song.data)):
            self.store.put(cid.text, data)
        self.songs.append(song.cid)
        return True

    def _consent(self, song: Song, data: bytes) -> SignedReceipt:
        receipt = read_receipt(data)
        gap = uncovered(song, receipt)
        if gap is not None:
            raise ObjectRefused(f"Its consent does not cover it: {gap}")
        if receipt.payload.audience != self.community:
            raise ObjectRefused("Its consent is for another community.")
        return receipt

    def _get(self, cid: Cid) -> bytes | None:
        """Give a block from here or, checked, from the other side; None where none has it."""
        data = self.store.get(cid.text)
        if data is None:
            ((_, data),) = self._fetch([cid])
        return data

    def _fetch(self, cids: Sequence[Cid]) -> Iterator[tuple[Cid, bytes | None]]:
        """Fetch blocks, several at once, and check each hash; raise BlockRefused for a lie."""
        at_once = min(self.transport.at_once, len(cids))
        if at_once <= 1:
            for cid in cids:
                yield cid, self._checked(cid, self.transport.block(cid))
            return
        with ThreadPoolExecutor(at_once) as pool:
            for start in range(0, len(cids), at_once):
                batch = cids[start : start + at_once]
                for cid, data in zip(batch, pool.map(self.transport.block, batch), strict=True):
                    yield cid, self._checked(cid, data)

    def _checked(self, cid: Cid, data: bytes | None) -> bytes | None:
        if data is not None:
            self._count(data)
            check_block(cid, data)
        return data

    def _count(self, data: bytes) -> None:
        self.blocks += 1
        self.size += len(data)
        if self.blocks > self.limits.blocks or self.size > self.limits.size:
            raise PullRefused("There is more to fetch than one pull takes. Sync again to go on.")

    def _withdrawn(self, author: str) -> set[Cid]:
        """List the songs that this author is known to have taken back from the community."""
        return {stone.song for stone in self._stones if stone.iss == author}

    @cached_property
    def _stones(self) -> tuple[Tombstone, ...]:
        """The community's tombstones that were here before this pull."""
        stones: list[Tombstone] = []
        for cid in index_objects(self.store).of(Tombstone.TAG):
            with suppress(PeerRefused):
                stones.append(read_object(self.store, cid, Tombstone).payload)
        return tuple(stone for stone in stones if stone.community == self.community)


Item = Song | SealedSong | Tombstone | Manifest | Leaving | Epoch
"""What may stand in a feed."""


def _read_item(data: bytes) -> Signed[Item]:
    """Verify and read an object of a kind that may stand in a feed."""
    match tag_of(data):
        case Song.TAG:
            return read_song(data)
        case Tombstone.TAG:
            return read_tombstone(data)
        case Manifest.TAG:
            return read_manifest(data)
        case Leaving.TAG:
            return read_signed(data, Leaving)
        case Epoch.TAG:
            return read_signed(data, Epoch)
        case SealedSong.TAG:
            return read_signed(data, SealedSong)
    raise ObjectRefused("It is of a kind that does not stand in a feed.")


def _taken_back(song: Signed[Song | SealedSong]) -> Cid:
    """Give the CID by which a tombstone takes a song back."""
    return song.payload.song if isinstance(song.payload, SealedSong) else song.cid


def _left_out(known: Head) -> Forked:
    return Forked(
        f"The history of {known.author} leaves out a step that was seen before"
        f" ({known.sequence}): they, or whoever has their key, tell people different things."
        " Nothing of it was taken."
    )
