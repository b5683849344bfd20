"""The samples in the specifications are what the code makes of the values stated there."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.model.score import Key, Meter, Note, Part, Score, SectionMark, TempoMark
from corvia_sync.blocks import LARGEST_BLOCK
from corvia_sync.car import CarLimits
from corvia_sync.cid import DAG_CBOR, Cid, cid_of
from corvia_sync.composition import (
    COMPOSITION_LIMITS,
    CompositionBlock,
    Recipe,
    SongCredit,
    composition_block,
    make_recipe,
    seed_of,
)
from corvia_sync.dag_cbor import OBJECT_LIMITS, Limits
from corvia_sync.envelope import VARSIG_HEADER
from corvia_sync.epoch import Epoch
from corvia_sync.feed import MOST_ITEMS, FeedStep, make_steps
from corvia_sync.ipns_record import LARGEST_RECORD, TIME_TO_LIVE, VALID_FOR, make_ipns_record
from corvia_sync.join_request import JoinRequest
from corvia_sync.leaving import Leaving
from corvia_sync.licence import LICENCES
from corvia_sync.manifest import Manifest, SignedManifest, make_first_manifest
from corvia_sync.pulling import PullLimits
from corvia_sync.receipt import PURPOSE_COMPOSITION, Receipt, SignedReceipt
from corvia_sync.sealed_song import SealedSong
from corvia_sync.signed_object import sign_payload
from corvia_sync.song import PublishableSong, Song, make_song
from corvia_sync.song_content import (
    LARGEST_AUDIO,
    SharedMood,
    SongContent,
    content_to_share,
)
from corvia_sync.tombstone import Tombstone, make_tombstone

SPECS = Path(__file__).resolve().parents[2] / "specs"
SEED = bytes(range(32))
AUTHOR = encode_ed25519_did(public_key_of(SEED))


def holds(specification: str, text: str) -> bool:
    written = (SPECS / specification).read_text(encoding="utf-8")
    return "".join(text.split()) in "".join(written.split())


@pytest.fixture(scope="module")
def community() -> SignedManifest:
    return make_first_manifest(SEED, name="Night song", purpose="To be heard.")


@pytest.fixture(scope="module")
def content() -> SongContent:
    score = Score(
        version=1,
        title="",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((1, 1, 1, 1), 4),
        tempo=(TempoMark(0, 600_000),),
        sections=(SectionMark("verse 1", "verse", 0, 1920, 0, 0),),
        chords=(),
        parts=(Part("voice", "melody", 52, 100, 64, (Note(0, 1920, 60, 0, 80),)),),
        lines=(),
        syllables=(),
        end=1920,
    )
    return content_to_share(score, ("score",), title="One note")


@pytest.fixture(scope="module")
def receipt(community: SignedManifest, content: SongContent) -> SignedReceipt:
    return sign_payload(
        SEED,
        Receipt(
            iss=AUTHOR,
            record_id=bytes(range(16)),
            audience=community.cid,
            fields=("score",),
            purposes=(PURPOSE_COMPOSITION,),
            licence="CC-BY-SA-4.0",
            valid_from="2026-01-01",
            valid_until="2026-12-31",
            withdrawal_method="Sign a tombstone.",
            covers=content.covers(("score",)),
        ),
    )


@pytest.fixture(scope="module")
def song(content: SongContent, receipt: SignedReceipt) -> PublishableSong:
    return make_song(SEED, content, receipt)


def test_the_sample_identity(content: SongContent) -> None:
    assert holds("object-v1.md", AUTHOR)
    assert holds("object-v1.md", content.score.decode())
    assert holds("object-v1.md", content.covers(("score",)).score[0].text)


def test_the_sample_objects(receipt: SignedReceipt, song: PublishableSong) -> None:
    for signed in (receipt, song.song):
        assert holds("object-v1.md", signed.data.hex()), signed.data.hex()
        assert holds("object-v1.md", signed.cid.text), signed.cid.text


def test_the_sample_community(community: SignedManifest, song: PublishableSong) -> None:
    stone = make_tombstone(SEED, community.cid, song.song.cid)
    assert holds("community-v1.md", community.data.hex()), community.data.hex()
    assert holds("community-v1.md", community.cid.text), community.cid.text
    assert holds("object-v1.md", stone.data.hex()), stone.data.hex()
    assert holds("object-v1.md", stone.cid.text), stone.cid.text


def test_the_sample_composition(
    community: SignedManifest, song: PublishableSong, content: SongContent
) -> None:
    recipe = make_recipe(
        community.cid, [song.song.cid], algorithm="sample", version=1, parameters={"bars": 1}
    )
    credit = SongCredit(
        song=song.song.cid, author=AUTHOR, title="One note", licence="CC-BY-SA-4.0", bars=((1, 1),)
    )
    cid, blocks = composition_block(recipe, content.score, [credit], "CC-BY-SA-4.0")
    assert holds("community-v1.md", seed_of(recipe).hex()), seed_of(recipe).hex()
    assert holds("community-v1.md", blocks[0][1].hex()), blocks[0][1].hex()
    assert holds("community-v1.md", cid.text), cid.text
    assert cid == cid_of(blocks[0][1], DAG_CBOR)
    assert Cid.from_text(cid.text).digest == hashlib.sha256(blocks[0][1]).digest()


def test_the_sample_feed(community: SignedManifest, song: PublishableSong) -> None:
    stone = make_tombstone(SEED, community.cid, song.song.cid)
    (first,) = make_steps(SEED, None, community.cid, [community.cid, song.song.cid])
    (second,) = make_steps(SEED, first, community.cid, [stone.cid])
    signed_at = datetime(2026, 6, 15, 12, tzinfo=UTC)
    head = make_ipns_record(SEED, second.cid, second.payload.sequence, signed_at)
    for text in (first.data.hex(), first.cid.text, second.data.hex(), second.cid.text):
        assert holds("feed-v1.md", text), text
    assert holds("feed-v1.md", head.name), head.name
    assert holds("feed-v1.md", head.data.hex()), head.data.hex()


@pytest.mark.parametrize(
    ("specification", "kind"),
    [
        ("object-v1.md", Receipt),
        ("object-v1.md", Song),
        ("object-v1.md", Tombstone),
        ("object-v1.md", SharedMood),
        ("feed-v1.md", FeedStep),
        ("community-v1.md", Manifest),
        ("community-v1.md", Leaving),
        ("community-v1.md", Epoch),
        ("community-v1.md", SealedSong),
        ("community-v1.md", JoinRequest),
        ("community-v1.md", Recipe),
        ("community-v1.md", SongCredit),
        ("community-v1.md", CompositionBlock),
    ],
)
def test_every_field_of_a_payload_is_specified(
    specification: str, kind: type[msgspec.Struct]
) -> None:
    written = (SPECS / specification).read_text(encoding="utf-8")
    fields = [field.encode_name for field in msgspec.structs.fields(kind)]
    assert [name for name in fields if f"`{name}`" not in written] == []


def test_the_specified_bounds_are_the_codes() -> None:
    assert LARGEST_BLOCK == 1024 * 1024
    assert Limits(size=256 * 1024, depth=16, count=20_000) == OBJECT_LIMITS
    assert Limits(size=1024 * 1024, depth=16, count=200_000) == COMPOSITION_LIMITS
    assert CarLimits() == CarLimits(size=1024**3, count=200_000)
    assert LARGEST_AUDIO == 64 * 1024 * 1024
    assert MOST_ITEMS == 1000
    assert (PullLimits().steps, PullLimits().blocks) == (20_000, 200_000)
    assert PullLimits().size == 1024**3
    assert (LARGEST_RECORD, VALID_FOR.days, TIME_TO_LIVE.seconds) == (10 * 1024, 365, 300)
    assert bytes.fromhex("3401ed01ed011371") == VARSIG_HEADER
    written = (SPECS / "object-v1.md").read_text(encoding="utf-8")
    assert [name for name in LICENCES if f"`{name}`" not in written] == []
