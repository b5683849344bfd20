"""What of a song leaves the device: its score without what stays private, its mood, its sound."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from corvia_local.errors import BadInput
from corvia_local.model.records import Field
from corvia_local.model.score import LARGEST_SCORE_BYTES, Milli, Score, decode_score, encode_score
from corvia_sync import dag_cbor
from corvia_sync.cid import DAG_CBOR, Cid, cid_of
from corvia_sync.content import Block, blocks_of, links_of
from corvia_sync.receipt import Covers
from corvia_sync.shared_score import holds_steering_characters
from corvia_sync.signed_object import to_plain

LARGEST_AUDIO: Final = 64 * 1024 * 1024
"""Bytes of FLAC: some twenty minutes in mono."""

FLAC_SIGNATURE: Final = b"fLaC"


class NotShareable(BadInput):
    """Content cannot be shared as it is."""


class SharedMood(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the song starts and where it leads, in thousandths of valence and arousal."""

    start_valence: Milli
    start_arousal: Milli
    goal_valence: Milli
    goal_arousal: Milli


@dataclass(frozen=True)
class SongContent:
    """Exactly what would be shared: the bytes that leave, and nothing beside them.

    `score` is the encoding of a Score whose title is `title`; `audio` is a FLAC file. Make it with
    `content_to_share`, which takes out what is not consented to.
    """

    title: str
    score: bytes
    mood: SharedMood | None = None
    audio: bytes | None = None

    def covers(self, fields: Collection[Field]) -> Covers:
        """Give the hashes that a receipt for these fields names."""
        score = links_of(self.score)
        return Covers(
            score=score,
            lyric=score if "lyric" in fields else (),
            mood=() if self.mood is None else (mood_cid(self.mood),),
            audio=() if self.audio is None else links_of(self.audio),
        )

    def blocks(self) -> tuple[Block, ...]:
        """Cut score and sound into the blocks to which the song links."""
        return blocks_of(self.score) + blocks_of(self.audio or b"")


def content_to_share(
    score: Score,
    fields: Sequence[Field],
    *,
    title: str,
    mood: SharedMood | None = None,
    audio: bytes | None = None,
) -> SongContent:
    """Take from a song only what the fields name.

    Without `lyric` the score loses lines and syllables; without `mood` every section's mood is 0
    and `mood` is left out; without `audio` the sound is. `title` replaces the score's own.
    Raises NotShareable where `score` is not among the fields, where a named field is not given, or
    where something exceeds its bound.
    """
    if "score" not in fields:
        raise NotShareable("A song is shared with its score, or not at all. Add the field “score”.")
    if ("mood" in fields and mood is None) or ("audio" in fields and audio is None):
        raise NotShareable("The mood or the sound is to be shared, but there is none to share.")
    shared = msgspec.structs.replace(score, title=title)
    if "lyric" not in fields:
        shared = msgspec.structs.replace(shared, lines=(), syllables=())
    if "mood" not in fields:
        sections = (msgspec.structs.replace(s, valence=0, arousal=0) for s in shared.sections)
        shared = msgspec.structs.replace(shared, sections=tuple(sections))
    content = SongContent(
        title=title,
        score=encode_score(shared),
        mood=mood if "mood" in fields else None,
        audio=audio if "audio" in fields else None,
    )
    _refuse_unfit(content)
    return content


def mood_cid(mood: SharedMood) -> Cid:
    """Name a mood by the hash of its DAG-CBOR, as a receipt covers it."""
    return mood_block(mood)[0]


def mood_block(mood: SharedMood) -> Block:
    """Give a mood as the block that a receipt's hash names. It stands in the song, too."""
    data = dag_cbor.encode(to_plain(mood))
    return cid_of(data, DAG_CBOR), data


def _refuse_unfit(content: SongContent) -> None:
    if len(content.score) > LARGEST_SCORE_BYTES:
        raise NotShareable(
            f"The score is {len(content.score)} bytes long; at most {LARGEST_SCORE_BYTES} can be"
            " shared. A shorter song can."
        )
    if holds_steering_characters(decode_score(content.score)):
        raise NotShareable("The title or the words hold control characters. Take them out first.")
    if content.audio is not None and not content.audio.startswith(FLAC_SIGNATURE):
        raise NotShareable("The sound is no FLAC file; only FLAC has the same bytes everywhere.")
    if len(content.audio or b"") > LARGEST_AUDIO:
        raise NotShareable(
            f"The sound is longer than the {LARGEST_AUDIO} bytes that can be shared."
        )
