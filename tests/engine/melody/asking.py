"""Requests and checks that the melody tests share."""

import itertools

from corvia_engine.music.melody.compass import LEAP, OCTAVE
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.rhythm import FINEST_GRID, LONGEST_LAST_NOTE
from corvia_local.model.score import Meter

FOUR_FOUR = PhraseRequest(
    meter=Meter((2, 2), 4),
    bars=2,
    stresses=(0, 2, 0, 2, 0, 2, 0, 2),
    degrees=tuple(range(7)),
    low=-3,
    high=8,
    endings=(0, 2, 4),
    bright=True,
    density=400,
    contour=0,
)


def check(request: PhraseRequest, notes: tuple[MelodyNote, ...]) -> None:
    """Assert every promise that a phrase makes."""
    end = request.meter.bar_ticks * request.bars
    count = len(request.stresses)
    assert len(notes) == count
    assert 0 <= notes[0].start < request.meter.bar_ticks
    for note, following in itertools.pairwise(notes):
        assert note.duration > 0
        assert note.start + note.duration == following.start
    last = notes[-1]
    assert last.start + last.duration == end - request.rest or last.duration == LONGEST_LAST_NOTE
    assert last.start + last.duration <= end - request.rest
    if (count - 1) * FINEST_GRID + 480 + request.rest <= end:
        assert last.duration >= 480
    for note in notes:
        assert request.low <= note.step <= request.high
        assert note.step % 7 in request.degrees
    assert last.step % 7 in request.endings
    moves = [b.step - a.step for a, b in itertools.pairwise(notes)]
    assert all(abs(move) <= OCTAVE for move in moves)
    for move, answer in itertools.pairwise([*moves, 0]):
        if abs(move) >= LEAP:
            assert move * answer < 0
