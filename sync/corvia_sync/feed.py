"""Feeds: what an author shares, as an append-only row of signed steps.

Each step names objects for one community and links to the step before. The newest step is what
the author's IPNS record points at. Two different steps of one author with one sequence are a fork:
the author, or whoever has their key, tells different people different things.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar, Final

from msgspec import Meta

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_sync.cid import Cid
from corvia_sync.signed_object import Invariant, Payload, Signed, read_signed, sign_payload

MOST_ITEMS: Final = 1000
LAST_SEQUENCE: Final = 2**32 - 1


class FeedStep(Payload, frozen=True, kw_only=True):
    """One step. `items` are the CIDs of signed objects for `community`, in order of their bytes."""

    TAG: ClassVar[str] = "corvia/feed@1.0.0"

    community: Cid
    items: Annotated[tuple[Cid, ...], Meta(min_length=1, max_length=MOST_ITEMS)]
    sequence: Annotated[int, Meta(ge=0, le=LAST_SEQUENCE)]
    previous: Cid | None = None

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        ordered = self.items == tuple(sorted(set(self.items)))
        yield ordered, "its items repeat or are out of order."
        first = self.previous is None
        yield (self.sequence == 0) == first, "its sequence does not agree with its link back."


SignedStep = Signed[FeedStep]


def make_steps(
    seed: bytes, before: SignedStep | None, community: Cid, items: Iterable[Cid]
) -> tuple[SignedStep, ...]:
    """Sign what follows `before` (None at the beginning): as many steps as the items need.

    No items give no step. Raises NotSignable where `before` is someone else's.
    """
    author = encode_ed25519_did(public_key_of(seed))
    row = sorted(set(items))
    steps: list[SignedStep] = []
    for start in range(0, len(row), MOST_ITEMS):
        step = FeedStep(
            iss=author if before is None else before.payload.iss,
            community=community,
            items=tuple(row[start : start + MOST_ITEMS]),
            sequence=0 if before is None else before.payload.sequence + 1,
            previous=None if before is None else before.cid,
        )
        before = sign_payload(seed, step)
        steps.append(before)
    return tuple(steps)


def read_step(data: bytes) -> SignedStep:
    """Verify and read a step; raise EnvelopeRefused or ObjectRefused, both PeerRefused."""
    return read_signed(data, FeedStep)


def items_for(steps: Sequence[SignedStep], community: Cid) -> tuple[Cid, ...]:
    """List what steps name for a community, in the order of the steps."""
    return tuple(
        item for step in steps if step.payload.community == community for item in step.payload.items
    )
