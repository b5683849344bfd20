"""What the vault keeps."""

from typing import Literal

import msgspec

from corvia_local.model.mood import Mood


class Entry(msgspec.Struct, frozen=True):
    """A journal entry. `written_at` is local time in ISO 8601 with its offset, to the second."""

    id: str
    written_at: str
    text: str
    mood: Mood | None = None
    tags: tuple[str, ...] = ()


class Reframe(msgspec.Struct, frozen=True):
    """Words that the person accepted as their own for an entry."""

    entry_id: str
    text: str
    accepted_at: str


class Song(msgspec.Struct, frozen=True):
    """A saved song. `plan` and `score` are their encodings; audio is made from the score."""

    id: str
    title: str
    composed_at: str
    entry_id: str | None
    plan: bytes
    score: bytes


class SongHeading(msgspec.Struct, frozen=True):
    """A saved song for a list, without its content. `audio_bytes` is None where none is saved."""

    id: str
    title: str
    composed_at: str
    entry_id: str | None
    audio_bytes: int | None


class SongVersion(msgspec.Struct, frozen=True):
    """One version of a song. `number` counts from 1; `change` says what was asked for, "" for the
    first. `parent` is the id of the version it was made of.
    """

    number: int
    song_id: str
    parent: str | None
    change: str
    made_at: str
    current: bool


Field = Literal["score", "lyric", "mood", "audio"]


class ConsentTerms(msgspec.Struct, frozen=True):
    """What the person agrees to, in the terms that a receipt states.

    `audience` is a community's CID. `until` is an ISO date, the last day on which the song may be
    used. `licence` is an SPDX identifier such as CC-BY-SA-4.0.
    """

    song_id: str
    fields: tuple[Field, ...]
    audience: str
    purposes: tuple[str, ...]
    licence: str
    since: str
    until: str


class ConsentRecord(msgspec.Struct, frozen=True):
    """A consent that was given, with its signed receipt. `ended_at` is None while it stands."""

    receipt_cid: str
    song_cid: str
    terms: ConsentTerms
    receipt: bytes
    given_at: str
    ended_at: str | None = None


class Community(msgspec.Struct, frozen=True):
    """A community that the person belongs to. `id` is its CID; a steward keeps it."""

    id: str
    name: str
    steward: bool


class LedgerLine(msgspec.Struct, frozen=True):
    """One use of the person's data. `number` counts from 1; `hash` chains the lines (SHA-256)."""

    number: int
    at: str
    act: str
    what: str
    purpose: str
    audience: str
    hash: str
