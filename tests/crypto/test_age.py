"""Keys of age derived from a secret, sealed messages, and what is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.age import (
    IdentityUnusable,
    RecipientUnusable,
    derive_identity,
    open_sealed,
    read_identity,
    read_recipient,
    recipient_of,
    seal,
)
from corvia_crypto.bech32 import encode_bech32


@pytest.mark.parametrize(
    ("prefix", "data", "written"),
    [
        ("a", b"", "a12uel5l"),
        ("abcdef", bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df"),
         "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"),
    ],
)  # fmt: skip
def test_bech32_is_written_as_in_bip_173(prefix: str, data: bytes, written: str) -> None:
    assert encode_bech32(prefix, data) == written


@given(st.binary(min_size=32, max_size=32))
def test_a_derived_identity_is_one_that_age_reads(secret: bytes) -> None:
    identity = derive_identity(secret, "a purpose")
    assert str(read_identity(identity)) == identity
    assert identity != derive_identity(secret, "another purpose")


def test_only_the_identity_opens_what_was_sealed_to_its_recipient() -> None:
    mine, other = (derive_identity(bytes([n]) * 32, "x") for n in (1, 2))
    sealed = seal(b"words", recipient_of(mine))
    assert open_sealed(sealed, mine) == b"words"
    assert open_sealed(sealed, other) is None
    assert open_sealed(sealed[:-1] + bytes([sealed[-1] ^ 1]), mine) is None


def test_what_is_no_key_is_named() -> None:
    with pytest.raises(RecipientUnusable, match="age1"):
        read_recipient("ssh-rsa AAAA")
    with pytest.raises(IdentityUnusable):
        read_identity("age1abc")


@pytest.mark.parametrize("form", [str.upper, str.lower, lambda identity: f"  {identity}x"])
def test_an_identity_in_a_recipients_place_is_named_and_not_quoted(
    form: Callable[[str], str],
) -> None:
    identity = derive_identity(bytes(32), "a test")
    with pytest.raises(RecipientUnusable, match="secret") as refused:
        read_recipient(form(identity))
    assert identity[16:].lower() not in str(refused.value).lower()
