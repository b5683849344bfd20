"""Key slots open for their own passphrase and phrase, and for nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_crypto.key_slots import (
    KeySlots,
    SlotsDamaged,
    SlotsTooNew,
    WrongPassphrase,
    WrongRecoveryPhrase,
    decode_key_slots,
    encode_key_slots,
    make_data_key,
    make_key_slots,
    unlock_with_passphrase,
    unlock_with_phrase,
)
from corvia_crypto.passphrase import KdfLimits, PassphraseUnusable
from corvia_crypto.recovery_phrase import make_recovery_phrase
from corvia_local.errors import Locked, VaultDamaged

CHEAP = KdfLimits(operations=1, memory=8192)
DATA_KEY = bytes(range(32))
PHRASE = make_recovery_phrase()
SLOTS = make_key_slots(DATA_KEY, "a quiet morning", PHRASE, CHEAP)


def as_json() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(encode_key_slots(SLOTS))
    return content


def decoded(content: object) -> object:
    return decode_key_slots(json.dumps(content).encode())


def open_slot(slots: KeySlots, number: int) -> bytes:
    if number == 0:
        return unlock_with_passphrase(slots, "a quiet morning")
    return unlock_with_phrase(slots, PHRASE)


def test_passphrase_and_phrase_both_give_the_data_key() -> None:
    read_back = decode_key_slots(encode_key_slots(SLOTS))
    assert read_back == SLOTS
    assert unlock_with_passphrase(read_back, "a quiet morning") == DATA_KEY
    assert unlock_with_phrase(read_back, PHRASE) == DATA_KEY


def test_the_default_work_is_moderate_argon2id() -> None:
    slots = make_key_slots(DATA_KEY, "a quiet morning", PHRASE)
    kdf = json.loads(encode_key_slots(slots))["slots"][0]["kdf"]
    assert (kdf["algorithm"], kdf["operations"], kdf["memory"]) == ("argon2id13", 3, 268_435_456)
    assert unlock_with_passphrase(slots, "a quiet morning") == DATA_KEY


def test_nothing_is_used_twice() -> None:
    other = make_key_slots(DATA_KEY, "a quiet morning", PHRASE, CHEAP)
    assert make_data_key() != make_data_key()
    assert other.vault != SLOTS.vault
    for one, another in zip(SLOTS.slots, other.slots, strict=True):
        assert one.kdf.salt != another.kdf.salt
        assert one.wrapped.nonce != another.wrapped.nonce
        assert one.wrapped.ciphertext != another.wrapped.ciphertext


@pytest.mark.parametrize("wrong", ["a quiet Morning", "a quiet morning ", "x", "ａ"])
def test_a_wrong_passphrase_stays_locked(wrong: str) -> None:
    with pytest.raises(WrongPassphrase, match="does not open") as caught:
        unlock_with_passphrase(SLOTS, wrong)
    assert isinstance(caught.value, Locked)


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_no_passphrase_opens_nothing_and_makes_nothing(nothing: str) -> None:
    with pytest.raises(Locked, match="no passphrase was given"):
        unlock_with_passphrase(SLOTS, nothing)
    with pytest.raises(PassphraseUnusable, match="empty"):
        make_key_slots(DATA_KEY, nothing, PHRASE, CHEAP)


def test_a_passphrase_is_the_same_however_it_was_typed() -> None:
    composed = make_key_slots(DATA_KEY, "Zürich im Café", PHRASE, CHEAP)
    assert unlock_with_passphrase(composed, "Zürich im Café") == DATA_KEY
    assert unlock_with_passphrase(composed, "Ｚürich im Café") == DATA_KEY


@pytest.mark.parametrize("bad", ["\udcff\udcfe", "x" * 4097])
def test_what_is_no_passphrase_is_refused(bad: str) -> None:
    with pytest.raises(PassphraseUnusable):
        make_key_slots(DATA_KEY, bad, PHRASE, CHEAP)


def test_another_vaults_phrase_stays_locked() -> None:
    with pytest.raises(WrongRecoveryPhrase, match="another vault"):
        unlock_with_phrase(SLOTS, make_recovery_phrase())


def test_a_slot_moved_into_another_vault_does_not_open() -> None:
    other = as_json() | {"vault": "AAAAAAAAAAAAAAAAAAAAAA=="}
    slots = decode_key_slots(json.dumps(other).encode())
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(slots, "a quiet morning")
    with pytest.raises(WrongRecoveryPhrase):
        unlock_with_phrase(slots, PHRASE)


@pytest.mark.parametrize(
    ("slot", "part", "field", "value"),
    [
        (0, "kdf", "operations", 2),
        (0, "kdf", "memory", 16384),
        (0, "kdf", "salt", "AAAAAAAAAAAAAAAAAAAAAA=="),
        (0, "wrapped", "nonce", "A" * 32),
        (0, "wrapped", "ciphertext", "A" * 64),
        (1, "kdf", "salt", "AAAAAAAAAAAAAAAAAAAAAA=="),
        (1, "wrapped", "ciphertext", "A" * 64),
    ],
)
def test_a_changed_field_opens_nothing(slot: int, part: str, field: str, value: object) -> None:
    content = as_json()
    content["slots"][slot][part][field] = value
    slots = decode_key_slots(json.dumps(content).encode())
    with pytest.raises(Locked):
        open_slot(slots, slot)


@pytest.mark.parametrize(
    ("slot", "part", "field", "value"),
    [
        (0, "kdf", "memory", 2**30 + 1),
        (0, "kdf", "memory", 8191),
        (0, "kdf", "memory", -1),
        (0, "kdf", "operations", 17),
        (0, "kdf", "operations", 0),
        (0, "kdf", "algorithm", "argon2i13"),
        (0, "kdf", "salt", "AAAA"),
        (0, "wrapped", "nonce", "AAAA"),
        (0, "wrapped", "ciphertext", "A" * 68),
        (0, "wrapped", "algorithm", "aes-256-gcm"),
        (1, "kdf", "algorithm", "none"),
        (1, "kdf", "extra", 1),
    ],
)
def test_bounds_hold_before_any_work(slot: int, part: str, field: str, value: object) -> None:
    content = as_json()
    content["slots"][slot][part][field] = value
    with pytest.raises(SlotsDamaged, match="backup"):
        decoded(content)


def test_too_many_slots_or_bytes_are_refused() -> None:
    content = as_json()
    with pytest.raises(SlotsDamaged):
        decoded(content | {"slots": content["slots"] * 5})
    with pytest.raises(SlotsDamaged):
        decoded(content | {"slots": []})
    with pytest.raises(SlotsDamaged, match="bytes long"):
        decode_key_slots(encode_key_slots(SLOTS) + b" " * 65_536)


def test_a_newer_version_says_so() -> None:
    with pytest.raises(SlotsTooNew, match="Update the program") as caught:
        decoded(as_json() | {"version": 2, "new": True})
    assert isinstance(caught.value, VaultDamaged)


@settings(max_examples=200)
@given(st.data())
def test_no_damaged_byte_goes_unnoticed(data: st.DataObject) -> None:
    encoded = bytearray(encode_key_slots(SLOTS))
    place = data.draw(st.integers(0, len(encoded) - 1))
    encoded[place] = data.draw(st.integers(0, 255))
    try:
        slots = decode_key_slots(bytes(encoded))
    except VaultDamaged:
        return
    for number, (slot, original) in enumerate(zip(slots.slots, SLOTS.slots, strict=True)):
        if (slots.vault, slot) == (SLOTS.vault, original):
            assert open_slot(slots, number) == DATA_KEY
        else:
            with pytest.raises(Locked):
                open_slot(slots, number)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(SlotsDamaged):
        decode_key_slots(data)
