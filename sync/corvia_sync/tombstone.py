"""The tombstone: an author takes a song back from a community."""

from typing import ClassVar

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_sync.cid import Cid
from corvia_sync.signed_object import Payload, Signed, read_signed, sign_payload


class Tombstone(Payload, frozen=True, kw_only=True):
    """A withdrawal. It counts only for a song of the same `iss`; it is never taken back."""

    TAG: ClassVar[str] = "corvia/tombstone@1.0.0"

    community: Cid
    song: Cid


SignedTombstone = Signed[Tombstone]


def make_tombstone(seed: bytes, community: Cid, song: Cid) -> SignedTombstone:
    """Withdraw a song from a community; only its author's seed has an effect."""
    author = encode_ed25519_did(public_key_of(seed))
    return sign_payload(seed, Tombstone(iss=author, community=community, song=song))


def read_tombstone(data: bytes) -> SignedTombstone:
    """Verify and read a tombstone; raise EnvelopeRefused or ObjectRefused, both PeerRefused."""
    return read_signed(data, Tombstone)
