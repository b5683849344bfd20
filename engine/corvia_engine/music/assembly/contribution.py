"""What one person gives to a composition, and what the composition gives back as credit."""

import msgspec

from corvia_local.model.score import Score


class Contribution(msgspec.Struct, frozen=True):
    """One song as its author consented to share it.

    `cid` and `author` (a did:key) come from the verified object. A score shared without its lyric
    has no lines and no syllables. Where the author withheld the mood, all section moods are 0.
    """

    cid: str
    author: str
    title: str
    licence: str
    score: Score


class Credit(msgspec.Struct, frozen=True):
    """Where in the composition a contribution is heard: bar numbers from 1, both inclusive."""

    cid: str
    author: str
    title: str
    licence: str
    bars: tuple[tuple[int, int], ...]


class Composition(msgspec.Struct, frozen=True):
    """The piece and its credits, in the order in which contributors are first heard."""

    score: Score
    credits: tuple[Credit, ...]
