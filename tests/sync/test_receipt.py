from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corvia_local.errors import BadInput, PeerRefused
from corvia_sync.cid import RAW, cid_of
from corvia_sync.envelope import seal
from corvia_sync.receipt import Covers, Receipt, SignedReceipt, read_receipt
from corvia_sync.signed_object import NotSignable, ObjectRefused, to_plain

LINK = (cid_of(b"x", RAW),)


@pytest.fixture
def receipt(ada: Any, content: Any, consent: Callable[..., SignedReceipt]) -> SignedReceipt:
    return consent(ada, content())


def test_a_receipt_is_read_as_it_was_made(receipt: SignedReceipt, ada: Any) -> None:
    assert read_receipt(receipt.data) == receipt
    assert receipt.payload.iss == ada.did
    assert receipt.payload.fields == ("score", "lyric", "mood", "audio")


def test_each_consent_is_its_own(ada: Any, content: Any, consent: Any) -> None:
    assert consent(ada, content()).cid != consent(ada, content()).cid


def test_a_consent_holds_from_its_first_to_its_last_day(receipt: SignedReceipt) -> None:
    holds = [
        receipt.payload.holds_on(date(y, m, d))
        for y, m, d in ((2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1))
    ]
    assert holds == [False, True, True, False]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"licence": "Proprietary"}, "licence"),
        ({"licence": "LicenseRef-"}, "licence"),
        ({"valid_until": "2025-12-31"}, "ends before"),
        ({"valid_until": "2026-02-30"}, "does not exist"),
        ({"valid_until": "2026-2-3"}, "valid_until"),
        ({"valid_until": "2026-12-31\n"}, "valid_until"),
        ({"purposes": ()}, "purposes"),
        ({"purposes": ("composition", "composition")}, "repeat"),
        ({"purposes": ("com\x1b[2Jposition",)}, "purposes"),
        ({"withdrawal_method": ""}, "withdrawal_method"),
        ({"withdrawal_method": "x" * 5000}, "withdrawal_method"),
        ({"covers": Covers(score=(), lyric=(), mood=(), audio=())}, "covers"),
        ({"covers": Covers(score=LINK, lyric=LINK, mood=LINK, audio=())}, "covers"),
        ({"covers": Covers(score=LINK * 65, lyric=LINK, mood=LINK, audio=LINK)}, "covers"),
    ],
)
def test_unfit_terms_are_not_signed(
    ada: Any, content: Any, consent: Any, changes: dict[str, Any], named: str
) -> None:
    with pytest.raises(NotSignable, match=named):
        consent(ada, content(), **changes)


@pytest.mark.parametrize("licence", ["CC0-1.0", "CC-BY-NC-ND-4.0", "LicenseRef-my-terms.2"])
def test_known_licences_and_own_terms_are_signed(
    ada: Any, content: Any, consent: Any, licence: str
) -> None:
    assert consent(ada, content(), licence=licence).payload.licence == licence


@pytest.mark.parametrize(
    "change",
    [
        {"surprise": 1},
        {"record_id": b"short"},
        {"record_id": "AAAAAAAAAAAAAAAAAAAAAA=="},
        {"fields": ["lyric", "score", "mood", "audio"]},
        {"fields": ["score", "score", "lyric", "mood", "audio"]},
        {"fields": ["score", "diary", "mood", "audio"]},
        {"audience": "bafyreigyftnzjf4rcu7glp5kfop53vqlopc3zcldauoqdxqlz7t4343gr4"},
        {"valid_from": 20260101},
        {"licence": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_well_signed_receipt_of_another_form_is_refused(
    receipt: SignedReceipt, ada: Any, change: dict[str, Any]
) -> None:
    with pytest.raises(ObjectRefused):
        read_receipt(seal(ada.seed, Receipt.TAG, to_plain(receipt.payload) | change))


def test_a_receipt_without_a_field_is_refused(receipt: SignedReceipt, ada: Any) -> None:
    for name in to_plain(receipt.payload).keys() - {"iss"}:
        plain = to_plain(receipt.payload)
        del plain[name]
        with pytest.raises(ObjectRefused, match=name):
            read_receipt(seal(ada.seed, Receipt.TAG, plain))


def test_another_kind_of_object_is_no_receipt(receipt: SignedReceipt, ada: Any) -> None:
    with pytest.raises(ObjectRefused, match=r"corvia/other@1\.0\.0"):
        read_receipt(seal(ada.seed, "corvia/other@1.0.0", to_plain(receipt.payload)))


def test_what_is_refused_for_oneself_and_from_a_peer_has_its_own_exit_code() -> None:
    assert issubclass(NotSignable, BadInput)
    assert issubclass(ObjectRefused, PeerRefused)
