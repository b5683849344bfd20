import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.body.heart import (
    HeartRate,
    NotAHeartRate,
    NotIntervals,
    parse_heart_rate,
    rr_from_text,
)


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("0048", HeartRate(72, (), None, None)),
        ("0648", HeartRate(72, (), True, None)),
        ("0448", HeartRate(72, (), False, None)),
        ("01 2c01", HeartRate(300, (), None, None)),
        ("10 3c 0004 0002", HeartRate(60, (1000.0, 500.0), None, None)),
        ("08 50 3412", HeartRate(80, (), None, 0x1234)),
        ("1f 4800 0a00 0003", HeartRate(72, (750.0,), True, 10)),
    ],
)
def test_measurements_are_read(sent: str, meant: HeartRate) -> None:
    assert parse_heart_rate(bytes.fromhex(sent)) == meant


@pytest.mark.parametrize(
    "sent",
    ["", "00", "0148", "0848", "084801", "004800", "1048", "104800", "10480001aa", "2048", "8048"],
)
def test_measurements_that_are_cut_off_or_unknown_are_refused(sent: str) -> None:
    with pytest.raises(NotAHeartRate, match="heart-rate strap"):
        parse_heart_rate(bytes.fromhex(sent))


def test_a_flood_is_refused() -> None:
    with pytest.raises(NotAHeartRate, match="2002 bytes"):
        parse_heart_rate(bytes([0x10, 60]) + bytes(2000))


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        measured = parse_heart_rate(data)
    except NotAHeartRate:
        return
    assert 0 <= measured.rate <= 0xFFFF
    assert all(0 <= interval < 64_000 for interval in measured.intervals)


def test_intervals_are_read_from_text() -> None:
    text = "# a quiet evening\n812 798\n805.5, 790;\n\n801\n"
    assert rr_from_text(text) == (812, 798, 805.5, 790, 801)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_no_intervals_are_refused(text: str) -> None:
    with pytest.raises(NotIntervals, match="no beat intervals"):
        rr_from_text(text)


@pytest.mark.parametrize("word", ["abc", "-5", "0", "nan", "inf", "1e9", "08:12"])
def test_a_word_that_is_no_interval_is_named_with_its_row(word: str) -> None:
    with pytest.raises(NotIntervals, match="in row 2"):
        rr_from_text(f"812\n{word}\n")


def test_an_endless_recording_is_refused() -> None:
    with pytest.raises(NotIntervals, match="200,000"):
        rr_from_text("800 " * 200_001)
