from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_crypto.signing import sign
from corvia_sync.cid import DAG_CBOR, cid_of
from corvia_sync.dag_cbor import Value, encode
from corvia_sync.ipns_name import IpnsNameRefused, did_of_ipns_name, ipns_name_of
from corvia_sync.ipns_record import (
    LARGEST_RECORD,
    IpnsRefused,
    make_ipns_record,
    read_ipns_record,
    read_named_record,
)
from corvia_sync.protobuf import bytes_field, number_field

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
TARGET = cid_of(b"\xa0", DAG_CBOR)
SEED = bytes([1]) * 32


def signed_record(seed: bytes, **changes: Value) -> bytes:
    content: dict[str, Value] = {
        "TTL": 1,
        "Value": b"/ipfs/x",
        "Sequence": 1,
        "Validity": b"2027-01-01T00:00:00.123456789Z",
        "ValidityType": 0,
    }
    data = encode({key: v for key, v in (content | changes).items() if v is not None})
    return bytes_field(8, sign(seed, b"ipns-signature:" + data)) + bytes_field(9, data)


def test_a_record_says_who_what_and_until_when(ada: Any) -> None:
    record = make_ipns_record(ada.seed, TARGET, 7, NOW, timedelta(days=30))
    assert record == read_named_record(record.data, record.name)
    assert (record.author, record.target, record.sequence) == (ada.did, TARGET, 7)
    assert record.valid_until == NOW + timedelta(days=30)
    assert record == make_ipns_record(ada.seed, TARGET, 7, NOW, timedelta(days=30))
    record.check_time(NOW + timedelta(days=30))
    with pytest.raises(IpnsRefused, match="ended on 2026-07-15"):
        record.check_time(NOW + timedelta(days=30, seconds=1))


def test_a_record_counts_only_for_the_key_that_signed_it(ada: Any, ben: Any) -> None:
    record = make_ipns_record(ada.seed, TARGET, 0, NOW)
    with pytest.raises(IpnsRefused, match="not signed by"):
        read_ipns_record(record.data, ben.did)


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(IpnsRefused):
        read_named_record(
            data, ipns_name_of("did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd")
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"Sequence": -1},
        {"Sequence": None},
        {"TTL": "1"},
        {"ValidityType": 1},
        {"Validity": b"tomorrow"},
        {"Validity": b"2027-02-30T00:00:00Z"},
        {"Validity": b"\xff"},
        {"Validity": b"0001-01-01T00:00:00+23:59"},
        {"Value": b"\xff"},
        {"Value": b"/ipfs/" + b"x" * 2048},
    ],
)
def test_an_authors_own_nonsense_is_refused(ada: Any, changes: dict[str, Value]) -> None:
    assert read_ipns_record(signed_record(ada.seed), ada.did).sequence == 1
    with pytest.raises(IpnsRefused):
        read_ipns_record(signed_record(ada.seed, **changes), ada.did)


def test_old_fields_must_say_what_was_signed(ada: Any, ben: Any) -> None:
    good = signed_record(ada.seed)
    key = b"\x08\x01\x12\x20"
    agreeing = bytes_field(1, b"/ipfs/x") + number_field(5, 1) + good
    assert read_ipns_record(agreeing, ada.did).value == "/ipfs/x"
    own = bytes_field(7, key + bytes.fromhex(read_key(ada)))
    assert read_ipns_record(own + good, ada.did).author == ada.did
    for extra in (
        bytes_field(1, b"/ipfs/y"),
        number_field(5, 2),
        number_field(6, 2),
        bytes_field(7, key + bytes.fromhex(read_key(ben))),
    ):
        with pytest.raises(IpnsRefused):
            read_ipns_record(extra + good, ada.did)


def read_key(person: Any) -> str:
    from corvia_crypto.did_key import decode_ed25519_did

    return decode_ed25519_did(person.did).hex()


def test_fields_twice_and_too_many_bytes_are_refused(ada: Any) -> None:
    good = signed_record(ada.seed)
    with pytest.raises(IpnsRefused, match="twice"):
        read_ipns_record(good + good, ada.did)
    with pytest.raises(IpnsRefused, match="at most"):
        read_ipns_record(good + bytes(LARGEST_RECORD), ada.did)


def test_a_path_that_names_no_block_has_no_target(ada: Any) -> None:
    for value in (b"/ipfs/x", b"/ipns/k51", b"bafy", b"/ipfs/" + TARGET.text.encode() + b"/a"):
        with pytest.raises(IpnsRefused, match="points at no block"):
            _ = read_ipns_record(signed_record(ada.seed, Value=value), ada.did).target


def test_a_sequence_fits_63_bits(ada: Any) -> None:
    with pytest.raises(ValueError, match="fit"):
        make_ipns_record(ada.seed, TARGET, 2**63, NOW)


def test_names_are_read_in_all_their_writings_and_nothing_else(ada: Any) -> None:
    from corvia_crypto.multibase import decode_base36, encode_base32, encode_base58btc

    name = ipns_name_of(ada.did)
    assert name.startswith("k51qzi5uqu5d")
    data = decode_base36(name)
    for text in (name, encode_base32(data), encode_base58btc(data[2:])[1:]):
        assert did_of_ipns_name(text) == ada.did
    for text in ("", "k", "k51", name.upper(), name[:-1], TARGET.text, "QmX", ada.did, "b" * 900):
        with pytest.raises(IpnsNameRefused):
            did_of_ipns_name(text)
