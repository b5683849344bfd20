"""What was heard before in the song, so that motifs come back.

A small model trained on many tunes knows what is likely in general; a song repeats itself far more
than that. So a move that continues a run of moves heard before, and a span that continues a bar's
rhythm heard before, are leaned towards: the more so the longer the run already matches.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from corvia_engine.music.melody.request import MelodyNote

LONGEST_RUN: Final = 3
MOVE_BONUS: Final = (0, 250, 900, 1500)
"""Thousandths of a nat for continuing a run of so many moves with their spans."""
RHYTHM_BONUS: Final = (0, 500, 700, 900, 1000)
"""Thousandths of a nat for continuing a bar's rhythm after so many of its onsets."""
OPENING_BONUS: Final = 500
"""For beginning on a step on which an earlier phrase began."""

Run = tuple[int, ...]


class Echo:
    """Runs of moves and bars' rhythms of the phrases heard so far."""

    def __init__(self) -> None:
        self._moves: set[tuple[Run, int]] = set()
        self._rhythms: set[tuple[Run, int]] = set()
        self._openings: set[int] = set()

    def hear(self, notes: Sequence[MelodyNote], bar_ticks: int) -> None:
        """Take up a finished phrase."""
        self._openings.add(notes[0].step)
        for index in range(1, len(notes)):
            move = notes[index].step - notes[index - 1].step
            for run in _runs(notes[:index], notes[index].start):
                self._moves.add((run, move))
        for index, note in enumerate(notes[:-1]):
            span = notes[index + 1].start - note.start
            self._rhythms.add((_bar_so_far(notes[: index + 1], bar_ticks), span))

    def step_bonus(self, notes: Sequence[MelodyNote], start: int, step: int) -> int:
        """Give the bonus of a step at `start` after the phrase's notes so far."""
        if not notes:
            return OPENING_BONUS if step in self._openings else 0
        move = step - notes[-1].step
        longest = 0
        for run in _runs(notes, start):
            if (run, move) in self._moves:
                longest = max(longest, (len(run) + 1) // 2)
        return MOVE_BONUS[longest]

    def span_bonus(self, notes: Sequence[MelodyNote], span: int, bar_ticks: int) -> int:
        """Give the bonus of a span for the last of the phrase's notes so far."""
        bar = _bar_so_far(notes, bar_ticks)
        heard = (bar, span) in self._rhythms
        return RHYTHM_BONUS[min(len(bar), len(RHYTHM_BONUS) - 1)] if heard else 0


def _runs(notes: Sequence[MelodyNote], start: int) -> Iterable[Run]:
    """Give the runs that end in the last note, whose span reaches to `start`: its span, then its
    move and the span before, and so on."""
    run: Run = (start - notes[-1].start,)
    yield run
    for back in range(1, min(LONGEST_RUN, len(notes))):
        later, earlier = notes[-back], notes[-back - 1]
        run = (later.start - earlier.start, later.step - earlier.step, *run)
        yield run


def _bar_so_far(notes: Sequence[MelodyNote], bar_ticks: int) -> Run:
    """Give the places of the onsets since the last bar line."""
    bar = notes[-1].start // bar_ticks
    return tuple(note.start % bar_ticks for note in notes if note.start // bar_ticks == bar)
