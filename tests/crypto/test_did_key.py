import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.did_key import (
    DidRefused,
    decode_ed25519_did,
    decode_x25519_did,
    encode_ed25519_did,
    encode_x25519_did,
)


@given(st.binary(min_size=32, max_size=32))
def test_a_key_round_trips_and_its_kind_is_read_off_the_text(key: bytes) -> None:
    signing, agreeing = encode_ed25519_did(key), encode_x25519_did(key)
    assert signing.startswith("did:key:z6Mk")
    assert agreeing.startswith("did:key:z6LS")
    assert decode_ed25519_did(signing) == decode_x25519_did(agreeing) == key


def test_a_key_of_the_other_kind_is_refused() -> None:
    with pytest.raises(DidRefused, match="Ed25519"):
        decode_ed25519_did(encode_x25519_did(bytes(32)))
    with pytest.raises(DidRefused, match="X25519"):
        decode_x25519_did(encode_ed25519_did(bytes(32)))


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:key:",
        "did:web:example.org",
        "did:key:z6Mk",
        "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW",
        "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp#key",
        "did:key:z16MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
        "did:key:uiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
    ],
)
def test_other_texts_are_refused(did: str) -> None:
    with pytest.raises(DidRefused):
        decode_ed25519_did(did)


def test_a_key_of_the_wrong_length_is_not_encoded() -> None:
    with pytest.raises(ValueError, match="32"):
        encode_ed25519_did(bytes(31))
