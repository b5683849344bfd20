"""What every signed object shares: a frozen payload type, and the way in and out of an envelope."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from corvia_local.errors import BadInput, PeerRefused
from corvia_sync.bounded_text import Did
from corvia_sync.cid import DAG_CBOR, Cid, cid_of
from corvia_sync.dag_cbor import Value
from corvia_sync.envelope import Envelope, open_envelope, seal


class ObjectRefused(PeerRefused):
    """A signed object is of another kind than needed, or breaks a rule of its kind."""


class NotSignable(BadInput):
    """What was to be signed breaks a rule of its kind."""


Invariant = tuple[bool, str]
"""Whether it holds, and a sentence for when it does not."""


class Payload(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What a signed object says. `iss` is the did:key of who says it.

    A field whose value is its default is left out of the encoding.
    """

    TAG: ClassVar[str]

    iss: Did

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        return ()


P_co = TypeVar("P_co", bound=Payload, covariant=True)
P = TypeVar("P", bound=Payload)


@dataclass(frozen=True)
class Signed(Generic[P_co]):
    """A payload, the envelope that signs it, and the CID of that envelope as a DAG-CBOR block."""

    cid: Cid
    data: bytes
    payload: P_co


def sign_payload(seed: bytes, payload: P) -> Signed[P]:
    """Sign a payload with an Ed25519 seed; raise NotSignable where it breaks a rule of its kind.

    `iss` must be the seed's did:key. Equal arguments give equal bytes.
    """
    plain = to_plain(payload)
    try:
        from_plain(plain, type(payload))
    except ValueError as error:
        raise NotSignable(f"This cannot be signed: {error}") from error
    data = seal(seed, payload.TAG, plain)
    signed = read_signed(data, type(payload))
    if signed.payload.iss != payload.iss:
        raise NotSignable("This cannot be signed: it names another author than the signing key.")
    return signed


def read_signed(data: bytes, kind: type[P]) -> Signed[P]:
    """Verify an envelope and read its payload as one kind of object.

    Raises EnvelopeRefused for a bad envelope or signature, ObjectRefused for another kind of
    object, an unknown field, a value out of bounds or a broken rule.
    """
    return signed_in(open_envelope(data), cid_of(data, DAG_CBOR), data, kind)


def signed_in(envelope: Envelope, cid: Cid, data: bytes, kind: type[P]) -> Signed[P]:
    """Read the payload of a verified envelope as one kind of object.

    `cid` names `data`, the envelope's own bytes. Raises ObjectRefused as `read_signed` does.
    """
    if envelope.tag != kind.TAG:
        raise ObjectRefused(f"It is a {envelope.tag}, but a {kind.TAG} was expected.")
    try:
        payload = from_plain(envelope.payload, kind)
    except ValueError as error:
        raise ObjectRefused(f"It breaks a rule for {kind.TAG}: {error}") from error
    return Signed(cid, data, payload)


S = TypeVar("S", bound=msgspec.Struct)


def from_plain(plain: Value, kind: type[S]) -> S:
    """Read a decoded map as a struct; raise ValueError unless it is exactly that struct's form."""
    struct = msgspec.convert(plain, kind, builtin_types=(bytes,))
    if to_plain(struct) != plain:
        raise ValueError("a value is not in its usual form.")
    for holds, sentence in struct.invariants() if isinstance(struct, Payload) else ():
        if not holds:
            raise ValueError(sentence)
    return struct


def to_plain(struct: msgspec.Struct) -> dict[str, Value]:
    """Turn a struct into the maps, lists, texts, integers and links that DAG-CBOR encodes."""
    plain: dict[str, Value] = {}
    for name, default in _fields(type(struct)):
        value = getattr(struct, name)
        if default is msgspec.NODEFAULT or value != default:
            plain[name] = _plain(value)
    return plain


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """List a struct's fields, each with the default that is left out, or NODEFAULT."""
    leaves_out = kind.__struct_config__.omit_defaults
    return tuple(
        (field.encode_name, field.default if leaves_out else msgspec.NODEFAULT)
        for field in msgspec.structs.fields(kind)
    )


def _plain(value: Any) -> Value:
    if isinstance(value, msgspec.Struct):
        return to_plain(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    leaf: Value = value
    return leaf
