"""Thought records and kept lyrics: kept, gone on with, exported, and erased with their entry."""

from pathlib import Path

import msgspec
import pytest

from corvia_local.errors import NotFound
from corvia_local.model.thought_record import (
    ANSWER_NAMES,
    DOORS,
    LONGEST_ANSWER,
    STEPS,
    ThoughtRecord,
)
from corvia_local.studio.exporting.contents import export_files
from corvia_local.vault import kept_lyrics, thought_records
from corvia_local.vault.entries import add_entry
from corvia_local.vault.erasing import erase_entry
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.texts import NotText, TextTooLong

LYRIC = '{"title":"Rain"}'


def half_answered(vault: Vault) -> ThoughtRecord:
    entry = add_entry(vault, "The phone stayed dark. I'm such a failure.")
    fresh = thought_records.new_record(vault, "thought", entry.id)
    kept = msgspec.structs.replace(fresh, thought="I'm such a failure.", belief_before=80)
    thought_records.keep_record(vault, kept)
    return kept


def test_a_record_that_was_left_half_way_is_there_after_closing(
    vault: Vault, home: Path, passphrase: str
) -> None:
    kept = half_answered(vault)
    vault.close()
    with open_vault(home, passphrase) as again:
        assert thought_records.record(again, kept.id[:6]) == kept
        further = msgspec.structs.replace(kept, balanced="One evening.", finished_at="2026-01-01")
        thought_records.keep_record(again, further)
        assert thought_records.records(again) == [further]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"balanced": "x" * (LONGEST_ANSWER + 1)}, TextTooLong),
        ({"balanced": "\x00"}, NotText),
        ({"belief_after": 101}, thought_records.NotAPercentage),
        ({"strength_after": -1}, thought_records.NotAPercentage),
    ],
)
def test_what_cannot_be_kept_changes_nothing(
    vault: Vault, change: dict[str, str | int], error: type[Exception]
) -> None:
    kept = half_answered(vault)
    with pytest.raises(error):
        thought_records.keep_record(vault, msgspec.structs.replace(kept, **change))
    assert thought_records.records(vault) == [kept]


def test_erasing_the_entry_erases_its_records_and_its_lyric(vault: Vault) -> None:
    kept = half_answered(vault)
    alone = thought_records.new_record(vault, "body")
    thought_records.keep_record(vault, alone)
    assert kept.entry_id is not None
    kept_lyrics.keep_lyric(vault, kept.entry_id, LYRIC)
    erase_entry(vault, kept.entry_id)
    assert thought_records.records(vault) == [alone]
    assert vault.rows("SELECT count(*) FROM kept_lyrics") == [(0,)]
    assert thought_records.erase_record(vault, alone.id) == alone.id
    with pytest.raises(NotFound):
        thought_records.record(vault, alone.id)


def test_the_export_holds_both_and_the_ledger_no_word_of_them(vault: Vault) -> None:
    assert not {"thought-records.json", "lyrics.json"} & set(dict(export_files(vault)))
    kept = half_answered(vault)
    assert kept.entry_id is not None
    kept_lyrics.keep_lyric(vault, kept.entry_id, LYRIC)
    files = dict(export_files(vault))
    assert b"such a failure" in files["thought-records.json"]
    assert b"Rain" in files["lyrics.json"]
    assert not any("failure" in line.what or "Rain" in line.what for line in ledger(vault))


def test_the_last_lyric_counts_and_can_be_forgotten(vault: Vault) -> None:
    entry = add_entry(vault, "Rain.")
    assert kept_lyrics.kept_lyric(vault, entry.id) is None
    kept_lyrics.keep_lyric(vault, entry.id, "{}")
    kept_lyrics.keep_lyric(vault, entry.id[:8], LYRIC)
    assert kept_lyrics.kept_lyric(vault, entry.id) == LYRIC
    assert kept_lyrics.forget_lyric(vault, entry.id)
    assert kept_lyrics.kept_lyric(vault, entry.id) is None
    assert not kept_lyrics.forget_lyric(vault, entry.id)


def test_every_step_fills_a_field_of_its_own_and_every_field_has_a_step() -> None:
    for door in DOORS:
        answers = [step.answer for step in STEPS[door] if step.answer]
        assert len(answers) == len(set(answers))
        assert set(answers) <= set(ANSWER_NAMES)
    assert {step.answer for steps in STEPS.values() for step in steps} - {""} == set(ANSWER_NAMES)
