"""Shares (SLIP-39): enough of them give the secret, fewer give nothing."""

from itertools import combinations

import pytest

from corvia_crypto.key_slots import (
    KeySlots,
    SharesSlot,
    WrongShares,
    make_data_key,
    make_key_slots,
    make_secret_slot,
    open_with_shares,
)
from corvia_crypto.passphrase import KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase
from corvia_crypto.shares import SharesUnusable, make_shares, shared_secret

PUBLISHED = (
    "shadow pistol academic always adequate wildlife fancy gross oasis cylinder mustang wrist"
    " rescue view short owner flip making coding armed",
    "shadow pistol academic acid actress prayer class unknown daughter sweater depict flip twice"
    " unkind craft early superior advocate guest smoking",
)
"""SLIP-39's vector 4, 2 of 3: a secret of 128 bits under the passphrase TREZOR."""


def test_any_two_of_three_give_the_secret_in_any_order_and_three_do_too() -> None:
    shares, secret = make_shares(2, 3)
    assert {len(share.split()) for share in shares} == {33}
    for pair in combinations(shares, 2):
        assert shared_secret(list(pair)) == shared_secret(list(pair[::-1])) == secret
    assert shared_secret([share.upper() for share in shares]) == secret


def test_what_does_not_give_the_secret_is_named() -> None:
    shares, _ = make_shares(2, 3)
    others, _ = make_shares(2, 3)
    for given, said in (
        ([shares[0]], "2 different shares"),
        ([shares[0], shares[0]], "2 different shares"),
        ([shares[0], others[1]], "fit together"),
        ([shares[0], shares[1] + " zero"], "Share 2"),
        ([], "each share"),
        (list(PUBLISHED), "another length"),
    ):
        with pytest.raises(SharesUnusable, match=said):
            shared_secret(given)


@pytest.mark.parametrize(("needed", "count"), [(1, 3), (4, 3), (2, 17), (0, 0)])
def test_counts_that_make_no_sense_are_refused(needed: int, count: int) -> None:
    with pytest.raises(SharesUnusable, match="2 of 3"):
        make_shares(needed, count)


def test_shares_open_their_slot_and_no_other_vaults() -> None:
    data_key = make_data_key()
    slots = make_key_slots(data_key, "a quiet morning", make_recovery_phrase(), KdfLimits(1, 8192))
    shares, secret = make_shares(2, 2)
    slot, _ = make_secret_slot(SharesSlot, slots.vault, data_key, secret)
    more = KeySlots(slots.format, slots.version, slots.vault, (*slots.slots, slot))
    assert open_with_shares(more, shares).data_key == data_key
    with pytest.raises(WrongShares):
        open_with_shares(slots, shares)
    with pytest.raises(WrongShares):
        open_with_shares(KeySlots(slots.format, slots.version, bytes(16), more.slots), shares)
