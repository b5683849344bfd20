"""Epochs of a closed community: the key to which its songs are sealed, wrapped for each member.

A steward begins a new epoch with every change of members. Its key is an age identity; all members
of the manifest that it names can open it, with the keys of earlier epochs where the manifest keeps
its history for those who come later.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, ClassVar, Final

from msgspec import Meta

from corvia_crypto.age import (
    IdentityUnusable,
    RecipientUnusable,
    identity_of_key,
    read_recipient,
    recipient_of,
)
from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.member_keys import (
    identity_of_seed,
    open_with_any,
    recipient_of_did,
    seal_to_all,
)
from corvia_crypto.signing import make_signing_seed, public_key_of
from corvia_local.errors import BadInput, PeerRefused
from corvia_sync.cid import Cid
from corvia_sync.manifest import SignedManifest
from corvia_sync.signed_object import Invariant, Payload, Signed, sign_payload

LARGEST_WRAPPED: Final = 240 * 1024
"""Bytes: some 1,800 members and 600 earlier keys."""

LAST_NUMBER: Final = 2**32 - 1
_MOST_KEYS: Final = 2000


class EpochRefused(PeerRefused):
    """An epoch's key is not what it says, or not for this reader."""


class NoEpoch(BadInput):
    """A closed community has no key yet for the members that it has now."""


class Epoch(Payload, frozen=True, kw_only=True):
    """One epoch. `recipient` is the age recipient of its key; `wrapped` an age file to all members.

    `manifest` is the version whose members can open it.
    """

    TAG: ClassVar[str] = "corvia/epoch@1.0.0"

    community: Cid
    number: Annotated[int, Meta(ge=0, le=LAST_NUMBER)]
    manifest: Cid
    recipient: Annotated[str, Meta(max_length=62, pattern=r"^age1[02-9ac-hj-np-z]{58}\Z")]
    wrapped: Annotated[bytes, Meta(min_length=1, max_length=LARGEST_WRAPPED)]

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        yield _is_recipient(self.recipient), "its recipient is none of age."


SignedEpoch = Signed[Epoch]


def begin_epoch(
    seed: bytes,
    community: Cid,
    manifest: SignedManifest,
    before: Mapping[int, str],
    number: int = 0,
) -> SignedEpoch:
    """Make a new key and wrap it for the members of a manifest; sign it as one of its stewards.

    `before` holds the identities of earlier epochs by number; they go with it where the manifest's
    history is for all. Raises NotSignable where there are too many members or keys.
    """
    payload = manifest.payload
    identity = identity_of_key(make_signing_seed())
    keys = {**(before if payload.history == "all" else {}), number: identity}
    text = "\n".join(f"{n} {keys[n]}" for n in sorted(keys, reverse=True))
    epoch = Epoch(
        iss=encode_ed25519_did(public_key_of(seed)),
        community=community,
        number=number,
        manifest=manifest.cid,
        recipient=recipient_of(identity),
        wrapped=seal_to_all(text.encode(), [recipient_of_did(did) for did in payload.members]),
    )
    return sign_payload(seed, epoch)


def open_epoch(seed: bytes, epoch: Epoch) -> dict[int, str]:
    """Unwrap the keys of an epoch and of those before it, by number, with a member's seed.

    Raises EpochRefused where it was not wrapped for this member, or holds something else.
    """
    text = open_with_any(epoch.wrapped, [identity_of_seed(seed)])
    if text is None:
        raise EpochRefused(f"The key of epoch {epoch.number} was not made for you.")
    try:
        lines = [line.split(" ") for line in text.decode("ascii").split("\n")]
        keys = {int(number): identity for number, identity in lines}
        fits = len(lines) <= _MOST_KEYS and recipient_of(keys[epoch.number]) == epoch.recipient
    except (ValueError, KeyError, IdentityUnusable) as error:
        raise EpochRefused(f"The key of epoch {epoch.number} cannot be read.") from error
    if not fits:
        raise EpochRefused(f"The key of epoch {epoch.number} is another than it says.")
    return keys


def valid_epochs(
    epochs: Iterable[SignedEpoch], community: Cid, history: Sequence[SignedManifest]
) -> tuple[SignedEpoch, ...]:
    """List a community's epochs by number, and within one the one that counts last.

    An epoch is valid if a steward of the version that it names, which is of the history that
    counts, has signed it. Of two with one number the one of the later version counts, then the one
    with the lower CID.
    """
    versions = {signed.cid: signed.payload for signed in history}
    valid = [
        epoch
        for epoch in epochs
        if epoch.payload.community == community
        and (version := versions.get(epoch.payload.manifest)) is not None
        and epoch.payload.iss in version.stewards
    ]
    valid.sort(key=lambda one: one.cid, reverse=True)
    return tuple(
        sorted(valid, key=lambda one: (one.payload.number, versions[one.payload.manifest].sequence))
    )


def epoch_to_seal_for(
    epochs: Sequence[SignedEpoch], history: Sequence[SignedManifest]
) -> SignedEpoch:
    """Find the newest epoch; raise NoEpoch unless it is for just the members of today."""
    versions = {signed.cid: signed.payload for signed in history}
    newest = epochs[-1] if epochs else None
    if newest is None or versions[newest.payload.manifest].members != history[-1].payload.members:
        raise NoEpoch(
            f"The members of “{history[-1].payload.name}” changed, and there is no new key yet."
            " A steward has to call `corvia community renew`; then share again."
        )
    return newest


def _is_recipient(text: str) -> bool:
    try:
        read_recipient(text)
    except RecipientUnusable:
        return False
    return True
