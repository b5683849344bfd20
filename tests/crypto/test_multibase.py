import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.multibase import (
    LONGEST_TEXT,
    MultibaseRefused,
    decode_base32,
    decode_base58btc,
    encode_base32,
    encode_base58btc,
)


@given(st.binary(max_size=200))
def test_bytes_round_trip_in_both_encodings(data: bytes) -> None:
    assert decode_base32(encode_base32(data)) == data
    assert decode_base58btc(encode_base58btc(data)) == data


@given(st.text(alphabet="bz234567abcdefgh1 =AO\n", max_size=20))
def test_a_text_that_is_read_is_the_only_one_for_its_bytes(text: str) -> None:
    for decode, encode in ((decode_base32, encode_base32), (decode_base58btc, encode_base58btc)):
        try:
            data = decode(text)
        except MultibaseRefused:
            continue
        assert encode(data) == text


@pytest.mark.parametrize("text", ["", "z", "bA", "ba", "baaa=", "bab", "b ", "b\n", "baa\n", "b1"])
def test_malformed_base32_is_refused(text: str) -> None:
    with pytest.raises(MultibaseRefused):
        decode_base32(text)


@pytest.mark.parametrize("text", ["", "b", "z0", "zO", "zl", "zI", "z 1", "z1\n"])
def test_malformed_base58_is_refused(text: str) -> None:
    with pytest.raises(MultibaseRefused):
        decode_base58btc(text)


def test_a_very_long_text_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(MultibaseRefused, match=str(LONGEST_TEXT)):
        decode_base58btc("z" + "2" * LONGEST_TEXT)
