"""The person's record of a consent, in the field names of two standards (specs/consent-v1.md).

What is signed and travels is the short receipt of specs/object-v1.md. The records here are made
from it, from what the vault remembers, and from the community's manifest; they stay with the
person, to be read, exported or shown to whom they choose.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from corvia_local.errors import NotFound
from corvia_local.model.records import ConsentRecord
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.consents import consents
from corvia_local.vault.opening import Vault
from corvia_sync.cid import Cid
from corvia_sync.gathering import read_manifests
from corvia_sync.manifest import Manifest
from corvia_sync.receipt import Receipt, read_receipt

ISO_SCHEMA = "corvia-consent-v1, ISO/IEC TS 27560:2023"
KANTARA_VERSION = "KI-CR-v1.1.0"
SERVICE = "Songs of a community"
COLLECTION = "Chosen and signed by the person in Corvia Local, after seeing every byte that leaves"
_KINDS = {
    "score": "the notes of a song",
    "lyric": "words of a song, from the person's own writing",
    "mood": "mood as valence and arousal",
    "audio": "sound of a song",
}
_SENSITIVE = ("lyric", "mood")
"""They can tell of a person's health or beliefs (GDPR Art. 9), so they are marked as such."""


@dataclass(frozen=True)
class KeptConsent:
    """A consent with everything that its records are made of."""

    record: ConsentRecord
    receipt: Receipt
    community: Manifest


def kept_consents(vault: Vault) -> list[KeptConsent]:
    """List all consents, oldest first; raise PeerRefused where a receipt was changed."""
    return [_kept(vault, one) for one in consents(vault)]


def kept_consent(vault: Vault, cid: str) -> KeptConsent:
    """Give the consent with this receipt, or for this shared song; raise NotFound."""
    for one in reversed(consents(vault)):
        if cid in (one.receipt_cid, one.song_cid):
            return _kept(vault, one)
    raise NotFound(f"There is no consent under {cid[:80]}. `corvia shares` lists them.")


def iso_record(kept: KeptConsent) -> dict[str, Any]:
    """Give the consent record with the sections and fields of ISO/IEC TS 27560:2023."""
    receipt, community = kept.receipt, kept.community
    audience = receipt.audience.text
    return {
        "schema_version": ISO_SCHEMA,
        "record_id": receipt.record_id.hex(),
        "pii_principal_id": receipt.iss,
        "pii_processing": {
            "privacy_notice": "specs/consent-v1.md of Corvia Local, and the words shown before",
            "language": "en",
            "purposes": [_iso_purpose(purpose, kept) for purpose in receipt.purposes],
        },
        "party_identification": [
            {"party_id": receipt.iss, "party_role": "PII principal", "party_type": "person"},
            {
                "party_id": audience,
                "party_name": community.name,
                "party_role": "PII controller",
                "party_type": "community; each member controls the copy that they hold",
                "party_contact": list(community.stewards),
            },
        ],
        "events": _iso_events(kept),
        "receipt_id": kept.record.receipt_cid,
        "licence": receipt.licence,
    }


def _iso_purpose(purpose: str, kept: KeptConsent) -> dict[str, Any]:
    receipt = kept.receipt
    return {
        "purpose": purpose,
        "purpose_type": SERVICE,
        "lawful_basis": "consent",
        "pii_information": [_iso_pii(field, kept) for field in receipt.fields],
        "pii_controllers": [receipt.audience.text],
        "collection_method": COLLECTION,
        "processing_method": _PROCESSING.get(purpose, purpose),
        "storage_locations": ["the devices of the community's members"],
        "retention_period": f"{kept.community.retention_days} days after the last day",
        "processing_locations": ["the devices of the community's members"],
        "geographic_restrictions": [],
        "recipient_third_parties": [],
        "withdrawal_method": receipt.withdrawal_method,
        "privacy_rights": [
            "withdraw on any day",
            "a copy of this record",
            "erasure on one's device",
        ],
    }


_PROCESSING = {
    "listening": "shown and played to the members",
    "composition": "woven into one composition of all members' songs",
}


def _iso_pii(field: str, kept: KeptConsent) -> dict[str, Any]:
    hashes = [link.text for link in getattr(kept.receipt.covers, field)]
    return {
        "pii_type": _KINDS[field],
        "pii_attribute_id": hashes,
        "pii_optional": field != "score",
        "sensitive_pii_category": field in _SENSITIVE,
        "special_pii_category": field in _SENSITIVE,
    }


def _iso_events(kept: KeptConsent) -> list[dict[str, Any]]:
    receipt, record = kept.receipt, kept.record
    given = {
        "event_time": record.given_at,
        "event_type": "explicit",
        "event_state": "given",
        "entity_id": receipt.iss,
        "validity_duration": f"{receipt.valid_from}/{receipt.valid_until}",
    }
    if record.ended_at is None:
        return [given]
    withdrawn = {
        "event_time": record.ended_at,
        "event_type": "explicit",
        "event_state": "withdrawn",
        "entity_id": receipt.iss,
    }
    return [given, withdrawn]


def kantara_receipt(kept: KeptConsent) -> dict[str, Any]:
    """Give the consent receipt with the fields of the Kantara Initiative's version 1.1.

    A community has no postal address, e-mail or telephone; these fields say so.
    """
    receipt, community = kept.receipt, kept.community
    none = "none; reach a steward through the community"
    controller = {
        "piiController": community.name,
        "onBehalf": False,
        "contact": ", ".join(community.stewards),
        "address": none,
        "email": none,
        "phone": none,
        "piiControllerUrl": f"ipfs://{receipt.audience.text}",
    }
    return {
        "version": KANTARA_VERSION,
        "jurisdiction": "where each party lives",
        "consentTimestamp": int(datetime.fromisoformat(kept.record.given_at).timestamp()),
        "collectionMethod": COLLECTION,
        "consentReceiptID": kept.record.receipt_cid,
        "publicKey": receipt.iss,
        "language": "en",
        "piiPrincipalId": receipt.iss,
        "piiControllers": [controller],
        "policyUrl": f"ipfs://{receipt.audience.text}",
        "services": [{"service": SERVICE, "purposes": _kantara_purposes(kept)}],
        "sensitive": any(field in _SENSITIVE for field in receipt.fields),
        "spiCat": [_KINDS[field] for field in receipt.fields if field in _SENSITIVE],
    }


def _kantara_purposes(kept: KeptConsent) -> list[dict[str, Any]]:
    receipt = kept.receipt
    return [
        {
            "purpose": purpose,
            "purposeCategory": ["Core Function"],
            "consentType": "EXPLICIT",
            "piiCategory": [_KINDS[field] for field in receipt.fields],
            "primaryPurpose": purpose == receipt.purposes[0],
            "termination": f"{receipt.valid_until}, or before: {receipt.withdrawal_method}",
            "thirdPartyDisclosure": False,
        }
        for purpose in receipt.purposes
    ]


def _kept(vault: Vault, record: ConsentRecord) -> KeptConsent:
    receipt = read_receipt(record.receipt).payload
    audience = Cid.from_text(record.terms.audience)
    return KeptConsent(record, receipt, read_manifests(VaultBlocks(vault), audience)[-1].payload)
