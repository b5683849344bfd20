"""A request to join a community: signed by who asks, sealed to its stewards, binding nobody."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Final

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.member_keys import (
    identity_of_seed,
    open_with_any,
    recipient_of_did,
    seal_to_all,
)
from corvia_crypto.signing import public_key_of
from corvia_local.errors import PeerRefused
from corvia_sync.bounded_text import IsoDate, ShortProse, is_day
from corvia_sync.cid import Cid
from corvia_sync.manifest import Manifest
from corvia_sync.signed_object import Invariant, Payload, Signed, read_signed, sign_payload

LARGEST_SEALED: Final = 16 * 1024
VALID_FOR: Final = timedelta(days=30)


class RequestRefused(PeerRefused):
    """A sealed request is not for this steward or community, or is over."""


class JoinRequest(Payload, frozen=True, kw_only=True):
    """`iss` asks to belong to a community, until a day. `message` is for the stewards."""

    TAG: ClassVar[str] = "corvia/join-request@1.0.0"

    community: Cid
    message: ShortProse
    until: IsoDate

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        yield is_day(self.until), "its last day does not exist."


def seal_request(
    seed: bytes, community: Cid, manifest: Manifest, message: str, on: date
) -> tuple[Signed[JoinRequest], bytes]:
    """Sign a request and seal it to the stewards of a manifest; give both.

    Raises NotSignable for a message of more than 500 characters.
    """
    request = JoinRequest(
        iss=encode_ed25519_did(public_key_of(seed)),
        community=community,
        message=message,
        until=(on + VALID_FOR).isoformat(),
    )
    signed = sign_payload(seed, request)
    stewards = [recipient_of_did(did) for did in manifest.stewards]
    return signed, seal_to_all(signed.data, stewards)


def open_request(seed: bytes, sealed: bytes, community: Cid, on: date) -> Signed[JoinRequest]:
    """Open a request as a steward and verify it; raise RequestRefused, or as `read_signed`."""
    if len(sealed) > LARGEST_SEALED:
        raise RequestRefused("A request to join is longer than any that is read.")
    data = open_with_any(sealed, [identity_of_seed(seed)])
    if data is None:
        raise RequestRefused("This request is sealed to other stewards, or was changed.")
    request = read_signed(data, JoinRequest)
    if request.payload.community != community:
        raise RequestRefused("This request is for another community.")
    if request.payload.until < on.isoformat():
        raise RequestRefused(f"This request ended on {request.payload.until}. Ask for a new one.")
    return request
