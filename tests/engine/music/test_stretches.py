"""A song handed on section by section is the song that is composed at once."""

import itertools

import pytest
from hypothesis import given, settings

from corvia_engine.music.composing import Composing, compose
from corvia_engine.music.part_writing import PartWriter, settled_until
from corvia_engine.music.planning import plan_song
from corvia_engine.music.traditions import tradition_names
from corvia_local.errors import Cancelled
from corvia_local.model.plan import SongRequest
from corvia_local.model.score import Note, Score, encode_score
from corvia_local.model.stretch import Stretch
from tests.engine.music.songs import request, requests


def handed_on(composing: Composing) -> tuple[Score, list[Stretch]]:
    return composing.foretaste(), list(composing.stretches())


def cut_by_later_strokes(notes: list[Note]) -> list[Note]:
    """End each note where its key is struck again."""
    following: dict[int, int] = {}
    cut = []
    for note in reversed(notes):
        length = min(
            note.duration, following.get(note.key, note.start + note.duration) - note.start
        )
        following[note.key] = note.start
        cut.append(Note(note.start, length, note.key, note.cents, note.velocity))
    return cut[::-1]


@settings(max_examples=12, deadline=None)
@given(requests)
def test_the_stretches_make_up_the_score_that_is_composed_at_once(wish: SongRequest) -> None:
    plan = plan_song(wish)
    composing = Composing(plan)
    frame, stretches = handed_on(composing)
    score = composing.score()
    assert encode_score(score) == encode_score(compose(plan))
    assert (frame.tempo, frame.sections, frame.end) == (score.tempo, score.sections, score.end)
    parts = {part.role: part for part in score.parts}
    for place, instrument in enumerate(frame.parts):
        heard = [note for stretch in stretches for note in stretch.notes[place]]
        part = parts.get(instrument.role)
        assert cut_by_later_strokes(heard) == list(part.notes if part else ())
        assert part is None or part.program == instrument.program


@pytest.mark.parametrize("name", tradition_names())
def test_a_stretch_ends_where_the_next_one_begins(name: str) -> None:
    wish = request(tradition=name, start=(0.4, 0.6), minutes=0.5, seed=len(name))
    frame, stretches = handed_on(Composing(plan_song(wish)))
    assert len(stretches) == len(frame.sections)
    assert stretches[-1].until is None
    begin = 0
    for stretch in stretches:
        starts = [note.start for notes in stretch.notes for note in notes]
        assert min(starts) >= begin
        if stretch.until is not None:
            assert max(starts) < stretch.until
            begin = stretch.until


def test_the_first_section_is_given_before_the_second_is_composed() -> None:
    said: list[float] = []
    composing = Composing(plan_song(request()))
    stretches = composing.stretches(lambda _, share: said.append(share))
    next(stretches)
    assert said[-1] < 0.2
    next(stretches)
    assert said[-1] < 0.4


def test_whoever_asks_for_the_score_too_early_gets_no_half_song() -> None:
    composing = Composing(plan_song(request()))
    next(composing.stretches())
    with pytest.raises(Cancelled):
        composing.score()


def test_the_foretaste_has_the_last_chorus_with_every_part_that_ever_plays() -> None:
    plan = plan_song(request())
    composing = Composing(plan)
    frame, stretches = handed_on(composing)
    chorus = [section for section in frame.sections if section.kind == "chorus"][-1]
    for place, part in enumerate(frame.parts):
        assert all(chorus.start - 3 <= note.start < chorus.end for note in part.notes)
        ever = any(stretch.notes[place] for stretch in stretches)
        assert bool(part.notes) == ever
    assert compose(plan) == composing.score()


def test_a_note_that_rings_over_the_border_is_cut_by_the_next_section() -> None:
    writer = PartWriter("melody", 1)
    first = writer.add([Note(0, 100, 60, 0, 80), Note(900, 200, 60, 0, 80)], 1000)
    second = writer.add([Note(1000, 400, 60, 0, 80)], None)
    assert [note.start for note in itertools.chain(first, second)] == [0, 900, 1000]
    assert [note.duration for note in writer.notes()] == [100, 100, 400]


def test_a_note_that_comes_early_waits_for_its_section() -> None:
    writer = PartWriter("melody", 1)
    given = writer.add([Note(settled_until(1000), 100, 60, 0, 80)], 1000)
    assert given == ()
    assert writer.add([Note(1200, 100, 62, 0, 80)], None)[0].key == 60
