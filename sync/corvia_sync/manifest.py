"""The community manifest: who gathers here, for what, by which rules; versions in a signed chain.

A community is named by the CID of its first manifest. Each later one links to the one before and
is signed by one of that one's stewards.
"""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Final, Literal

import msgspec
from msgspec import Meta

from corvia_crypto.did_key import DidRefused, decode_ed25519_did, encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_local.errors import BadInput
from corvia_sync.bounded_text import Did, LanguageTag, Name, Prose
from corvia_sync.cid import Cid
from corvia_sync.signed_object import Invariant, Payload, Signed, read_signed, sign_payload

Door = Literal["members", "open"]
History = Literal["all", "none"]

MOST_MEMBERS: Final = 2000
LAST_SEQUENCE: Final = 2**32 - 1
DEFAULT_RETENTION_DAYS: Final = 30


class NotSteward(BadInput):
    """Only a steward changes a community's manifest."""


class Manifest(Payload, frozen=True, kw_only=True):
    """One version of a community's agreement.

    `door`: whose songs are gathered, those of `members` or of anyone (`open`). Stewards are
    members. `retention_days`: how long, at most, others keep a song after its consent has ended.
    `traditions` names musical traditions. The first version has sequence 0 and no `previous`.
    In a `closed` one songs leave only sealed to the members; `history` says whether those who come
    later can open what was shared before them.
    """

    TAG: ClassVar[str] = "corvia/community@1.0.0"

    name: Name
    purpose: Prose
    language: LanguageTag
    rules: Prose
    traditions: Annotated[tuple[Name, ...], Meta(max_length=32)]
    members: Annotated[tuple[Did, ...], Meta(min_length=1, max_length=MOST_MEMBERS)]
    door: Door
    stewards: Annotated[tuple[Did, ...], Meta(min_length=1, max_length=32)]
    sequence: Annotated[int, Meta(ge=0, le=LAST_SEQUENCE)]
    retention_days: Annotated[int, Meta(ge=0, le=3650)]
    previous: Cid | None = None
    closed: bool = False
    history: History = "all"

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        for name in ("members", "stewards", "traditions"):
            row = getattr(self, name)
            yield row == tuple(sorted(set(row))), f"its {name} repeat or are out of order."
        yield set(self.stewards) <= set(self.members), "a steward is not among its members."
        yield all(map(_names_key, self.members)), "a member's did:key names no Ed25519 key."
        first = self.previous is None
        yield (self.sequence == 0) == first, "its sequence does not agree with its link back."
        own_first = not first or self.iss in self.stewards
        yield own_first, "its first version is not signed by one of its stewards."
        yield not (self.closed and self.door == "open"), "it is closed, and its door is open."
        yield self.closed or self.history == "all", "it keeps a history from nobody."

    def admits(self, did: str) -> bool:
        """Tell whether songs of this author are gathered."""
        return self.door == "open" or did in self.members


SignedManifest = Signed[Manifest]


def make_first_manifest(
    seed: bytes,
    *,
    name: str,
    purpose: str,
    language: str = "en",
    rules: str = "",
    traditions: Iterable[str] = (),
    members: Iterable[str] = (),
    door: Door = "members",
    retention_days: int = DEFAULT_RETENTION_DAYS,
    closed: bool = False,
    history: History = "all",
) -> SignedManifest:
    """Found a community, with the seed's owner as its steward and member.

    The CID of the result is the community's id. Raises NotSignable for unfit terms.
    """
    founder = encode_ed25519_did(public_key_of(seed))
    manifest = Manifest(
        iss=founder,
        name=name,
        purpose=purpose,
        language=language,
        rules=rules,
        traditions=_row(traditions),
        members=_row((founder, *members)),
        door=door,
        stewards=(founder,),
        sequence=0,
        retention_days=retention_days,
        closed=closed,
        history=history,
    )
    return sign_payload(seed, manifest)


def make_next_manifest(
    seed: bytes,
    before: SignedManifest,
    *,
    name: str | None = None,
    purpose: str | None = None,
    language: str | None = None,
    rules: str | None = None,
    traditions: Iterable[str] | None = None,
    members: Iterable[str] | None = None,
    door: Door | None = None,
    stewards: Iterable[str] | None = None,
    retention_days: int | None = None,
) -> SignedManifest:
    """Sign the version after `before`, with what is given changed and the rest as it was.

    Raises NotSteward unless the seed's owner is a steward of `before`.
    """
    steward = encode_ed25519_did(public_key_of(seed))
    old = before.payload
    if steward not in old.stewards:
        raise NotSteward(
            f"Only a steward of “{old.name}” can change it. Ask one of them: "
            + ", ".join(old.stewards)
        )
    rows = {"traditions": traditions, "members": members, "stewards": stewards}
    values = {
        "name": name,
        "purpose": purpose,
        "language": language,
        "rules": rules,
        "door": door,
        "retention_days": retention_days,
    }
    changes: dict[str, object] = {k: _row(row) for k, row in rows.items() if row is not None}
    changes |= {k: value for k, value in values.items() if value is not None}
    manifest = msgspec.structs.replace(
        old, **changes, iss=steward, sequence=old.sequence + 1, previous=before.cid
    )
    return sign_payload(seed, manifest)


def read_manifest(data: bytes) -> SignedManifest:
    """Verify and read a manifest; raise EnvelopeRefused or ObjectRefused, both PeerRefused."""
    return read_signed(data, Manifest)


def _row(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))


def _names_key(did: str) -> bool:
    try:
        decode_ed25519_did(did)
    except DidRefused:
        return False
    return True
