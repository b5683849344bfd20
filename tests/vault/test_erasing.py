"""What was erased is nowhere: not in a table, the index, the log, nor in unused parts of pages."""

import os
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corvia_crypto.key_slots import unlock_with_passphrase
from corvia_local.errors import Busy, NotFound
from corvia_local.model.records import Song
from corvia_local.vault.entries import accept_reframe, add_entry, draft, entries, save_draft
from corvia_local.vault.erasing import (
    destroy_vault,
    erase_entry,
    erase_song,
    sweep,
    sweep_is_due,
)
from corvia_local.vault.imports import import_fingerprint, keep_imported
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.ledger import ledger, verify_ledger
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.songs import save_audio, save_song
from tests.vault.plain_pages import plain_pages

AT = "2026-03-01T12:00:00+01:00"


def holds(vault: Vault, passphrase: str, words: str) -> bool:
    data_key = unlock_with_passphrase(vault.slots, passphrase)
    return any(words.encode() in page for page in plain_pages(vault.home, data_key))


def write_many(vault: Vault, canary: str) -> list[str]:
    """Write entries of many lengths in an order of days that makes pages split and rows move."""
    chance = random.Random(7)
    days = list(range(300))
    chance.shuffle(days)
    kept = []
    for day in days:
        text = f"{canary}{day:03} " + "and so on " * chance.choice((1, 10, 80, 700))
        moment = datetime(2020, 1, 1) + timedelta(days=day)
        kept.append(add_entry(vault, text, tags=(f"{canary}tag{day:03}",), now=moment).id)
    return kept


def test_an_erased_entry_leaves_no_trace(vault: Vault, passphrase: str) -> None:
    ids = write_many(vault, "canary")
    accept_reframe(vault, ids[0], "canary-reframe")
    assert holds(vault, passphrase, "canary-reframe"), "the scan sees what is there"
    chosen = {name: entry.text[:9] for entry in entries(vault) if (name := entry.id) in ids[::7]}
    for name in chosen:
        erase_entry(vault, name)
    erase_entry(vault, ids[0]) if ids[0] not in chosen else None
    sweep(vault)
    assert not sweep_is_due(vault)
    data_key = unlock_with_passphrase(vault.slots, passphrase)
    everything = b"\0".join(plain_pages(vault.home, data_key))
    left = [words for words in (*chosen.values(), "canary-reframe") if words.encode() in everything]
    assert left == []
    assert len(entries(vault, search="canary")) == 300 - len(chosen)
    for words in chosen.values():
        assert entries(vault, search=words) == []
    check_integrity(vault)


def test_without_the_sweep_a_trace_can_stay_and_the_scan_finds_it(
    vault: Vault, passphrase: str
) -> None:
    kept = add_entry(vault, "canary in the log")
    erase_entry(vault, kept.id)
    assert sweep_is_due(vault)
    assert holds(vault, passphrase, "canary in the log")
    sweep(vault)
    assert not holds(vault, passphrase, "canary in the log")


def test_draft_and_fingerprint_go_with_the_entry(vault: Vault, passphrase: str) -> None:
    mark = import_fingerprint("2026-03-01T12:00", "canary words")
    kept = keep_imported(vault, mark, AT, "canary words", None, ())
    assert kept is not None
    assert keep_imported(vault, mark, AT, "canary words", None, ()) is None
    save_draft(vault, "canary words\n")
    erase_entry(vault, kept.id)
    assert draft(vault) == ""
    assert vault.rows("SELECT * FROM imports") == []
    save_draft(vault, "another text")
    erase_entry(vault, add_entry(vault, "x").id)
    assert draft(vault) == "another text"
    with pytest.raises(NotFound):
        erase_entry(vault, kept.id)


def test_a_song_goes_with_its_sound(vault: Vault, passphrase: str) -> None:
    save_song(vault, Song("song1", "canary title", AT, None, b"plan", b"canary score"))
    save_audio(vault, "song1", b"fLaC" + b"canary sound" * 20_000)
    assert erase_song(vault, "song1") == "song1"
    sweep(vault)
    assert not holds(vault, passphrase, "canary")


def test_the_ledger_says_that_it_was_erased_and_nothing_more(vault: Vault) -> None:
    kept = add_entry(vault, "secret")
    erase_entry(vault, kept.id)
    assert [(x.act, x.what) for x in ledger(vault, 1)] == [("entry erased", f"entry {kept.id}")]
    sweep(vault)
    verify_ledger(vault)


def test_a_reader_elsewhere_delays_the_sweep_and_it_is_finished_later(
    vault: Vault, home: Path, passphrase: str
) -> None:
    kept = add_entry(vault, "canary")
    with open_vault(home, passphrase) as other:
        other.rows("BEGIN")
        other.rows("SELECT * FROM entries")
        erase_entry(vault, kept.id)
        vault.rows("PRAGMA busy_timeout = 50")
        with pytest.raises(Busy, match="Close that one"):
            sweep(vault)
        assert sweep_is_due(vault)
        other.rows("ROLLBACK")
    sweep(vault)
    assert not holds(vault, passphrase, "canary")


def test_everything_goes_and_slots_are_overwritten_first(vault: Vault, home: Path) -> None:
    add_entry(vault, "x")
    (home / "mine.txt").write_text("not the vault's")
    (home / "backups").mkdir()
    (home / "backups" / "corvia-0-2026-03-01.age").write_bytes(b"age")
    (home / "vault.slots.next-00.json").write_bytes(b"{}")
    slots = os.open(home / "vault.slots.json", os.O_RDONLY)
    try:
        before = os.pread(slots, 100, 0)
        removed = destroy_vault(vault)
        assert os.pread(slots, 100, 0) != before
    finally:
        os.close(slots)
    assert {file.name for file in removed} >= {"vault.db", "vault.slots.json"}
    assert [file.name for file in home.iterdir()] == ["mine.txt"]
