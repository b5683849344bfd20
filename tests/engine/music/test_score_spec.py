"""The score's specification says what the code does."""

import re
from pathlib import Path

import msgspec
import pytest

from corvia_local.model.score import ScoreRefused, decode_score, encode_score, seconds_at

SPEC = Path(__file__).resolve().parents[3] / "specs" / "score-v1.md"


@pytest.fixture(scope="module")
def text():
    return SPEC.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample(text):
    found = re.search(r"```json\n(.*)\n```", text)
    assert found
    return found[1].encode()


def test_the_sample_is_read_and_written_back_byte_for_byte(sample):
    assert encode_score(decode_score(sample)) == sample


def test_the_sample_lasts_as_long_as_said(sample, text):
    score = decode_score(sample)
    assert f"{seconds_at(score, score.end):.2f} seconds" in text


def test_members_stand_in_the_order_of_the_table(sample, text):
    table = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert list(msgspec.json.decode(sample)) == table


@pytest.mark.parametrize(
    ("good", "bad", "named"),
    [
        (b'"version":1', b'"version":2', "version"),
        (b"[0,800000]", b"[0,199999]", "tempo"),
        (b"[0,800000]", b"[1,800000]", "tempo"),
        (b"[960,860000]", b"[0,860000]", "tempo"),
        (b'"unit":4', b'"unit":3', "meter.unit"),
        (b'"start":0,"end":1440', b'"start":0,"end":1430', "sections"),
        (b'"role":"figure"', b'"role":"melody"', "one melody"),
        (b"[0,480,69,0,60]", b"[0,480,128,0,60]", "notes"),
        (b"[0,480,69,0,60]", b"[0,480,69,101,60]", "notes"),
        (b"[0,480,69,0,60]", b"[0,9999,69,0,60]", "voice"),
        (b"[0,700,50,0,48]", b"[7,700,50,0,48]", "order"),
        (b'"line":0', b'"line":1', "line"),
        (b'"end":1440}', b'"end":1440,"more":0}', "more"),
        (b'"title":"Rain",', b"", "title"),
    ],
)
def test_what_breaks_a_bound_is_refused_by_name(sample, good, bad, named):
    assert good in sample
    with pytest.raises(ScoreRefused, match=named):
        decode_score(sample.replace(good, bad))
