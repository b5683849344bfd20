"""What was being typed comes back, and goes with its entry."""

import pytest

from corvia_local.errors import BadInput, NotFound
from corvia_local.vault.entries import add_entry
from corvia_local.vault.erasing import erase_entry
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault
from corvia_local.vault.unfinished import (
    LONGEST_UNFINISHED,
    all_unfinished,
    forget_unfinished,
    keep_unfinished,
    unfinished,
)


def test_the_last_text_of_a_place_and_an_entry_is_kept(vault: Vault) -> None:
    one, other = add_entry(vault, "rain"), add_entry(vault, "snow")
    keep_unfinished(vault, "reframe", one.id, "it will")
    keep_unfinished(vault, "reframe", one.id, "it will pass")
    keep_unfinished(vault, "lyric text", one.id, "[Verse]\nrain")
    keep_unfinished(vault, "reframe", other.id, "snow melts")
    found = unfinished(vault, "reframe", one.id)
    assert found is not None
    assert (found.text, found.entry_id, found.about) == ("it will pass", one.id, "")
    assert len(all_unfinished(vault)) == 3
    forget_unfinished(vault, "reframe", one.id)
    assert unfinished(vault, "reframe", one.id) is None
    assert unfinished(vault, "reframe", other.id) is not None


def test_a_text_that_began_from_no_entry_is_kept_once_too(vault: Vault) -> None:
    keep_unfinished(vault, "way body", None, "tense", "emotion")
    keep_unfinished(vault, "way body", None, "tense, and", "emotion")
    (found,) = all_unfinished(vault)
    assert (found.entry_id, found.about, found.text) == (None, "emotion", "tense, and")


def test_it_goes_with_its_entry_and_the_ledger_never_knew(vault: Vault) -> None:
    entry = add_entry(vault, "rain")
    before = len(ledger(vault))
    keep_unfinished(vault, "lyric", entry.id, "{}")
    assert len(ledger(vault)) == before
    erase_entry(vault, entry.id)
    assert all_unfinished(vault) == []


def test_what_is_too_long_or_belongs_to_no_entry_is_refused(vault: Vault) -> None:
    entry = add_entry(vault, "rain")
    keep_unfinished(vault, "reframe", entry.id, "kept")
    with pytest.raises(BadInput):
        keep_unfinished(vault, "reframe", entry.id, "x" * (LONGEST_UNFINISHED + 1))
    with pytest.raises(NotFound):
        keep_unfinished(vault, "reframe", "zzzzzzzzzz", "words")
    found = unfinished(vault, "reframe", entry.id)
    assert found is not None
    assert found.text == "kept"
