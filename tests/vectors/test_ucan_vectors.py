import base64
import json
from pathlib import Path
from typing import Any

import pytest

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_crypto.varint import decode_varint
from corvia_sync.cid import DAG_CBOR, cid_of
from corvia_sync.envelope import EnvelopeRefused, open_envelope, seal

ED25519_PRIVATE = 0x1300


def _base64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _fixture(vectors: Path, name: str) -> Any:
    return json.loads((vectors / "ucan/fixtures/1.0.0" / name).read_text())


def test_the_published_delegation_opens_to_its_payload(vectors: Path) -> None:
    (case,) = _fixture(vectors, "delegation.json")["valid"]
    token = _base64(case["token"])
    envelope = open_envelope(token)
    assert envelope.tag == "ucan/dlg@1.0.0"
    assert envelope.issuer == case["envelope"]["payload"]["iss"]
    assert envelope.payload["cmd"] == case["envelope"]["payload"]["cmd"]
    assert cid_of(token, DAG_CBOR).text == case["cid"]


def test_sealing_the_published_payload_with_its_issuers_key_gives_the_token(
    vectors: Path,
) -> None:
    fixture = _fixture(vectors, "delegation.json")
    token = _base64(fixture["valid"][0]["token"])
    opened = open_envelope(token)
    seeds = [_seed(_base64(private)) for private in fixture["principals"].values()]
    (seed,) = (s for s in seeds if encode_ed25519_did(public_key_of(s)) == opened.issuer)
    assert seal(seed, opened.tag, opened.payload) == token


def _seed(private_key: bytes) -> bytes:
    codec, start = decode_varint(private_key)
    assert codec == ED25519_PRIVATE
    return private_key[start:]


def test_only_the_envelopes_that_are_published_as_forged_are_refused(vectors: Path) -> None:
    fixture = _fixture(vectors, "invocation.json")
    opened = 0
    for case in fixture["invalid"] + fixture["valid"]:
        forged = case["name"] in ("invalid invocation signature", "invalid proof signature")
        tokens = [case["invocation"], *case["proofs"]]
        refused = 0
        for token in tokens:
            try:
                open_envelope(_base64(token["/"]["bytes"]))
                opened += 1
            except EnvelopeRefused:
                refused += 1
        assert refused == (1 if forged else 0), case["name"]
    assert opened > 30


def test_a_published_token_with_any_flipped_byte_is_refused(vectors: Path) -> None:
    token = _base64(_fixture(vectors, "delegation.json")["valid"][0]["token"])
    for position in range(len(token)):
        flipped = bytearray(token)
        flipped[position] ^= 0x10
        with pytest.raises(EnvelopeRefused):
            open_envelope(bytes(flipped))
