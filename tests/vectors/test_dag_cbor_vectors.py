import base64
import json
from pathlib import Path
from typing import Any

import pytest

from corvia_sync.cid import DAG_CBOR, Cid, cid_of
from corvia_sync.dag_cbor import DagCborRefused, Limits, NotEncodable, decode, encode

LIMITS = Limits(size=1_000_000, depth=32, count=200_000)


def test_every_positive_fixture_round_trips_to_the_cid_in_its_name(vectors: Path) -> None:
    fixtures = sorted((vectors / "dag-cbor/codec-fixtures/fixtures").rglob("*.dag-cbor"))
    assert len(fixtures) == 128
    for fixture in fixtures:
        data = fixture.read_bytes()
        assert encode(decode(data, LIMITS, floats=True), LIMITS, floats=True) == data, fixture
        assert cid_of(data, DAG_CBOR).text == fixture.stem, fixture


def test_every_negative_fixture_is_refused(vectors: Path) -> None:
    folder = vectors / "dag-cbor/codec-fixtures/negative-fixtures/dag-cbor/decode"
    cases = [
        case for path in sorted(folder.glob("*.json")) for case in json.loads(path.read_text())
    ]
    assert cases
    for case in cases:
        with pytest.raises(DagCborRefused):
            decode(bytes.fromhex(case["hex"]), LIMITS, floats=True)


def test_atproto_data_model_fixtures_have_the_published_bytes_and_cids(vectors: Path) -> None:
    cases = json.loads((vectors / "atproto/data-model/data-model-fixtures.json").read_text())
    assert len(cases) == 3
    for case in cases:
        published = _base64(case["cbor_base64"])
        assert encode(_from_json(case["json"])) == published
        assert encode(decode(published)) == published
        assert cid_of(published, DAG_CBOR).text == case["cid"]


def test_atproto_floats_are_not_encoded(vectors: Path) -> None:
    cases = json.loads((vectors / "atproto/data-model/data-model-invalid.json").read_text())
    (with_float,) = (case for case in cases if case["note"] == "float")
    with pytest.raises(NotEncodable, match="float"):
        encode(with_float["json"])


def _from_json(value: Any) -> Any:
    match value:
        case {"$link": str(text)}:
            return Cid.from_text(text)
        case {"$bytes": str(text)}:
            return _base64(text)
        case dict():
            return {key: _from_json(item) for key, item in value.items()}
        case list():
            return [_from_json(item) for item in value]
    return value


def _base64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))
