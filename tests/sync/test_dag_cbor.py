from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_sync.cid import RAW, cid_of
from corvia_sync.dag_cbor import (
    OBJECT_LIMITS,
    DagCborRefused,
    Limits,
    NotEncodable,
    decode,
    encode,
    links_in,
)

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.text(max_size=10)
    | st.binary(max_size=10)
    | st.binary(max_size=3).map(lambda data: cid_of(data, RAW))
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_every_value_round_trips(value: Any) -> None:
    assert decode(encode(value)) == value


@given(st.binary(max_size=60))
def test_bytes_that_are_read_are_the_only_encoding_of_their_value(data: bytes) -> None:
    try:
        value = decode(data)
    except DagCborRefused:
        return
    assert encode(value) == data


@given(VALUES, st.data())
def test_a_cut_or_lengthened_encoding_is_refused(value: Any, data: st.DataObject) -> None:
    encoded = encode(value)
    with pytest.raises(DagCborRefused):
        decode(encoded[: data.draw(st.integers(0, len(encoded) - 1))])
    with pytest.raises(DagCborRefused):
        decode(encoded + data.draw(st.binary(min_size=1, max_size=3)))


@pytest.mark.parametrize(
    ("what", "hexadecimal"),
    [
        ("an integer in two bytes that fits one", "1801"),
        ("a length in two bytes that fits one", "780161"),
        ("an array without a length", "9f01ff"),
        ("a map without a length", "bf616101ff"),
        ("a text without a length", "7f6161ff"),
        ("a half-size float", "f93c00"),
        ("a single-size float", "fa3f800000"),
        ("a double", "fb3ff8000000000000"),
        ("not a number", "fb7ff8000000000000"),
        ("undefined", "f7"),
        ("another tag", "c06161"),
        ("a link that is text", "d82a6161"),
        ("a link without its zero", "d82a4401551200"),
        ("an empty link", "d82a4100"),
        ("half a link", "d82a450001551220"),
        ("a link tag in three bytes", "d9002a450001550000"),
        ("a tag within a tag", "d82ad82a450001550000"),
        ("an integer as a key", "a10101"),
        ("keys out of order", "a2616201616102"),
        ("a long key before a short one", "a262616101616202"),
        ("a key twice", "a2616101616102"),
        ("two values", "0101"),
        ("bytes that are no UTF-8", "61ff"),
        ("a surrogate", "63eda080"),
        ("a big integer", "c249010000000000000000"),
        ("a break", "ff"),
        ("a simple value", "e0"),
        ("false in two bytes", "f814"),
        ("a text of 2⁶⁴-1 bytes", "7bffffffffffffffff"),
        ("an array of 2⁶⁴-1 values", "9bffffffffffffffff"),
        ("a map of 2⁶³ pairs", "bb8000000000000000"),
        ("nothing", ""),
    ],
)
def test_what_is_not_strict_is_refused(what: str, hexadecimal: str) -> None:
    with pytest.raises(DagCborRefused):
        decode(bytes.fromhex(hexadecimal))


@pytest.mark.parametrize(("size", "named"), [(60_000, "more than 20000"), (900, "deeper")])
def test_nested_arrays_that_each_claim_the_rest_are_refused(size: int, named: str) -> None:
    bomb = b"".join(b"\x99" + (size - at).to_bytes(2, "big") for at in range(3, size, 3))
    with pytest.raises(DagCborRefused, match=named):
        decode(bomb + bytes(size - len(bomb)))


@pytest.mark.parametrize(
    ("value", "limits", "named"),
    [
        ([[[1]]], Limits(100, 2, 100), "deeper"),
        ([1, 2, 3], Limits(100, 9, 3), "more than 3"),
        ("x" * 20, Limits(10, 9, 100), "at most 10"),
    ],
)
def test_a_bound_that_is_exceeded_is_named_both_ways(
    value: Any, limits: Limits, named: str
) -> None:
    with pytest.raises(DagCborRefused, match=named):
        decode(encode(value), limits)
    with pytest.raises(NotEncodable, match=named):
        encode(value, limits)


@pytest.mark.parametrize(
    "value", [1.5, {"x": [0.0]}, 2**64, -(2**64) - 1, "\ud800", {1: 2}, (1,), {1}]
)
def test_what_has_no_form_is_not_encoded(value: Any) -> None:
    with pytest.raises(NotEncodable):
        encode(value)


def test_links_are_found_wherever_they_stand() -> None:
    first, second = cid_of(b"1", RAW), cid_of(b"2", RAW)
    assert list(links_in({"a": [first], "b": {"c": second}, "d": 1})) == [first, second]
    assert OBJECT_LIMITS.depth < 100
