"""Gather a community's songs: every one that verifies, and for every other one the reason.

One bad song never stops the rest. What is verified of each: hash, form, bounds, signature; its
receipt likewise, that it was given by the song's author, for this community, for this day, and
covers exactly the song's fields and hashes; that the author is admitted and has not withdrawn the
song; that its score is canonical, in bounds, and holds no more than was consented to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from corvia_local.errors import PeerRefused
from corvia_local.model.records import Field
from corvia_local.model.score import LARGEST_SCORE_BYTES, Score
from corvia_sync.blocks import BlockStore, check_block
from corvia_sync.cid import Cid
from corvia_sync.content import read_content
from corvia_sync.denylist import Denylist
from corvia_sync.epoch import Epoch, SignedEpoch, valid_epochs
from corvia_sync.leaving import Leaving, SignedLeaving
from corvia_sync.licence import permits_adaptation
from corvia_sync.manifest import Manifest, SignedManifest
from corvia_sync.manifest_chain import counted_history, valid_chain
from corvia_sync.membership import Membership, membership_of
from corvia_sync.object_index import ObjectIndex, index_objects
from corvia_sync.receipt import PURPOSE_COMPOSITION, Receipt, SignedReceipt
from corvia_sync.sealed_song import SealedSong, SignedSealedSong
from corvia_sync.shared_score import ScoreFacts, facts_of, read_shared_score, unfit
from corvia_sync.signed_object import Payload, Signed, read_signed
from corvia_sync.song import SignedSong, Song, uncovered
from corvia_sync.tombstone import SignedTombstone, Tombstone

P = TypeVar("P", bound=Payload)

NOBODY: Final = Denylist()
MUTED: Final = "You muted it, or its author."


class SongRefused(PeerRefused):
    """A song may not be used here."""


@dataclass(frozen=True)
class VerifiedSong:
    """A song that may be used in its community on the day for which it was gathered."""

    song: SignedSong
    receipt: SignedReceipt
    score: Score

    @property
    def cid(self) -> Cid:
        """The CID of the signed song."""
        return self.song.cid

    @property
    def author(self) -> str:
        """The author's did:key."""
        return self.song.payload.iss

    @property
    def title(self) -> str:
        """The song's title."""
        return self.song.payload.title

    @property
    def licence(self) -> str:
        """The licence's SPDX identifier."""
        return self.song.payload.licence

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the author shared."""
        return self.song.payload.fields

    @property
    def may_be_composed(self) -> bool:
        """Whether consent and licence both allow the song to become part of a composition."""
        purposes = self.receipt.payload.purposes
        return PURPOSE_COMPOSITION in purposes and permits_adaptation(self.licence)


@dataclass(frozen=True)
class Refusal:
    """A block that was not used, and why, in plain words."""

    cid: Cid
    reason: str


@dataclass(frozen=True)
class Circle:
    """What of a closed community travels: its epochs by number, and sealed songs in CID order.

    The sealed ones are by members and not taken back; a community that is not closed has neither.
    """

    epochs: tuple[SignedEpoch, ...] = ()
    sealed: tuple[SignedSealedSong, ...] = ()


@dataclass(frozen=True)
class Gathering:
    """A community on a day.

    `manifests` are all valid versions, the newest last; `tombstones`, `leavings` and `songs` are
    the valid ones in CID order; `circle` is empty unless it is closed; `refusals` say of every
    other song, and of every object of any community that does not verify, why it is not used.
    """

    manifests: tuple[SignedManifest, ...]
    membership: Membership
    tombstones: tuple[SignedTombstone, ...]
    leavings: tuple[SignedLeaving, ...]
    circle: "Circle"
    songs: tuple[VerifiedSong, ...]
    refusals: tuple[Refusal, ...]

    @property
    def manifest(self) -> SignedManifest:
        """The newest valid manifest."""
        return self.manifests[-1]


def gather(store: BlockStore, community: Cid, on: date, denied: Denylist = NOBODY) -> Gathering:
    """Verify everything that a store holds of a community, for use on the day `on` (UTC).

    Songs that are `denied`, by CID or author, are refusals like others. Songs for other
    communities are passed over. Raises CommunityUnknown where the community's first manifest is
    not in the store or does not verify.
    """
    index = index_objects(store)
    refusals: list[Refusal] = []
    manifests = valid_chain(_read_all(store, index, Manifest, refusals), community)
    read_stones = _read_all(store, index, Tombstone, refusals).values()
    stones = tuple(one for one in read_stones if one.payload.community == community)
    read_leavings = _read_all(store, index, Leaving, refusals).values()
    leavings = tuple(one for one in read_leavings if one.payload.community == community)
    membership = _membership(manifests, leavings)
    withdrawn = {(stone.payload.iss, stone.payload.song) for stone in stones}
    circle = _circle(store, index, manifests, membership, withdrawn, refusals, denied)
    songs: list[VerifiedSong] = []
    for cid in index.of(Song.TAG):
        try:
            song = read_object(store, cid, Song)
            receipt = read_object(store, song.payload.receipt, Receipt)
            if receipt.payload.audience == community:
                if denied.denies(song.payload.iss) or denied.denies(cid.text):
                    raise SongRefused(MUTED)
                _check_terms(song, receipt, membership, withdrawn, on)
                songs.append(VerifiedSong(song, receipt, _read_score(store, song.payload)))
        except PeerRefused as error:
            refusals.append(Refusal(cid, str(error)))
    return Gathering(manifests, membership, stones, leavings, circle, tuple(songs), tuple(refusals))


def read_circle(store: BlockStore, community: Cid, denied: Denylist = NOBODY) -> Circle:
    """Read what of a closed community travels and is not denied; raise CommunityUnknown."""
    index, refusals = index_objects(store), list[Refusal]()
    manifests = valid_chain(_read_all(store, index, Manifest, refusals), community)
    stones = _read_all(store, index, Tombstone, refusals).values()
    withdrawn = {(one.payload.iss, one.payload.song) for one in stones}
    membership = read_membership(store, community)
    return _circle(store, index, manifests, membership, withdrawn, refusals, denied)


def _circle(
    store: BlockStore,
    index: ObjectIndex,
    manifests: tuple[SignedManifest, ...],
    membership: Membership,
    withdrawn: set[tuple[str, Cid]],
    refusals: list[Refusal],
    denied: Denylist = NOBODY,
) -> Circle:
    if not membership.manifest.closed:
        return Circle()
    history = counted_history(manifests)
    community = history[0].cid
    epochs = _read_all(store, index, Epoch, refusals).values()
    sealed = tuple(
        one
        for one in _read_all(store, index, SealedSong, refusals).values()
        if one.payload.community == community
        and membership.admits(one.payload.iss)
        and (one.payload.iss, one.payload.song) not in withdrawn
        and not denied.denies(one.payload.iss)
        and not denied.denies(one.payload.song.text)
    )
    return Circle(valid_epochs(epochs, community, history), sealed)


@dataclass(frozen=True)
class Passed:
    """What was verified of blocks while they passed, so that none is read a second time.

    `scores` holds of a raw block that is a whole score what it says, or why it may not be used.
    """

    objects: Mapping[Cid, Signed[Payload]] = field(default_factory=dict)
    scores: Mapping[Cid, ScoreFacts | str] = field(default_factory=dict)


def verify_song(store: BlockStore, cid: Cid, community: Cid) -> VerifiedSong:
    """Verify a song as `gather` does, but for what may change: day, membership, withdrawal.

    Raises PeerRefused where it may never be used in this community.
    """
    song, receipt = _read_terms(store, cid, community, Passed())
    return VerifiedSong(song, receipt, _read_score(store, song.payload))


def verify_passed(
    store: BlockStore, cid: Cid, community: Cid, passed: Passed
) -> tuple[SignedSong, SignedReceipt]:
    """Verify a song as `verify_song` does, reading no more than what has not `passed`."""
    song, receipt = _read_terms(store, cid, community, passed)
    links = song.payload.score
    known = passed.scores.get(links[0]) if len(links) == 1 else None
    if known is None:
        _read_score(store, song.payload)
    elif isinstance(known, str):
        raise SongRefused(known)
    else:
        _check_fit(known, song.payload)
    return song, receipt


def _read_terms(
    store: BlockStore, cid: Cid, community: Cid, passed: Passed
) -> tuple[SignedSong, SignedReceipt]:
    song = _known(store, cid, Song, passed)
    receipt = _known(store, song.payload.receipt, Receipt, passed)
    if receipt.payload.audience != community:
        raise SongRefused("Its consent is for another community.")
    gap = uncovered(song.payload, receipt)
    if gap is not None:
        raise SongRefused(f"Its consent does not cover it: {gap}")
    return song, receipt


def _known(store: BlockStore, cid: Cid, kind: type[P], passed: Passed) -> Signed[P]:
    known = passed.objects.get(cid)
    if known is not None and isinstance(known.payload, kind):
        return Signed(known.cid, known.data, known.payload)
    return read_object(store, cid, kind)


def read_manifests(store: BlockStore, community: Cid) -> tuple[SignedManifest, ...]:
    """List a community's valid manifests, the newest last; raise CommunityUnknown without one."""
    return valid_chain(_read_all(store, index_objects(store), Manifest, []), community)


def read_membership(store: BlockStore, community: Cid) -> Membership:
    """Say who belongs to a community by what a store holds; raise CommunityUnknown."""
    index = index_objects(store)
    manifests = valid_chain(_read_all(store, index, Manifest, []), community)
    leavings = _read_all(store, index, Leaving, []).values()
    return _membership(manifests, [one for one in leavings if one.payload.community == community])


def _membership(
    manifests: tuple[SignedManifest, ...],
    leavings: Iterable[SignedLeaving],
) -> Membership:
    return membership_of(counted_history(manifests), (one.payload for one in leavings))


def list_communities(store: BlockStore) -> dict[Cid, SignedManifest]:
    """Give the newest manifest of every community in a store, by the community's id, in order."""
    read = _read_all(store, index_objects(store), Manifest, [])
    firsts = [cid for cid, manifest in read.items() if manifest.payload.sequence == 0]
    return {first: valid_chain(read, first)[-1] for first in firsts}


def read_object(store: BlockStore, cid: Cid, kind: type[P]) -> Signed[P]:
    """Get a block, check its hash and signature, and read it; raise PeerRefused where it fails."""
    data = store.get(cid.text)
    if data is None:
        raise SongRefused(f"The block {cid} ({kind.TAG}) is missing.")
    check_block(cid, data)
    return read_signed(data, kind)


def _read_all(
    store: BlockStore, index: ObjectIndex, kind: type[P], refusals: list[Refusal]
) -> dict[Cid, Signed[P]]:
    """Read all objects of one kind in CID order; add those that do not verify to `refusals`."""
    read: dict[Cid, Signed[P]] = {}
    for cid in index.of(kind.TAG):
        try:
            read[cid] = read_object(store, cid, kind)
        except PeerRefused as error:
            refusals.append(Refusal(cid, str(error)))
    return read


def _check_terms(
    song: SignedSong,
    receipt: SignedReceipt,
    membership: Membership,
    withdrawn: set[tuple[str, Cid]],
    on: date,
) -> None:
    author, consent = song.payload.iss, receipt.payload
    gap = uncovered(song.payload, receipt)
    if gap is not None:
        raise SongRefused(f"Its consent does not cover it: {gap}")
    if on.isoformat() > consent.valid_until:
        raise SongRefused(f"Its consent ended on {consent.valid_until}.")
    if not consent.holds_on(on):
        raise SongRefused(f"Its consent begins on {consent.valid_from}.")
    if not membership.admits(author):
        name = membership.manifest.name
        raise SongRefused(f"Its author {author} is not a member of “{name}”.")
    if (author, song.cid) in withdrawn:
        raise SongRefused("Its author has withdrawn it.")


def _read_score(store: BlockStore, song: Song) -> Score:
    data = read_content(store, song.score, LARGEST_SCORE_BYTES, "score")
    score = read_shared_score(data)
    _check_fit(facts_of(score), song)
    return score


def _check_fit(facts: ScoreFacts, song: Song) -> None:
    reason = unfit(facts, song.title, song.fields)
    if reason is not None:
        raise SongRefused(f"Its score does not fit it: {reason}")
