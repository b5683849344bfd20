"""A consent's record has the standards' fields, and says what was signed and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.errors import NotFound
from corvia_local.model.records import ConsentRecord, ConsentTerms
from corvia_local.studio.communities import create_community
from corvia_local.studio.receipts import (
    KeptConsent,
    iso_record,
    kantara_receipt,
    kept_consent,
    kept_consents,
)
from corvia_local.studio.sharing import prepare_share, publish, revoke
from corvia_local.vault.opening import Vault
from corvia_sync.manifest import make_first_manifest
from corvia_sync.receipt import read_receipt
from tests.studio.conftest import KeepSong

ROOT = Path(__file__).resolve().parents[2]
VECTOR = ROOT / "tests" / "vectors" / "consent-v1.json"
SPEC = ROOT / "specs" / "consent-v1.md"

ISO_NAMES = {
    "schema_version", "record_id", "pii_principal_id", "privacy_notice", "language", "purposes",
    "purpose", "purpose_type", "lawful_basis", "pii_information", "pii_controllers",
    "collection_method", "processing_method", "storage_locations", "retention_period",
    "processing_locations", "geographic_restrictions", "recipient_third_parties",
    "withdrawal_method", "privacy_rights", "pii_type", "pii_attribute_id", "pii_optional",
    "sensitive_pii_category", "special_pii_category", "party_id", "party_name", "party_role",
    "party_type", "party_contact", "event_time", "validity_duration", "entity_id", "event_type",
    "event_state",
}  # fmt: skip
KANTARA_NAMES = {
    "version", "jurisdiction", "consentTimestamp", "collectionMethod", "consentReceiptID",
    "publicKey", "language", "piiPrincipalId", "piiControllers", "piiController", "onBehalf",
    "contact", "address", "email", "phone", "piiControllerUrl", "policyUrl", "services", "service",
    "purposes", "purpose", "purposeCategory", "consentType", "piiCategory", "primaryPurpose",
    "termination", "thirdPartyDisclosure", "sensitive", "spiCat",
}  # fmt: skip


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(names(one) for one in value.values()))
    return set().union(*(names(one) for one in value)) if isinstance(value, list) else set()


def from_vector(vector: dict[str, Any]) -> KeptConsent:
    given = vector["given"]
    receipt = read_receipt(bytes.fromhex(given["receipt"]))
    seed = bytes.fromhex(given["seed"])
    manifest = make_first_manifest(seed, name=given["name"], purpose=given["purpose"])
    assert manifest.cid == receipt.payload.audience
    assert receipt.payload.iss == encode_ed25519_did(public_key_of(seed))
    terms = ConsentTerms("s", ("score",), manifest.cid.text, ("composition",), "", "", "")
    record = ConsentRecord(
        receipt.cid.text, "", terms, receipt.data, given["given_at"], given["ended_at"]
    )
    return KeptConsent(record, receipt.payload, manifest.payload)


def test_the_vector() -> None:
    vector = json.loads(VECTOR.read_text(encoding="utf-8"))
    kept = from_vector(vector)
    assert iso_record(kept) == vector["iso"]
    assert kantara_receipt(kept) == vector["kantara"]


def test_the_receipt_of_the_vector_is_the_specified_sample() -> None:
    vector = json.loads(VECTOR.read_text(encoding="utf-8"))
    written = (ROOT / "specs" / "object-v1.md").read_text(encoding="utf-8")
    assert vector["given"]["receipt"] in "".join(written.split())


def test_field_names_are_the_standards(vault: Vault, keep_small_song: KeepSong) -> None:
    create_community(vault, "Evening circle")
    song = keep_small_song(vault, "words")
    shared = publish(vault, prepare_share(vault, song, "Evening circle", ("score", "lyric")))
    revoke(vault, shared.cid)
    kept = kept_consent(vault, shared.receipt)
    assert kept == kept_consent(vault, shared.cid)
    assert [one.record.receipt_cid for one in kept_consents(vault)] == [shared.receipt]
    assert names(iso_record(kept)) == ISO_NAMES | {
        "pii_processing", "party_identification", "events", "receipt_id", "licence",
    }  # fmt: skip
    assert [event["event_state"] for event in iso_record(kept)["events"]] == ["given", "withdrawn"]
    assert names(kantara_receipt(kept)) == KANTARA_NAMES
    assert kantara_receipt(kept)["sensitive"] is True
    with pytest.raises(NotFound):
        kept_consent(vault, "bafyreinothing")


def test_every_field_is_specified() -> None:
    written = SPEC.read_text(encoding="utf-8")
    assert [name for name in sorted(ISO_NAMES | KANTARA_NAMES) if f"`{name}`" not in written] == []
