import base64
import json
from pathlib import Path
from typing import Any

from corvia_crypto.did_key import (
    decode_ed25519_did,
    decode_x25519_did,
    encode_ed25519_did,
    encode_x25519_did,
)
from corvia_crypto.multibase import decode_base58btc
from corvia_crypto.signing import public_key_of


def test_published_seeds_give_the_published_identifiers(vectors: Path) -> None:
    cases = json.loads((vectors / "didkey/test-vectors/ed25519-x25519.json").read_text())
    assert cases
    for did, case in cases.items():
        public_key = public_key_of(bytes.fromhex(case["seed"]))
        assert encode_ed25519_did(public_key) == did
        assert decode_ed25519_did(did) == public_key
        agreement = case["keyAgreementKeyPair"]
        key = _published_key(agreement)
        x25519_did = "did:key:" + agreement["id"].partition("#")[2]
        assert encode_x25519_did(key) == x25519_did
        assert decode_x25519_did(x25519_did) == key


def test_published_x25519_identifiers_name_the_published_keys(vectors: Path) -> None:
    cases = json.loads((vectors / "didkey/test-vectors/x25519.json").read_text())["didDocument"]
    assert cases
    for did, document in cases.items():
        assert decode_x25519_did(did) == _published_key(document["verificationMethod"][0])
        assert encode_x25519_did(decode_x25519_did(did)) == did


def _published_key(method: dict[str, Any]) -> bytes:
    if "publicKeyJwk" in method:
        return base64.urlsafe_b64decode(method["publicKeyJwk"]["x"] + "=")
    return decode_base58btc("z" + method["publicKeyBase58"])
