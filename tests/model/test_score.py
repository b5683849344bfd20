import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_local.model.score import (
    LARGEST_SCORE_BYTES,
    Key,
    Meter,
    Note,
    Part,
    Score,
    ScoreRefused,
    SectionMark,
    SungSyllable,
    TempoMark,
    decode_score,
    encode_score,
    seconds_at,
)


def small_score(**changes: object) -> Score:
    notes = tuple(Note(480 * n, 480, 60 + n, 0, 80) for n in range(4))
    score = Score(
        version=1,
        title="A small thing",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((2, 2), 4),
        tempo=(TempoMark(0, 500_000), TempoMark(960, 1_000_000)),
        sections=(SectionMark("verse 1", "verse", 0, 1920, -300, 200),),
        chords=(),
        parts=(Part("voice", "melody", 0, 100, 64, notes),),
        lines=("a small thing",),
        syllables=(SungSyllable(0, 480, "a", 0, True, True),),
        end=1920,
    )
    return msgspec.structs.replace(score, **changes)


def test_a_score_comes_back_as_it_went() -> None:
    score = small_score()
    assert decode_score(encode_score(score)) == score
    assert encode_score(decode_score(encode_score(score))) == encode_score(score)


def test_seconds_follow_the_tempo_map() -> None:
    assert seconds_at(small_score(), 480) == 0.5
    assert seconds_at(small_score(), 1920) == 1.0 + 2.0


def test_a_meter_knows_its_bar() -> None:
    assert Meter((2, 2, 2, 3), 8).bar_ticks == 9 * 240


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"tempo": (TempoMark(10, 500_000),)}, "tempo"),
        ({"tempo": (TempoMark(0, 500_000), TempoMark(0, 500_000))}, "tempo"),
        ({"end": 2000}, "sections"),
        ({"parts": (Part("bass", "bass", 0, 100, 64, ()),)}, "melody"),
        ({"lines": ()}, "line"),
        ({"sections": (SectionMark("verse 1", "verse", 5, 1920, 0, 0),)}, "verse 1"),
    ],
)
def test_what_types_cannot_check_is_checked(changes: dict[str, object], word: str) -> None:
    with pytest.raises(ScoreRefused, match=word):
        decode_score(encode_score(small_score(**changes)))


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "x" * 201), ("version", 2), ("end", -1), ("parts", []), ("more", 1)],
)
def test_a_field_out_of_bounds_is_named(field: str, value: object) -> None:
    content = msgspec.json.decode(encode_score(small_score()))
    content[field] = value
    with pytest.raises(ScoreRefused, match="cannot be read"):
        decode_score(msgspec.json.encode(content))


def test_an_endless_score_is_refused_unread() -> None:
    with pytest.raises(ScoreRefused, match="bytes long"):
        decode_score(b"[" * (LARGEST_SCORE_BYTES + 1))


@given(st.binary(max_size=200))
def test_garbage_is_refused_and_never_crashes(data: bytes) -> None:
    with pytest.raises(ScoreRefused):
        decode_score(data)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ScoreRefused):
        decode_score(b"[" * 100_000)
