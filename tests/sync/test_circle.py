"""A closed community: what leaves is sealed, members open it, those who were removed do not."""

from typing import Any

import msgspec
import pytest

from corvia_crypto.age import identity_of_key
from corvia_crypto.member_keys import identity_of_seed, open_with_any, recipient_of_did, seal_to_all
from corvia_local.errors import BadInput, PeerRefused
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.circle import epoch_keys, open_circle
from corvia_sync.content import blocks_of
from corvia_sync.epoch import (
    Epoch,
    EpochRefused,
    NoEpoch,
    SignedEpoch,
    begin_epoch,
    epoch_to_seal_for,
    open_epoch,
    valid_epochs,
)
from corvia_sync.exchange import community_blocks
from corvia_sync.gathering import gather
from corvia_sync.heads import MemoryHeads
from corvia_sync.manifest import make_first_manifest, make_next_manifest
from corvia_sync.publishing import publish
from corvia_sync.pulling import pull
from corvia_sync.retention import ended_blocks
from corvia_sync.sealed_song import SealedSong, padded_length, seal_song
from corvia_sync.signed_object import NotSignable, sign_payload
from corvia_sync.song import PublishableSong
from corvia_sync.tombstone import make_tombstone
from corvia_sync.travel.car_folder import CarFolder
from tests.sync.conftest import Person
from tests.sync.test_pulling import NOW

CLEO = Person(bytes([3]) * 32)


class Circle:
    """Ada's closed circle, as one member's store holds it."""

    def __init__(self, ada: Person, ben: Person, history: Any = "all") -> None:
        self.ada, self.ben = ada, ben
        self.first = make_first_manifest(
            ada.seed, name="Circle", purpose="", members=(ben.did,), closed=True, history=history
        )
        self.manifests = [self.first]
        self.epochs: list[SignedEpoch] = []
        self.keys: dict[int, str] = {}
        self.renew()

    def renew(self) -> None:
        epoch = begin_epoch(
            self.ada.seed, self.first.cid, self.manifests[-1], self.keys, len(self.epochs)
        )
        self.keys = {**self.keys, **open_epoch(self.ada.seed, epoch.payload)}
        self.epochs.append(epoch)

    def change(self, *members: Person) -> None:
        dids = [person.did for person in members]
        self.manifests.append(make_next_manifest(self.ada.seed, self.manifests[-1], members=dids))
        self.renew()

    def store(self) -> MemoryBlocks:
        blocks = MemoryBlocks()
        for one in (*self.manifests, *self.epochs):
            put_checked(blocks, one.cid, one.data)
        return blocks


@pytest.fixture
def circle(ada: Person, ben: Person) -> Circle:
    return Circle(ada, ben)


@pytest.fixture
def sealed(share: Any) -> Any:
    def make(
        circle: Circle, person: Person, store: MemoryBlocks, **changes: Any
    ) -> PublishableSong:
        shared: PublishableSong = share(person, audience=circle.first.cid, **changes)
        signed, content = seal_song(person.seed, shared, circle.epochs[-1])
        for cid, data in (*content, (signed.cid, signed.data)):
            put_checked(store, cid, data)
        shared.keep_in(store)
        return shared

    return make


def test_members_open_what_travels_and_nothing_of_the_song_leaves_open(
    circle: Circle, sealed: Any, tmp_path: Any, today: Any
) -> None:
    mine, theirs, outside = circle.store(), circle.store(), circle.store()
    shared = sealed(circle, circle.ada, mine)
    publish(CarFolder(tmp_path), mine, MemoryHeads(), circle.ada.seed, circle.first.cid, NOW)
    travelled = b"".join(path.read_bytes() for path in tmp_path.rglob("*.car"))
    for secret in (b"the night is long", b"CC-BY-SA", shared.song.data[67:], b"fLaC"):
        assert secret not in travelled
    for store, person, songs in ((theirs, circle.ben, 1), (outside, CLEO, 0)):
        report = pull(CarFolder(tmp_path), store, MemoryHeads(), circle.first.cid, NOW)
        assert (len(report.songs), report.refused, report.missing) == (1, (), ())
        assert len(open_circle(store, person.seed, circle.first.cid).songs) == songs
        assert open_circle(store, person.seed, circle.first.cid).refused == ()
    (found,) = gather(theirs, circle.first.cid, today).songs
    assert (found.cid, found.score.lines) == (shared.song.cid, ("the night is long",))
    assert gather(outside, circle.first.cid, today).songs == ()
    handed_on = community_blocks(theirs, circle.first.cid, today)
    assert shared.song.cid not in handed_on
    assert shared.receipt.cid not in handed_on


def test_a_member_who_was_removed_opens_nothing_that_came_after(
    circle: Circle, sealed: Any, ada: Person, ben: Person
) -> None:
    before, after = circle.store(), MemoryBlocks()
    sealed(circle, ada, before, title="Before")
    circle.change(ada, CLEO)
    after = circle.store()
    sealed(circle, ada, after, title="After")
    epochs = tuple(circle.epochs)
    assert sorted(epoch_keys(epochs, ben.seed)) == [0]
    assert sorted(epoch_keys(epochs, ada.seed)) == sorted(epoch_keys(epochs, CLEO.seed)) == [0, 1]


def test_who_comes_later_opens_what_came_before_only_where_the_manifest_says_so(
    ada: Person, ben: Person
) -> None:
    for history, known in (("all", [0, 1]), ("none", [1])):
        circle = Circle(ada, ben, history)
        circle.change(ada, ben, CLEO)
        epochs = tuple(circle.epochs)
        assert sorted(epoch_keys(epochs, CLEO.seed)) == known
        assert sorted(epoch_keys(epochs, ben.seed)) == [0, 1]


def test_nothing_is_sealed_to_members_of_yesterday(circle: Circle, ada: Person) -> None:
    assert epoch_to_seal_for(circle.epochs, circle.manifests) == circle.epochs[0]
    renamed = make_next_manifest(ada.seed, circle.first, name="Other")
    assert epoch_to_seal_for(circle.epochs, [circle.first, renamed]) == circle.epochs[0]
    fewer = make_next_manifest(ada.seed, circle.first, members=(ada.did,))
    for history, epochs in (([circle.first, fewer], circle.epochs), ([circle.first], [])):
        with pytest.raises(NoEpoch, match="renew"):
            epoch_to_seal_for(epochs, history)


def test_an_epoch_counts_only_by_a_steward_of_the_version_that_it_names(
    circle: Circle, ada: Person, ben: Person
) -> None:
    community, history = circle.first.cid, circle.manifests
    by_ben = begin_epoch(ben.seed, community, circle.first, circle.keys)
    unknown = make_next_manifest(ada.seed, circle.first, name="Never seen")
    elsewhere = begin_epoch(ada.seed, community, unknown, circle.keys)
    other = begin_epoch(ada.seed, unknown.cid, circle.first, circle.keys)
    epochs = [by_ben, elsewhere, other, *circle.epochs]
    assert valid_epochs(epochs, community, history) == tuple(circle.epochs)


def test_a_withdrawn_and_an_ended_song_go_with_their_sealed_form(
    circle: Circle, sealed: Any, ada: Person, today: Any
) -> None:
    store = circle.store()
    shared = sealed(circle, ada, store)
    size = len(list(store.cids()))
    assert ended_blocks(store, circle.first.cid, today) == ()
    late = today.replace(year=today.year + 2)
    ended = ended_blocks(store, circle.first.cid, late)
    assert len(ended) == size - 2, "all but the manifest and the epoch"
    stone = make_tombstone(ada.seed, circle.first.cid, shared.song.cid)
    put_checked(store, stone.cid, stone.data)
    assert ended_blocks(store, circle.first.cid, today) == ended
    assert gather(store, circle.first.cid, today).circle.sealed == ()


@pytest.mark.parametrize(
    "lie", ["author", "song", "until", "key", "community", "content", "beside", "padding"]
)
def test_a_sealed_song_that_lies_is_refused_and_nothing_of_it_is_kept(
    circle: Circle, share: Any, ada: Person, ben: Person, lie: str
) -> None:
    shared = share(ada, ("score",), audience=circle.first.cid)
    epoch = circle.epochs[0]
    sealed, content = seal_song(ada.seed, shared, epoch)
    changes: dict[str, Any] = {
        "author": {"iss": ben.did},
        "song": {"song": circle.first.cid},
        "until": {"until": "2026-12-30"},
    }.get(lie, {})
    if lie == "key":
        other: Epoch = msgspec.structs.replace(epoch.payload, recipient=recipient_of_did(CLEO.did))
        sealed, content = seal_song(ada.seed, shared, sign_payload(ada.seed, other))
    elif lie == "community":
        sealed, content = seal_song(ada.seed, share(ada, ("score",)), epoch)
    elif lie in ("content", "beside", "padding"):
        content = blocks_of(_resealed(content, circle, lie))
        changes = {"content": tuple(cid for cid, _ in content)}
    payload: SealedSong = msgspec.structs.replace(sealed.payload, **changes)
    signed = sign_payload(ben.seed if lie == "author" else ada.seed, payload)
    store = circle.store()
    for cid, data in (*content, (signed.cid, signed.data)):
        put_checked(store, cid, data)
    count = len(list(store.cids()))
    opened = open_circle(store, ben.seed, circle.first.cid)
    assert opened.songs == ()
    assert [refusal.cid for refusal in opened.refused] == ([signed.cid] if lie != "song" else [])
    assert len(list(store.cids())) == count


def _resealed(content: Any, circle: Circle, lie: str) -> bytes:
    import io

    from corvia_sync.car import read_car, write_car
    from corvia_sync.cid import RAW, cid_of

    data = b"".join(piece for _, piece in content)
    plain = open_with_any(data, list(circle.keys.values()))
    assert plain is not None
    length = int.from_bytes(plain[:8], "big")
    car = plain[8 : 8 + length]
    if lie == "content":
        car = car[:-1] + bytes([car[-1] ^ 1])
    if lie == "beside":
        roots, blocks = read_car(io.BytesIO(car))
        target = io.BytesIO()
        extra = (cid_of(b"more", RAW), b"more")
        write_car(target, roots, [*((b.cid, b.data) for b in blocks), extra])
        car = target.getvalue()
    whole = len(car).to_bytes(8, "big") + car
    filled = whole.ljust(padded_length(len(whole)) + (lie == "padding"), b"\0")
    return seal_to_all(filled, [circle.epochs[0].payload.recipient])


def test_a_members_key_opens_what_is_sealed_to_their_did_and_no_other_does(
    ada: Person, ben: Person
) -> None:
    sealed = seal_to_all(b"for Ada", [recipient_of_did(ada.did)])
    assert (
        open_with_any(sealed, [identity_of_seed(ben.seed), identity_of_seed(ada.seed)])
        == b"for Ada"
    )
    assert open_with_any(sealed, [identity_of_seed(ben.seed)]) is None
    assert open_with_any(sealed[:-1], [identity_of_seed(ada.seed)]) is None


def test_an_epoch_whose_key_is_another_than_it_says_is_refused(circle: Circle, ada: Person) -> None:
    epoch = circle.epochs[0].payload
    another = identity_of_key(bytes(range(32)))
    for text in (f"0 {another}", "0", "x y", "", "1 " + circle.keys[0]):
        wrapped = seal_to_all(text.encode(), [recipient_of_did(ada.did)])
        with pytest.raises(EpochRefused):
            open_epoch(ada.seed, msgspec.structs.replace(epoch, wrapped=wrapped))


def test_a_circle_is_never_open_and_closed_at_once(ada: Person) -> None:
    for terms in ({"closed": True, "door": "open"}, {"history": "none"}):
        with pytest.raises(NotSignable):
            make_first_manifest(ada.seed, name="C", purpose="", **terms)  # type: ignore[arg-type]
    assert issubclass(NotSignable, BadInput)
    assert issubclass(EpochRefused, PeerRefused)


@pytest.mark.parametrize("length", [0, 1, 2, 3, 9, 100, 1000, 12_345, 1 << 20, (1 << 20) + 1])
def test_filling_up_costs_at_most_an_eighth_and_hides_the_low_bits(length: int) -> None:
    padded = padded_length(length)
    assert length <= padded <= length * 1.12 + 1
    assert padded_length(padded) == padded
