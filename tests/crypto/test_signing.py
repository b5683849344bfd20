import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.signing import (
    SignatureRefused,
    make_signing_seed,
    public_key_of,
    sign,
    verify,
)

SEED = bytes(range(32))
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
SMALL_ORDER_KEYS = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]


def test_rfc_8032_test_1_and_2_give_the_published_signatures() -> None:
    first = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key_of(first).hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert sign(first, b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    second = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    assert sign(second, b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@given(st.binary(max_size=300))
def test_a_signature_verifies_for_its_message_and_key(message: bytes) -> None:
    verify(public_key_of(SEED), message, sign(SEED, message))
    with pytest.raises(SignatureRefused):
        verify(public_key_of(SEED), message + b"\0", sign(SEED, message))
    with pytest.raises(SignatureRefused):
        verify(public_key_of(bytes(32)), message, sign(SEED, message))


@given(st.integers(0, 511))
def test_any_changed_bit_of_a_signature_is_refused(bit: int) -> None:
    signature = bytearray(sign(SEED, b"song"))
    signature[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SignatureRefused):
        verify(public_key_of(SEED), b"song", bytes(signature))


def test_a_signature_whose_scalar_is_not_reduced_is_refused() -> None:
    signature = sign(SEED, b"song")
    scalar = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    with pytest.raises(SignatureRefused):
        verify(public_key_of(SEED), b"song", signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize("key", SMALL_ORDER_KEYS)
def test_a_key_of_small_order_that_would_accept_anything_is_refused(key: str) -> None:
    forged = bytes.fromhex(SMALL_ORDER_KEYS[0]) + bytes(32)
    with pytest.raises(SignatureRefused):
        verify(bytes.fromhex(key), b"anything", forged)


@pytest.mark.parametrize(("key", "signature"), [(31, 64), (33, 64), (32, 63), (32, 65), (32, 0)])
def test_wrong_lengths_are_refused(key: int, signature: int) -> None:
    with pytest.raises(SignatureRefused, match="length"):
        verify(bytes(key), b"song", bytes(signature))


def test_seeds_are_random_and_have_32_bytes() -> None:
    seeds = {make_signing_seed() for _ in range(50)}
    assert len(seeds) == 50
    assert {len(seed) for seed in seeds} == {32}
    with pytest.raises(ValueError, match="32"):
        sign(bytes(31), b"")
