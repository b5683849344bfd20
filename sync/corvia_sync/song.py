"""The shared song: signed by its author, and only ever made from a consent that covers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from msgspec import Meta

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.errors import ConsentMissing
from corvia_local.model.records import Field
from corvia_local.model.score import decode_score
from corvia_sync.blocks import BlockStore, put_checked
from corvia_sync.bounded_text import Title
from corvia_sync.cid import RAW, Cid
from corvia_sync.content import Block, links_of
from corvia_sync.licence import is_licence
from corvia_sync.receipt import FIELDS, Covers, Links, SignedReceipt, in_order, read_receipt
from corvia_sync.shared_score import facts_of, unfit
from corvia_sync.signed_object import Invariant, Payload, Signed, read_signed, sign_payload
from corvia_sync.song_content import SharedMood, SongContent, mood_cid


class NotCovered(ConsentMissing):
    """The consent does not cover what was to be shared."""


class Song(Payload, frozen=True, kw_only=True):
    """A shared song. `score` links to the score's encoding, `audio` to a FLAC file.

    `receipt` is the CID of the author's consent, without which the song is not valid.
    """

    TAG: ClassVar[str] = "corvia/song@1.0.0"

    title: Title
    licence: Annotated[str, Meta(max_length=80)]
    receipt: Cid
    fields: Annotated[tuple[Field, ...], Meta(min_length=1, max_length=len(FIELDS))]
    score: Annotated[Links, Meta(min_length=1)]
    audio: Links = ()
    mood: SharedMood | None = None

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        yield self.fields == in_order(self.fields), "its fields repeat or are out of order."
        yield "score" in self.fields, "it does not share its score."
        yield ("audio" in self.fields) == bool(self.audio), "its sound does not agree with fields."
        has_mood = self.mood is not None
        yield ("mood" in self.fields) == has_mood, "its mood does not agree with its fields."
        yield is_licence(self.licence), f"“{self.licence}” is no licence that is known here."
        raw = all(link.is_own and link.codec == RAW for link in self.score + self.audio)
        yield raw, "it links to something that is no raw block."

    def covers(self) -> Covers:
        """Give the hashes that its receipt must name."""
        return Covers(
            score=self.score,
            lyric=self.score if "lyric" in self.fields else (),
            mood=() if self.mood is None else (mood_cid(self.mood),),
            audio=self.audio,
        )


SignedSong = Signed[Song]


@dataclass(frozen=True)
class PublishableSong:
    """A signed song, the consent behind it, and the blocks of its content."""

    song: SignedSong
    receipt: SignedReceipt
    content: tuple[Block, ...]

    def blocks(self) -> tuple[Block, ...]:
        """Give every block that others need in order to verify and play the song."""
        signed = ((self.receipt.cid, self.receipt.data), (self.song.cid, self.song.data))
        return signed + self.content

    def keep_in(self, store: BlockStore) -> None:
        """Put all blocks into a store."""
        for cid, data in self.blocks():
            put_checked(store, cid, data)


def make_song(seed: bytes, content: SongContent, receipt: SignedReceipt) -> PublishableSong:
    """Sign a song as its consent allows it; title apart, nothing in it is not covered by hash.

    The receipt is verified anew. Raises NotCovered where it is someone else's, where it does not
    cover exactly this content, or where the score holds more than its fields name.
    """
    consent = read_receipt(receipt.data).payload
    author = encode_ed25519_did(public_key_of(seed))
    if consent.iss != author:
        raise NotCovered("The consent was given by someone else. Only its giver can share by it.")
    song = Song(
        iss=author,
        title=content.title,
        licence=consent.licence,
        receipt=receipt.cid,
        fields=consent.fields,
        score=links_of(content.score),
        audio=links_of(content.audio or b""),
        mood=content.mood,
    )
    facts = facts_of(decode_score(content.score))
    broken = uncovered(song, receipt) or unfit(facts, content.title, consent.fields)
    if broken is not None:
        raise NotCovered(f"This cannot be shared: {broken} Ask for a consent that covers it.")
    return PublishableSong(sign_payload(seed, song), receipt, content.blocks())


def uncovered(song: Song, receipt: SignedReceipt) -> str | None:
    """Say in a sentence what of a song its receipt does not cover, or None.

    Both must have been verified. The day and the audience are for the caller to check.
    """
    consent = receipt.payload
    if song.receipt != receipt.cid:
        return "it names another receipt."
    if song.iss != consent.iss:
        return "its consent was given by someone else."
    if song.fields != consent.fields:
        return "it shares other fields than its consent names."
    if song.licence != consent.licence:
        return "its licence is not the one consented to."
    if song.covers() != consent.covers:
        return "its content is not exactly what was consented to."
    return None


def read_song(data: bytes) -> SignedSong:
    """Verify and read a song; raise EnvelopeRefused or ObjectRefused, both PeerRefused.

    Its receipt and its content are checked by `gathering.gather`.
    """
    return read_signed(data, Song)
