from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.did_key import encode_ed25519_did, encode_x25519_did
from corvia_crypto.signing import public_key_of, sign
from corvia_sync.dag_cbor import NotEncodable, encode
from corvia_sync.envelope import (
    VARSIG_HEADER,
    EnvelopeRefused,
    open_envelope,
    seal,
    tag_of,
)

SEED = bytes(range(32))
DID = encode_ed25519_did(public_key_of(SEED))
TAG = "corvia/test@1.0.0"

PAYLOADS = st.dictionaries(
    st.text(max_size=8), st.integers(0, 99) | st.text(max_size=8), max_size=5
)


@given(PAYLOADS)
def test_what_was_sealed_opens_under_its_issuer(payload: dict[str, Any]) -> None:
    data = seal(SEED, TAG, payload)
    opened = open_envelope(data)
    assert (opened.tag, opened.issuer) == (TAG, DID)
    assert opened.payload == {**payload, "iss": DID}
    assert tag_of(data) == TAG
    assert seal(SEED, TAG, payload) == data


@given(PAYLOADS, st.data())
def test_any_changed_byte_is_refused(payload: dict[str, Any], data: st.DataObject) -> None:
    sealed = bytearray(seal(SEED, TAG, payload))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(EnvelopeRefused):
        open_envelope(bytes(sealed))


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused_and_have_no_tag(data: bytes) -> None:
    assert tag_of(data) is None
    with pytest.raises(EnvelopeRefused):
        open_envelope(data)


def enveloped(signed: Any, seed: bytes = SEED) -> bytes:
    return encode([sign(seed, encode(signed)), signed])


@pytest.mark.parametrize(
    ("why", "signed"),
    [
        ("no payload", {"h": VARSIG_HEADER}),
        ("no header", {TAG: {"iss": DID}}),
        ("two payloads", {"h": VARSIG_HEADER, TAG: {"iss": DID}, "corvia/two@1.0.0": {"iss": DID}}),
        ("header as text", {"h": "x", TAG: {"iss": DID}}),
        ("another header", {"h": bytes.fromhex("34011205"), TAG: {"iss": DID}}),
        ("no issuer", {"h": VARSIG_HEADER, TAG: {"aud": DID}}),
        ("issuer as bytes", {"h": VARSIG_HEADER, TAG: {"iss": b"x"}}),
        ("payload as list", {"h": VARSIG_HEADER, TAG: [DID]}),
        ("no version in the tag", {"h": VARSIG_HEADER, "corvia/test": {"iss": DID}}),
        (
            "issuer without Ed25519",
            {"h": VARSIG_HEADER, TAG: {"iss": encode_x25519_did(bytes(32))}},
        ),
        ("another issuer", {"h": VARSIG_HEADER, TAG: {"iss": encode_ed25519_did(bytes([9]) * 32)}}),
        ("no map", [1, 2]),
    ],
)
def test_other_forms_are_refused_though_signed(why: str, signed: Any) -> None:
    with pytest.raises(EnvelopeRefused):
        open_envelope(enveloped(signed))


def test_the_right_form_opens_so_that_the_refusals_above_mean_something() -> None:
    assert open_envelope(enveloped({"h": VARSIG_HEADER, TAG: {"iss": DID}})).issuer == DID


def test_a_signature_of_another_length_is_refused() -> None:
    signed: Any = {"h": VARSIG_HEADER, TAG: {"iss": DID}}
    with pytest.raises(EnvelopeRefused, match="63 bytes"):
        open_envelope(encode([sign(SEED, encode(signed))[:63], signed]))


def test_the_issuer_is_always_the_signer() -> None:
    other = encode_ed25519_did(public_key_of(bytes(32)))
    assert open_envelope(seal(SEED, TAG, {"iss": other})).issuer == DID


@pytest.mark.parametrize(
    "tag", ["", "h", "corvia/test", "Corvia/test@1.0.0", "corvia/test@1", "a" * 300]
)
def test_malformed_tags_are_not_signed(tag: str) -> None:
    with pytest.raises(ValueError, match="tag"):
        seal(SEED, tag, {})


def test_floats_are_not_signed() -> None:
    with pytest.raises(NotEncodable, match="float"):
        seal(SEED, TAG, {"x": 0.5})


@pytest.mark.parametrize("length", [10, 23, 24, 40, 100, 190])
def test_the_tag_is_read_at_every_length_without_decoding(length: int) -> None:
    tag = "a" * (length - 8) + "/b@1.0.0"
    assert tag_of(seal(SEED, tag, {"x": 1})) == tag
