"""What a person was typing and has not saved yet, beside the page for an entry."""

from typing import Literal, get_args

import msgspec

UnfinishedPlace = Literal[
    "reframe", "lyric", "lyric text", "way thought", "way acceptance", "way body"
]
"""Where it was typed: words for a thought, a lyric line by line or as a text, the way through a
door (`thought_record.Door`).
"""

UNFINISHED_PLACES: tuple[UnfinishedPlace, ...] = get_args(UnfinishedPlace)


class Unfinished(msgspec.Struct, frozen=True):
    """One such text. `about` says which part of the place it belongs to, where it has parts.

    `entry_id` is None where it began from no entry.
    """

    place: UnfinishedPlace
    entry_id: str | None
    about: str
    text: str
    saved_at: str
