import csv
import hashlib
from pathlib import Path

import pytest

from corvia_crypto.multibase import (
    decode_base32,
    decode_base36,
    decode_base58btc,
    encode_base32,
    encode_base36,
    encode_base58btc,
)
from corvia_sync.cid import SHA2_256, SHA2_256_BYTES

NAMES = ["basic.csv", "leading_zero.csv", "two_leading_zeros.csv"]


@pytest.mark.parametrize("name", NAMES)
def test_published_texts_round_trip(vectors: Path, name: str) -> None:
    text = (vectors / "multibase/tests" / name).read_text()
    (_, plain), *rows = list(csv.reader(text.splitlines(), skipinitialspace=True))
    data = plain.encode().decode("unicode_escape").encode("latin-1")
    encodings = dict(row for row in rows if row)
    assert encode_base32(data) == encodings["base32"]
    assert decode_base32(encodings["base32"]) == data
    assert encode_base36(data) == encodings["base36"]
    assert decode_base36(encodings["base36"]) == data
    assert encode_base58btc(data) == encodings["base58btc"]
    assert decode_base58btc(encodings["base58btc"]) == data


def test_published_sha2_256_multihashes_have_the_form_that_a_cid_holds(vectors: Path) -> None:
    text = (vectors / "multihash/tests/values/test_cases.csv").read_text()
    rows = [row for row in csv.DictReader(text.splitlines()) if row["algorithm"] == "sha2-256"]
    full = [row for row in rows if row["bits"] == "256"]
    assert len(full) > 10
    for row in full:
        digest = hashlib.sha256(row["input"].encode()).digest()
        assert bytes([SHA2_256, SHA2_256_BYTES]) + digest == bytes.fromhex(row["multihash"])
