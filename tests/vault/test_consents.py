"""Consents are kept with their receipts until long after they end."""

import msgspec
import pytest

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.records import ConsentTerms
from corvia_local.vault.consents import consents, end_consent, save_consent
from corvia_local.vault.ledger import ledger
from corvia_local.vault.moments import DateUnreadable
from corvia_local.vault.opening import Vault

END = "2026-04-01T08:00:00+02:00"


def terms(song_id: str = "song1") -> ConsentTerms:
    return ConsentTerms(
        song_id,
        ("score", "lyric"),
        "bafycommunity",
        ("composition", "listening"),
        "CC-BY-SA-4.0",
        "2026-03-01",
        "2027-03-01",
    )


def test_a_consent_comes_back_with_its_receipt(vault: Vault) -> None:
    save_consent(vault, "bafyreceipt", "bafysong", terms(), b"\x00signed")
    save_consent(vault, "bafyother", "bafyothersong", terms("song2"), b"signed too")
    kept = consents(vault)
    assert [one.receipt_cid for one in kept] == ["bafyreceipt", "bafyother"]
    assert kept[0].terms == terms()
    assert (kept[0].receipt, kept[0].song_cid) == (b"\x00signed", "bafysong")
    assert kept[0].ended_at is None
    assert consents(vault, "song2") == [kept[1]]
    assert consents(vault, "song3") == []


def test_an_ended_consent_is_kept_with_its_end(vault: Vault) -> None:
    save_consent(vault, "bafy1", "bafysong", terms(), b"one")
    before = consents(vault)[0]
    end_consent(vault, "bafysong", END)
    save_consent(vault, "bafy2", "bafysong", terms(), b"two")
    end_consent(vault, "bafysong", "2026-05-01T08:00:00+02:00")
    first, second = consents(vault, "song1")
    assert first == msgspec.structs.replace(before, ended_at=END)
    assert second.ended_at == "2026-05-01T08:00:00+02:00"


def test_there_must_be_a_consent_to_end(vault: Vault) -> None:
    with pytest.raises(NotFound, match="none to end"):
        end_consent(vault, "bafysong", END)
    save_consent(vault, "bafy1", "bafysong", terms(), b"one")
    with pytest.raises(DateUnreadable):
        end_consent(vault, "bafysong", "now")
    assert consents(vault)[0].ended_at is None


def test_a_receipt_is_kept_once(vault: Vault) -> None:
    for _ in range(2):
        save_consent(vault, "bafy1", "bafysong", terms(), b"one")
    with pytest.raises(BadInput, match="Another receipt"):
        save_consent(vault, "bafy1", "bafysong", terms(), b"two")
    assert [one.receipt for one in consents(vault)] == [b"one"]


@pytest.mark.parametrize(
    ("receipt_cid", "receipt"),
    [("", b"x"), ("b" * 129, b"x"), ("b", b""), ("b", bytes(1_000_001))],
    ids=["no name", "a long name", "no bytes", "many bytes"],
)
def test_an_unusable_receipt_is_refused(vault: Vault, receipt_cid: str, receipt: bytes) -> None:
    with pytest.raises(BadInput):
        save_consent(vault, receipt_cid, "bafysong", terms(), receipt)
    assert consents(vault) == []


def test_giving_and_ending_stand_in_the_ledger(vault: Vault) -> None:
    save_consent(vault, "bafy1", "bafysong", terms(), b"one")
    end_consent(vault, "bafysong", END)
    end_consent(vault, "bafysong", END)
    assert [(line.act, line.what, line.purpose, line.audience) for line in ledger(vault)] == [
        ("consent given", "song song1", "composition, listening", "bafycommunity"),
        ("consent ended", "song song1", "taking back", "bafycommunity"),
    ]
