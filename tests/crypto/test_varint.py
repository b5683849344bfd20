import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.varint import LARGEST_VARINT, VarintRefused, decode_varint, encode_varint


@given(st.integers(0, LARGEST_VARINT), st.binary(max_size=4), st.binary(max_size=4))
def test_a_number_is_read_back_wherever_it_stands(number: int, before: bytes, after: bytes) -> None:
    encoded = encode_varint(number)
    data = before + encoded + after
    assert decode_varint(data, len(before)) == (number, len(before) + len(encoded))


@pytest.mark.parametrize(
    "hexadecimal",
    ["", "80", "8000", "ff80", "80808080808080808001", "ffffffffffffffffff7f"],
    ids=["nothing", "cut", "zero in two", "cut after two", "ten bytes", "ten full bytes"],
)
def test_what_is_cut_too_long_or_not_shortest_is_refused(hexadecimal: str) -> None:
    with pytest.raises(VarintRefused):
        decode_varint(bytes.fromhex(hexadecimal))


@pytest.mark.parametrize("number", [-1, LARGEST_VARINT + 1])
def test_numbers_outside_63_bits_are_not_encoded(number: int) -> None:
    with pytest.raises(ValueError, match="varint"):
        encode_varint(number)
