from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import pytest

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.model.records import Field
from corvia_local.model.score import (
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    TempoMark,
)
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import Cid
from corvia_sync.manifest import SignedManifest, make_first_manifest
from corvia_sync.receipt import PURPOSE_COMPOSITION, SignedReceipt, make_receipt
from corvia_sync.song import PublishableSong, make_song
from corvia_sync.song_content import SharedMood, SongContent, content_to_share

ALL: tuple[Field, ...] = ("score", "lyric", "mood", "audio")


@dataclass(frozen=True)
class Person:
    seed: bytes

    @property
    def did(self) -> str:
        return encode_ed25519_did(public_key_of(self.seed))


@pytest.fixture(scope="session")
def ada() -> Person:
    return Person(bytes([1]) * 32)


@pytest.fixture(scope="session")
def ben() -> Person:
    return Person(bytes([2]) * 32)


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 6, 15)


@pytest.fixture(scope="session")
def score() -> Score:
    notes = tuple(Note(tick, 480, 60 + tick // 480, 0, 80) for tick in range(0, 1920, 480))
    return Score(
        version=1,
        title="private title",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((1, 1, 1, 1), 4),
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse 1", "verse", 0, 1920, -300, 200),),
        chords=(),
        parts=(Part("voice", "melody", 52, 100, 64, notes),),
        lines=("the night is long",),
        syllables=(SungSyllable(0, 480, "night", 0, True, True),),
        end=1920,
    )


@pytest.fixture(scope="session")
def mood() -> SharedMood:
    return SharedMood(start_valence=-300, start_arousal=200, goal_valence=500, goal_arousal=-600)


@pytest.fixture(scope="session")
def audio() -> bytes:
    return b"fLaC" + bytes(range(256)) * 10


@pytest.fixture(scope="session")
def community(ada: Person, ben: Person) -> SignedManifest:
    return make_first_manifest(
        ada.seed, name="Night song", purpose="to be heard", members=(ben.did,)
    )


@pytest.fixture
def store(community: SignedManifest) -> MemoryBlocks:
    blocks = MemoryBlocks()
    put_checked(blocks, community.cid, community.data)
    return blocks


Share = Callable[..., PublishableSong]


@pytest.fixture(scope="session")
def content(score: Score, mood: SharedMood, audio: bytes) -> Callable[..., SongContent]:
    def make(fields: tuple[Field, ...] = ALL, title: str = "Song") -> SongContent:
        return content_to_share(score, fields, title=title, mood=mood, audio=audio)

    return make


@pytest.fixture(scope="session")
def consent(community: SignedManifest) -> Callable[..., SignedReceipt]:
    def make(
        person: Person, content: SongContent, fields: tuple[Field, ...] = ALL, **changes: Any
    ) -> SignedReceipt:
        terms: dict[str, Any] = {
            "audience": community.cid,
            "fields": fields,
            "covers": content.covers(fields),
            "purposes": (PURPOSE_COMPOSITION,),
            "licence": "CC-BY-SA-4.0",
            "valid_from": "2026-01-01",
            "valid_until": "2026-12-31",
            "withdrawal_method": "Open the song and choose “take back”.",
        }
        return make_receipt(person.seed, **(terms | changes))

    return make


@pytest.fixture(scope="session")
def share(content: Callable[..., SongContent], consent: Callable[..., SignedReceipt]) -> Share:
    def make(
        person: Person, fields: tuple[Field, ...] = ALL, title: str = "Song", **changes: Any
    ) -> PublishableSong:
        shared = content(fields, title)
        return make_song(person.seed, shared, consent(person, shared, fields, **changes))

    return make


@pytest.fixture(scope="session")
def replaced() -> Callable[..., Any]:
    return msgspec.structs.replace


@pytest.fixture(scope="session")
def unknown_cid() -> Cid:
    return Cid.from_text("bafyreigyftnzjf4rcu7glp5kfop53vqlopc3zcldauoqdxqlz7t4343gr4")
