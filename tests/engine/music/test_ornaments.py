"""Ornaments stand before tones that instruments play, and leave beat and tuning as they are."""

import itertools

import msgspec
import pytest

from corvia_engine.music.composing import compose
from corvia_engine.music.ornaments import LENGTH, is_ornament
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition, tradition_names
from corvia_engine.music.traditions.checking import faults_of
from corvia_engine.music.traditions.tradition import Ornament, Tradition
from corvia_engine.music.varying.reading_back import tunes_of
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Note, Score
from tests.engine.music.songs import SONG, request

ORNAMENTED = [name for name in tradition_names() if tradition(name).ornaments]
NEAR = 5
"""Cents within which a tone is in its tuning."""


def composed(name: str, ornaments: tuple[Ornament, ...] | None = None) -> tuple[SongPlan, Score]:
    data = tradition(name)
    if ornaments is not None:
        data = msgspec.structs.replace(data, ornaments=ornaments)
    plan = plan_song(request(SONG, tradition=name, minutes=2, seed=5), data)
    return plan, compose(plan, given=data)


def played(score: Score) -> tuple[Note, ...]:
    return next(part.notes for part in score.parts if part.role == "counter")


def always(name: str) -> tuple[Ornament, ...]:
    """A tradition's own ornaments, in every place that they fit."""
    return tuple(msgspec.structs.replace(one, share=100) for one in tradition(name).ornaments)


def often(name: str, **fields: object) -> Ornament:
    kinds = {"name": name, "source": "style", "share": 100, **fields}
    return msgspec.convert(kinds, Ornament)


@pytest.mark.parametrize("name", ORNAMENTED)
def test_every_tone_keeps_its_beat_and_its_tuning(name: str) -> None:
    _, plain = composed(name, ())
    _, score = composed(name, always(name))
    shorts = [note for note in played(score) if is_ornament(note)]
    assert shorts
    tones = [note for note in played(score) if not is_ornament(note)]
    assert len(tones) == len(played(plain))
    for tone, before in zip(tones, played(plain), strict=True):
        assert abs(tone.start - before.start) <= 11, "but for the irregularity of touch"
        assert abs(100 * (tone.key - before.key) + tone.cents - before.cents) <= NEAR
    assert score.melody == plain.melody, "the sung line stays plain"
    assert score.syllables == plain.syllables


@pytest.mark.parametrize("name", ORNAMENTED)
def test_a_tune_with_ornaments_is_read_back_without_them(name: str) -> None:
    plan, score = composed(name, always(name))
    stages = stages_of(plan, tradition(name))
    plain_plan, plain = composed(name, ())
    read, expected = tunes_of(plan, score, stages), tunes_of(plain_plan, plain, stages)
    for one, other in zip(read, expected, strict=True):
        steps = [(n.start, n.step) for p in one.phrases for n in p.notes]
        assert steps == [(n.start, n.step) for p in other.phrases for n in p.notes]


def test_a_step_is_a_tone_of_the_mode_and_cents_glide_to_the_tone() -> None:
    _, score = composed("irish", (often("cut", steps=(1,)),))
    notes = played(score)
    pairs = [(a, b) for a, b in itertools.pairwise(notes) if is_ornament(a)]
    assert len(pairs) > 5
    assert all(a.key - b.key in (1, 2) for a, b in pairs)
    _, score = composed("irish", (often("slide", cents=(-50,), after="rise"),))
    notes = played(score)
    slides = [(a, b) for a, b in itertools.pairwise(notes) if is_ornament(a)]
    assert slides
    assert {100 * (b.key - a.key) + b.cents - a.cents for a, b in slides} == {50}
    assert all(0 < a.duration <= LENGTH for a, _ in slides)


def test_no_ornament_is_played_where_a_tradition_has_none() -> None:
    _, score = composed("javanese-slendro")
    assert not any(is_ornament(note) for note in played(score))


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"steps": (1,), "cents": (50,)}, "either steps or cents"),
        ({}, "either steps or cents"),
        ({"steps": (1, 0)}, "ends on the tone itself"),
        ({"cents": (0,)}, "keeps its tuning"),
        ({"steps": (1,), "source": "nobody"}, "no source"),
    ],
)
def test_faults_are_named_by_their_key(fields: dict[str, object], fault: str) -> None:
    data: Tradition = msgspec.structs.replace(
        tradition("irish"), ornaments=(often("cut", **fields),)
    )
    found = faults_of(data)
    assert any(fault in str(one) and "ornaments[0]" in str(one) for one in found)
