import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.multibase import encode_base32
from corvia_sync.cid import DAG_CBOR, DAG_PB, RAW, Cid, CidRefused, cid_of, read_cid_at

HELLO = "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"
"""`echo -n hello | ipfs add --cid-version=1 --raw-leaves`, i.e. sha2-256 2cf24dba…"""


def test_a_known_block_has_its_known_name() -> None:
    assert cid_of(b"hello", RAW).text == HELLO
    assert cid_of(b"hello", RAW).digest.hex().startswith("2cf24dba5fb0a30e26e83b2ac5b9e29e")


@given(st.binary(max_size=50), st.sampled_from([RAW, DAG_PB, DAG_CBOR]))
def test_bytes_and_text_lead_back_to_the_same_cid(data: bytes, codec: int) -> None:
    cid = cid_of(data, codec)
    assert Cid(bytes(cid)) == cid == Cid.from_text(cid.text)
    assert hash(cid) == hash(Cid.from_text(str(cid)))
    assert (cid.version, cid.codec, cid.is_own) == (1, codec, True)


@given(st.lists(st.binary(max_size=3), min_size=2, max_size=8))
def test_cids_are_ordered_by_their_bytes(contents: list[bytes]) -> None:
    cids = [cid_of(data, RAW) for data in contents]
    assert [bytes(cid) for cid in sorted(cids)] == sorted(bytes(cid) for cid in cids)


def test_version_0_is_read_and_is_not_ours() -> None:
    text = "QmNX6Tffavsya4xgBi2VJQnSuqy9GsxongxZZ9uZBqp16d"
    cid = Cid.from_text(text)
    assert (cid.version, cid.codec, cid.text, cid.is_own) == (0, DAG_PB, text, False)


def test_foreign_hashes_and_codecs_are_read_and_are_not_ours() -> None:
    for text in (
        "bafkqabiaaebagba",
        "bahaacvrabdhd3fzrwaambazyivoiustl2bo2c3rgweo2ug4rogcoz2apaqaa",
    ):
        assert Cid.from_text(text).text == text
        assert not Cid.from_text(text).is_own


@pytest.mark.parametrize(
    "text",
    [
        "",
        "b",
        HELLO[:-1],
        HELLO.upper(),
        HELLO + "a",
        HELLO + "\n",
        "z" + HELLO[1:],
        "f01551220" + "00" * 32,
        "QmNX6Tffavsya4xgBi2VJQnSuqy9GsxongxZZ9uZBqp16",
        encode_base32(bytes.fromhex("1220" + "00" * 32)),
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(CidRefused):
        Cid.from_text(text)


@pytest.mark.parametrize(
    "hexadecimal",
    [
        "",
        "01",
        "01551220" + "00" * 31,
        "01551220" + "00" * 33,
        "0155121f" + "00" * 31,
        "0255122" + "0" + "00" * 32,
        "0155128020" + "00" * 32,
        "1220" + "00" * 31,
        "01550081" + "01" + "00" * 129,
    ],
)
def test_other_bytes_are_refused(hexadecimal: str) -> None:
    with pytest.raises(CidRefused):
        Cid(bytes.fromhex(hexadecimal))


def test_a_cid_is_found_within_bytes() -> None:
    cid = cid_of(b"hello", DAG_CBOR)
    assert read_cid_at(b"xx" + bytes(cid) + b"rest", 2) == (cid, 38)
    with pytest.raises(CidRefused):
        read_cid_at(bytes(cid)[:30], 0)


def test_a_cid_does_not_change() -> None:
    with pytest.raises(AttributeError):
        cid_of(b"", RAW).codec = 0
