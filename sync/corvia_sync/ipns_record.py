"""IPNS records: what an author's name points at, signed by the author, with a count and an end.

Ours carry the signature of version 2 alone. Records of others may repeat their content in the
fields of version 1, and then these must agree; the signature of version 1 proves nothing and is
not looked at.
Source: https://specs.ipfs.tech/ipns/ipns-record/
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from corvia_crypto.did_key import decode_ed25519_did, encode_ed25519_did
from corvia_crypto.signing import SignatureRefused, public_key_of, sign, verify
from corvia_local.errors import PeerRefused
from corvia_sync import dag_cbor
from corvia_sync.cid import Cid, CidRefused
from corvia_sync.dag_cbor import DagCborRefused, Limits
from corvia_sync.ipns_name import did_of_ipns_name, ipns_name_of
from corvia_sync.protobuf import ProtobufRefused, bytes_field, fields_in

LARGEST_RECORD: Final = 10 * 1024
"""Bytes, as the specification bounds a record."""

VALID_FOR: Final = timedelta(days=365)
"""How long our records hold: a memory stick may lie for months between two friends."""

TIME_TO_LIVE: Final = timedelta(minutes=5)
"""How long a resolver may give the record without asking anew."""

_SIGNED_PREFIX: Final = b"ipns-signature:"
_LIMITS: Final = Limits(size=LARGEST_RECORD, depth=2, count=64)
_END_OF_LIFE: Final = 0
_VALUE, _TYPE, _VALIDITY, _SEQUENCE, _TTL, _PUBLIC_KEY, _SIGNATURE, _DATA = 1, 3, 4, 5, 6, 7, 8, 9
_MIRRORED: Final = {
    _VALUE: "Value",
    _TYPE: "ValidityType",
    _VALIDITY: "Validity",
    _SEQUENCE: "Sequence",
    _TTL: "TTL",
}
"""Fields of version 1, and where the signed data repeats them."""

_MOST_FIELDS: Final = 16
_LONGEST_VALUE: Final = 2048
_TIME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})\Z", re.ASCII
)


class IpnsRefused(PeerRefused):
    """A record is malformed, has no valid signature, or is past its end."""


@dataclass(frozen=True)
class IpnsRecord:
    """A verified record.

    `author` is the did:key that signed it; `value` a path such as `/ipfs/bafy…`; `sequence` its
    count; `valid_until` its end in UTC, cut to microseconds; `data` the record's own bytes.
    """

    author: str
    value: str
    sequence: int
    valid_until: datetime
    data: bytes

    @property
    def name(self) -> str:
        """The IPNS name, `k51…`."""
        return ipns_name_of(self.author)

    @property
    def target(self) -> Cid:
        """The CID at which the record points; raise IpnsRefused where its value is no such path."""
        prefix, _, text = self.value.rpartition("/")
        try:
            if prefix == "/ipfs":
                return Cid.from_text(text)
        except CidRefused as error:
            raise IpnsRefused(f"The head of {self.author} points at no block: {error}") from error
        raise IpnsRefused(f"The head of {self.author} points at no block.")

    def check_time(self, now: datetime) -> None:
        """Raise IpnsRefused where the record's end is past at `now`, an aware time."""
        if now > self.valid_until:
            raise IpnsRefused(
                f"The head of {self.author} ended on {self.valid_until:%Y-%m-%d}."
                " Its author has to sync once more, or this machine's clock is wrong."
            )


def make_ipns_record(
    seed: bytes, target: Cid, sequence: int, now: datetime, valid_for: timedelta = VALID_FOR
) -> IpnsRecord:
    """Sign a record that points at a block. Equal arguments give equal bytes.

    `now` is an aware time. Raises ValueError for a sequence below 0 or beyond 63 bits.
    """
    if not 0 <= sequence < 2**63:
        raise ValueError(f"{sequence} does not fit the sequence of a record.")
    until = (now.astimezone(UTC) + valid_for).replace(microsecond=0)
    signed = dag_cbor.encode(
        {
            "TTL": int(TIME_TO_LIVE.total_seconds()) * 1_000_000_000,
            "Value": f"/ipfs/{target.text}".encode(),
            "Sequence": sequence,
            "Validity": until.strftime("%Y-%m-%dT%H:%M:%SZ").encode(),
            "ValidityType": _END_OF_LIFE,
        }
    )
    signature = sign(seed, _SIGNED_PREFIX + signed)
    data = bytes_field(_SIGNATURE, signature) + bytes_field(_DATA, signed)
    return read_ipns_record(data, encode_ed25519_did(public_key_of(seed)))


def read_ipns_record(data: bytes, author: str) -> IpnsRecord:
    """Verify a record as the head of `author`, a did:key; its end is for `check_time`.

    Raises IpnsRefused where it is longer than 10 KiB, lacks the signature of version 2, is signed
    by another key, or says one thing in its old fields and another in what was signed.
    """
    if len(data) > LARGEST_RECORD:
        raise IpnsRefused(f"A head is {len(data)} bytes long; at most {LARGEST_RECORD} are read.")
    fields = _fields(data)
    signature, signed = fields.get(_SIGNATURE), fields.get(_DATA)
    if not isinstance(signature, bytes) or not isinstance(signed, bytes):
        raise IpnsRefused("A head lacks its signature. Only version 2 of IPNS signatures counts.")
    if _PUBLIC_KEY in fields and fields[_PUBLIC_KEY] != _public_key_message(author):
        raise IpnsRefused(f"A head brings another key than that of {author}.")
    try:
        verify(decode_ed25519_did(author), _SIGNED_PREFIX + signed, signature)
    except SignatureRefused as error:
        raise IpnsRefused(f"The head is not signed by {author}. {error}") from error
    content = _content(signed)
    for field, key in _MIRRORED.items():
        if field in fields and fields[field] != content[key]:
            raise IpnsRefused(f"A head says two things about its {key}.")
    return _record(author, content, data)


def read_named_record(data: bytes, name: str) -> IpnsRecord:
    """Verify a record under an IPNS name; raise IpnsNameRefused, or as `read_ipns_record`."""
    return read_ipns_record(data, did_of_ipns_name(name))


def _fields(data: bytes) -> dict[int, int | bytes]:
    fields: dict[int, int | bytes] = {}
    try:
        for field, value in fields_in(data, _MOST_FIELDS):
            if field in fields:
                raise IpnsRefused("A head holds a field twice.")
            fields[field] = value
    except ProtobufRefused as error:
        raise IpnsRefused(f"This is no head: {error}") from error
    return fields


def _content(signed: bytes) -> dict[str, int | bytes]:
    """Decode what was signed, and require each of its fields by its type."""
    try:
        decoded = dag_cbor.decode(signed, _LIMITS)
    except DagCborRefused as error:
        raise IpnsRefused(f"What a head signs cannot be read: {error}") from error
    match decoded:
        case {
            "Value": bytes(value),
            "Validity": bytes(validity),
            "ValidityType": int(kind),
            "Sequence": int(sequence),
            "TTL": int(ttl),
        } if kind == _END_OF_LIFE and sequence >= 0 and ttl >= 0 and len(value) <= _LONGEST_VALUE:
            return {
                "Value": value,
                "Validity": validity,
                "ValidityType": kind,
                "Sequence": sequence,
                "TTL": ttl,
            }
    raise IpnsRefused("What a head signs lacks a part, or is of a kind that is not known here.")


def _record(author: str, content: dict[str, int | bytes], data: bytes) -> IpnsRecord:
    value, validity, sequence = content["Value"], content["Validity"], content["Sequence"]
    assert isinstance(value, bytes)
    assert isinstance(validity, bytes)
    assert isinstance(sequence, int)
    try:
        return IpnsRecord(author, value.decode(), sequence, _time(validity.decode()), data)
    except ValueError as error:
        raise IpnsRefused("A head's value or end is no text of the usual form.") from error


def _time(text: str) -> datetime:
    """Read an RFC 3339 time of up to nanoseconds; raise ValueError for anything else."""
    found = _TIME.match(text)
    if found is None:
        raise ValueError("no time")
    seconds, fraction, zone = found.groups()
    zone = "+00:00" if zone == "Z" else zone
    micro = (fraction or "").ljust(6, "0")[:6]
    try:
        return datetime.fromisoformat(f"{seconds}.{micro}{zone}").astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no time") from error


def _public_key_message(author: str) -> bytes:
    """Write an author's key as libp2p does: type Ed25519 and 32 bytes."""
    return b"\x08\x01" + bytes_field(2, decode_ed25519_did(author))
