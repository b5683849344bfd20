from datetime import UTC, datetime
from pathlib import Path

import pytest

from corvia_sync.ipns_name import IpnsNameRefused, did_of_ipns_name, ipns_name_of
from corvia_sync.ipns_record import IpnsRefused, read_named_record

BROKEN = ("_v1.", "broken-signature-v2", "broken-v1-value")


def records(vectors: Path) -> list[Path]:
    found = sorted((vectors / "ipns/fixtures").rglob("*.ipns-record"))
    assert len(found) == 12
    return found


def name_in(path: Path) -> str:
    return path.name.split(".")[0].split("_")[0]


def test_each_published_record_is_taken_or_refused_as_its_file_name_says(vectors: Path) -> None:
    for path in records(vectors):
        if name_in(path).startswith("Qm"):
            with pytest.raises(IpnsNameRefused, match="is no IPNS name"):
                read_named_record(path.read_bytes(), name_in(path))
        elif any(mark in path.name for mark in BROKEN):
            with pytest.raises(IpnsRefused):
                read_named_record(path.read_bytes(), name_in(path))
        else:
            record = read_named_record(path.read_bytes(), name_in(path))
            assert record.value.startswith("/ipfs/ba"), path
            record.check_time(datetime(2123, 4, 1, tzinfo=UTC))
            with pytest.raises(IpnsRefused, match="ended on"):
                record.check_time(datetime(2127, 1, 1, tzinfo=UTC))


def test_a_name_and_its_did_are_two_writings_of_one_key(vectors: Path) -> None:
    for path in records(vectors):
        name = name_in(path)
        if name.startswith("k51"):
            assert ipns_name_of(did_of_ipns_name(name)) == name


def test_no_published_record_verifies_under_another_name(vectors: Path) -> None:
    good = vectors / "ipns/fixtures/ipns_records"
    (v2,) = good.glob("*_v2.ipns-record")
    (both,) = good.glob("*_v1-v2.ipns-record")
    with pytest.raises(IpnsRefused, match="not signed by"):
        read_named_record(v2.read_bytes(), name_in(both))


def test_every_changed_bit_of_a_published_record_is_refused(vectors: Path) -> None:
    (path,) = (vectors / "ipns/fixtures/ipns_records").glob("*_v2.ipns-record")
    whole = path.read_bytes()
    for position in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[position] ^= 1 << bit
            with pytest.raises(IpnsRefused):
                read_named_record(bytes(changed), name_in(path))
