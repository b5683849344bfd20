"""A stretch of a score that is still being written, as it is handed on to be played."""

import msgspec

from corvia_local.model.score import Note, Tick


class Stretch(msgspec.Struct, frozen=True):
    """The notes that begin in a stretch, for each part of the score in its order.

    Stretches follow each other without a gap and end before the tick `until`, None at the end of
    the score. A note that rings on beyond its stretch ends where a later stretch strikes its key
    again; nothing else about a note changes any more.
    """

    notes: tuple[tuple[Note, ...], ...]
    until: Tick | None
