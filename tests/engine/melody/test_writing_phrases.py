"""Every phrase keeps to its request, whatever the request is."""

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_engine.music.melody.compass import LEAP, OCTAVE
from corvia_engine.music.melody.refusals import TooManySyllables
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.rhythm import FINEST_GRID, LONGEST_LAST_NOTE
from corvia_engine.music.melody.writing import MelodyWriter, most_notes
from corvia_local.model.score import Meter

METERS = [
    Meter((2,), 4),
    Meter((3,), 4),
    Meter((2, 2), 4),
    Meter((4,), 4),
    Meter((1, 1), 2),
    Meter((3, 3), 8),
    Meter((2, 2, 2, 3), 8),
    Meter((2, 3), 8),
    Meter((3, 2, 2), 8),
    Meter((3, 2, 2, 3), 8),
    Meter((2, 2, 2, 3), 16),
]
SCALES = [tuple(range(7)), (0, 1, 2, 4, 5), (0, 2, 3, 4, 6), (0, 4), (3,)]


@st.composite
def requests(draw: st.DrawFn) -> PhraseRequest:
    meter = draw(st.sampled_from(METERS))
    bars = draw(st.integers(1, 4))
    rest = draw(st.sampled_from([0, 60, 100, 240, 480]))
    most = min(most_notes(meter, bars, rest), 40)
    stresses = draw(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=max(most, 1)))
    degrees = draw(st.sampled_from(SCALES))
    low = draw(st.integers(-25, 15))
    high = low + draw(st.integers(6, 14))
    return PhraseRequest(
        meter=meter,
        bars=bars,
        stresses=tuple(stresses),
        degrees=degrees,
        low=low,
        high=high,
        endings=tuple(draw(st.sets(st.sampled_from(degrees), min_size=1))),
        bright=draw(st.booleans()),
        density=draw(st.integers(50, 1600)),
        contour=draw(st.integers(-1000, 1000)),
        rest=rest,
    )


def check(request: PhraseRequest, notes: tuple[MelodyNote, ...]) -> None:
    end = request.meter.bar_ticks * request.bars
    count = len(request.stresses)
    assert len(notes) == count
    assert 0 <= notes[0].start <= request.meter.bar_ticks // 2
    for note, following in itertools.pairwise(notes):
        assert note.start + note.duration == following.start
    last = notes[-1]
    assert all(note.duration > 0 for note in notes)
    assert last.start + last.duration <= end - request.rest
    assert last.start + last.duration == end - request.rest or last.duration == LONGEST_LAST_NOTE
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


FOUR_FOUR = PhraseRequest(
    meter=Meter((2, 2), 4),
    bars=2,
    stresses=(0, 2, 0, 2, 0, 2, 0, 2),
    degrees=tuple(range(7)),
    low=-3,
    high=8,
    endings=(0,),
    bright=True,
    density=400,
    contour=0,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(requests(), min_size=1, max_size=3), st.integers(0, 2**63 - 1))
def test_phrases_keep_to_their_requests(asked: list[PhraseRequest], seed: int) -> None:
    writer = MelodyWriter(seed)
    for request in asked:
        try:
            notes = writer.write(request)
        except TooManySyllables:
            assert len(request.stresses) > most_notes(request.meter, request.bars, request.rest)
        else:
            check(request, notes)
