"""A member leaves: signed by themself, and in force before any steward has acted."""

from typing import Annotated, ClassVar

from msgspec import Meta

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_sync.cid import Cid
from corvia_sync.manifest import LAST_SEQUENCE
from corvia_sync.signed_object import Payload, Signed, sign_payload


class Leaving(Payload, frozen=True, kw_only=True):
    """`iss` leaves a community, as the manifest of `sequence` counts its members.

    It is in force until a later manifest no longer lists them; if one after that does again, they
    are a member again.
    """

    TAG: ClassVar[str] = "corvia/leaving@1.0.0"

    community: Cid
    sequence: Annotated[int, Meta(ge=0, le=LAST_SEQUENCE)]


SignedLeaving = Signed[Leaving]


def make_leaving(seed: bytes, community: Cid, sequence: int) -> SignedLeaving:
    """Leave a community; `sequence` is that of the newest manifest known."""
    author = encode_ed25519_did(public_key_of(seed))
    return sign_payload(seed, Leaving(iss=author, community=community, sequence=sequence))
