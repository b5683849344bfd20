"""A part's notes while its sections are being written, so that what is done can be played."""

import operator

from corvia_engine.music.dice import Dice
from corvia_engine.music.touch import EARLY_ENOUGH, humanised, in_order
from corvia_local.model.score import Note, Role

_PLACE = operator.attrgetter("start", "key")


class PartWriter:
    """Takes a part's notes section by section, plays them as a person would, and orders them.

    A note may still ring when the next section begins, and is cut there if its key is struck
    again; a note of the next section may come a little early. What lies before is settled.
    """

    def __init__(self, role: Role, seed: int) -> None:
        """`seed` is the song's. The melody is left as it was written."""
        self._dice = None if role == "melody" else Dice(seed, f"touch {role}")
        self._settled: list[Note] = []
        self._open: list[Note] = []
        self._given_until = 0

    def add(self, notes: list[Note], until: int | None) -> tuple[Note, ...]:
        """Take a section's notes, which begin before the tick `until` where it ends; None after
        the last.

        Give those, in order, that begin in this stretch, whose end is `settled_until`.
        """
        played = notes if self._dice is None else humanised(notes, self._dice)
        ordered = in_order(self._open + played)
        if until is None:
            self._settled += ordered
            self._open = []
            return tuple(note for note in ordered if note.start >= self._given_until)
        border = settled_until(until)
        self._settled += [note for note in ordered if note.start + note.duration <= border]
        self._open = [note for note in ordered if note.start + note.duration > border]
        given = tuple(note for note in ordered if self._given_until <= note.start < border)
        self._given_until = border
        return given

    def notes(self) -> tuple[Note, ...]:
        """Give all notes, in order."""
        return tuple(sorted(self._settled + self._open, key=_PLACE))


def settled_until(end: int) -> int:
    """Give the tick before which no note of the section after `end` begins."""
    return end - EARLY_ENOUGH
