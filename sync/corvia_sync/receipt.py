"""The consent receipt: what a person lets whom do with exactly which content, and until when.

Field names follow ISO/IEC TS 27560:2023 and the Kantara consent receipt where they have one:
record_id, purposes, withdrawal_method. `iss` is the PII principal.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, ClassVar, Final

import msgspec
from msgspec import Meta

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.model.records import Field
from corvia_sync.bounded_text import IsoDate, Name, Prose, is_day
from corvia_sync.cid import Cid
from corvia_sync.licence import is_licence
from corvia_sync.signed_object import Invariant, Payload, Signed, read_signed, sign_payload

FIELDS: Final[tuple[Field, ...]] = ("score", "lyric", "mood", "audio")
"""What of a song can be shared, in the order in which a receipt lists it."""

PURPOSE_COMPOSITION: Final = "composition"
"""The purpose of weaving a song into its community's composition."""

RECORD_ID_BYTES: Final = 16
MOST_LINKS: Final = 64

Links = Annotated[tuple[Cid, ...], Meta(max_length=MOST_LINKS)]


class Covers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hashes of exactly the content that is consented to, a row of links for each field.

    The lyric stands inside the score and has the score's links. A field not consented to has none.
    """

    score: Links
    lyric: Links
    mood: Links
    audio: Links


class Receipt(Payload, frozen=True, kw_only=True):
    """A consent. `audience` is the CID of a community's first manifest.

    `valid_from` and `valid_until` are the first and the last day on which it holds, in UTC.
    `record_id` is random and makes each consent one of its own.
    """

    TAG: ClassVar[str] = "corvia/receipt@1.0.0"

    record_id: Annotated[bytes, Meta(min_length=RECORD_ID_BYTES, max_length=RECORD_ID_BYTES)]
    audience: Cid
    fields: Annotated[tuple[Field, ...], Meta(min_length=1, max_length=len(FIELDS))]
    purposes: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=8)]
    licence: Annotated[str, Meta(max_length=80)]
    valid_from: IsoDate
    valid_until: IsoDate
    withdrawal_method: Annotated[Prose, Meta(min_length=1)]
    covers: Covers

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        yield self.fields == in_order(self.fields), "its fields repeat or are out of order."
        yield len(set(self.purposes)) == len(self.purposes), "its purposes repeat."
        yield is_licence(self.licence), f"“{self.licence}” is no licence that is known here."
        days_exist = is_day(self.valid_from) and is_day(self.valid_until)
        yield days_exist, "one of its dates does not exist."
        yield self.valid_from <= self.valid_until, "it ends before it begins."
        agrees = all((name in self.fields) == bool(getattr(self.covers, name)) for name in FIELDS)
        yield agrees, "what it covers does not agree with the fields that it names."

    def holds_on(self, day: date) -> bool:
        """Tell whether the consent is valid on a day."""
        return self.valid_from <= day.isoformat() <= self.valid_until


SignedReceipt = Signed[Receipt]


def make_receipt(
    seed: bytes,
    *,
    audience: Cid,
    fields: Sequence[Field],
    covers: Covers,
    purposes: Sequence[str],
    licence: str,
    valid_from: str,
    valid_until: str,
    withdrawal_method: str,
) -> SignedReceipt:
    """Sign a new consent with its own random record id; raise NotSignable for unfit terms.

    `covers` is what `SongContent.covers` gives for the same fields. `purposes` holds
    PURPOSE_COMPOSITION where the song may enter the community's composition.
    """
    receipt = Receipt(
        iss=encode_ed25519_did(public_key_of(seed)),
        record_id=secrets.token_bytes(RECORD_ID_BYTES),
        audience=audience,
        fields=in_order(fields),
        purposes=tuple(purposes),
        licence=licence,
        valid_from=valid_from,
        valid_until=valid_until,
        withdrawal_method=withdrawal_method,
        covers=covers,
    )
    return sign_payload(seed, receipt)


def read_receipt(data: bytes) -> SignedReceipt:
    """Verify and read a receipt; raise EnvelopeRefused or ObjectRefused, both PeerRefused."""
    return read_signed(data, Receipt)


def in_order(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Put fields in the order of FIELDS, each once."""
    return tuple(name for name in FIELDS if name in fields)
