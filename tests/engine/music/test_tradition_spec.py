"""The specification's sample is a tradition, and its tables name every key."""

import re
from pathlib import Path

import msgspec
import pytest

from corvia_engine.music.composing import compose
from corvia_engine.music.planning import plan_song
from corvia_engine.music.traditions import parse_tradition
from corvia_engine.music.traditions.tradition import (
    Chord,
    Mode,
    Ostinato,
    Palette,
    Rhythm,
    Source,
    Stroke,
    Tradition,
    Tuning,
)
from tests.engine.music.songs import request

SPEC = Path(__file__).resolve().parents[3] / "specs" / "tradition-v1.md"
FORMS = (Tradition, Source, Tuning, Mode, Chord, Rhythm, Stroke, Ostinato, Palette)


@pytest.fixture(scope="module")
def text():
    return SPEC.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(text):
    found = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert found
    return parse_tradition(found[1].encode())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_key_is_specified(form, text):
    missing = [
        field.encode_name
        for field in msgspec.structs.fields(form)
        if f"`{field.encode_name}`" not in text
    ]
    assert not missing


def test_a_song_in_the_sample_keeps_to_its_tuning(sample):
    plan = plan_song(request(tradition="our-valley", minutes=0.5), sample)
    assert plan.tradition == "our-valley"
    mode = sample.modes[0]
    above = {round(octave * mode.period + cents) for octave in range(-4, 5) for cents in mode.cents}
    notes = compose(plan, given=sample).melody.notes
    final = 100 * notes[-1].key + notes[-1].cents
    assert final % 1200 == 100 * plan.key.tonic
    assert {100 * note.key + note.cents - final for note in notes} <= above
