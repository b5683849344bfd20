"""Every phrase keeps to its request, whatever the request is."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_engine.music.melody.refusals import TooManySyllables
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.writing import MelodyWriter, most_notes
from corvia_local.model.score import Meter
from tests.engine.melody.asking import check

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
    stresses = draw(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=most + 1))
    degrees = draw(st.sampled_from(SCALES))
    low = draw(st.integers(-25, 15))
    high = low + draw(st.integers(6, 14))
    starts = sorted(draw(st.sets(st.integers(0, 60).map(lambda n: 60 * n), max_size=5)))
    steps = draw(st.lists(st.integers(low - 1, high + 1), min_size=5, max_size=5))
    return PhraseRequest(
        meter=meter,
        bars=bars,
        stresses=tuple(stresses),
        degrees=degrees,
        low=low,
        high=high,
        endings=tuple(draw(st.sets(st.sampled_from(degrees), min_size=1))),
        bright=draw(st.booleans()),
        density=draw(st.integers(0, 3200)),
        contour=draw(st.integers(-1000, 1000)),
        opening=tuple(
            MelodyNote(start, 240, step) for start, step in zip(starts, steps, strict=False)
        ),
        rest=rest,
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(requests(), min_size=1, max_size=3), st.integers(0, 2**63 - 1))
def test_phrases_keep_to_their_requests(asked: list[PhraseRequest], seed: int) -> None:
    writer, again = MelodyWriter(seed), MelodyWriter(seed)
    for request in asked:
        try:
            notes = writer.write(request)
        except TooManySyllables:
            assert len(request.stresses) > most_notes(request.meter, request.bars, request.rest)
        else:
            check(request, notes)
            assert again.write(request) == notes
