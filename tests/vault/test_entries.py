"""Entries come back as they were written, newest first, by name, day and tag."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.mood import Mood
from corvia_local.vault.entries import (
    accept_reframe,
    add_entry,
    clear_draft,
    draft,
    entries,
    entry,
    reframe_of,
    save_draft,
)
from corvia_local.vault.ids import AmbiguousName
from corvia_local.vault.ledger import ledger
from corvia_local.vault.moments import DateUnreadable
from corvia_local.vault.opening import Vault
from corvia_local.vault.texts import NotText, TagUnusable, TextEmpty, TextTooLong

CET = timezone(timedelta(hours=1))


def test_an_entry_comes_back_as_it_was_written(vault: Vault) -> None:
    text = "  She didn't call.\r\n\tI felt 😶‍🌫️ — e\u0301té, 気分が悪い, عربي \n"
    kept = add_entry(vault, text, Mood(-0.55, 0.333), ("work", "Été"))
    assert entry(vault, kept.id) == kept
    assert (kept.text, kept.mood, kept.tags) == (text, Mood(-0.55, 0.333), ("work", "Été"))
    assert entry(vault, kept.id[:4].upper()) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_that_can_be_seen_comes_back(vault: Vault, text: str) -> None:
    written = "·" + text
    assert entry(vault, add_entry(vault, written).id).text == written


def test_moments_are_local_with_their_offset(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        kept = add_entry(vault, "x", now=datetime(2026, 3, 1, 20, 0, 5, 999, tzinfo=UTC))
        naive = add_entry(vault, "y", now=datetime(2026, 3, 1, 20, 0, 5))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert kept.written_at == "2026-03-02T01:30:05+05:30"
    assert naive.written_at == "2026-03-01T20:00:05+05:30"
    assert [one.id for one in entries(vault)] == [kept.id, naive.id]


def test_newest_first_and_the_later_saved_first_within_a_second(vault: Vault) -> None:
    base = datetime(2026, 3, 1, 12, tzinfo=CET)
    order = [0, 2, 1, 1]
    kept = [add_entry(vault, "x", now=base + timedelta(days=day)).id for day in order]
    assert [one.id for one in entries(vault)] == [kept[1], kept[3], kept[2], kept[0]]
    assert [one.id for one in entries(vault, limit=2)] == [kept[1], kept[3]]
    assert entries(vault, limit=0) == []


def test_since_counts_days_where_the_person_wrote(vault: Vault) -> None:
    for day in (1, 2, 3):
        add_entry(vault, f"day {day}", now=datetime(2026, 3, day, 12))
    found = entries(vault, since="2026-03-02")
    assert [one.text for one in found] == ["day 3", "day 2"]
    for wrong in ("yesterday", "", "2026-13-01", "2026-03-02T10:00"):
        with pytest.raises(DateUnreadable):
            entries(vault, since=wrong)


def test_tags_are_found_whole_and_whatever_their_capitals(vault: Vault) -> None:
    work = add_entry(vault, "a", tags=("Work", " Work ", "sleep"))
    add_entry(vault, "b", tags=("workshop",))
    assert work.tags == ("Work", "sleep")
    assert entries(vault, tag="WORK") == [work]
    assert entries(vault, tag="sleep", search="a", since="2000-01-01") == [work]
    assert entries(vault, tag="wor") == []


@pytest.mark.parametrize(
    "tags",
    [("",), ("  ",), ("x" * 65,), tuple(map(str, range(33)))],
    ids=["empty", "white space", "a long one", "many"],
)
def test_unusable_tags_save_nothing(vault: Vault, tags: tuple[str, ...]) -> None:
    with pytest.raises(TagUnusable):
        add_entry(vault, "a", tags=tags)
    assert entries(vault) == []


@pytest.mark.parametrize("empty", ["", " ", "\n\t ", "\u200b", "\u00a0\u2003"])
def test_an_empty_text_is_refused(vault: Vault, empty: str) -> None:
    with pytest.raises(TextEmpty, match="empty"):
        add_entry(vault, empty)
    assert entries(vault) == []


def test_a_text_beyond_the_bound_is_refused_with_its_size(vault: Vault) -> None:
    longest = "é" * 200_000
    assert entry(vault, add_entry(vault, longest).id).text == longest
    with pytest.raises(TextTooLong, match="1,000,000 characters long; at most 200,000"):
        add_entry(vault, "x" * 1_000_000)


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\udc80"])
def test_what_is_not_text_is_refused_with_its_place(vault: Vault, control: str) -> None:
    with pytest.raises(NotText, match="character 4"):
        add_entry(vault, f"abc{control}")
    assert entries(vault) == []


def test_an_unknown_or_ambiguous_name_is_said(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(["aaaa000000", "aaaa000001", "aaaa0000011"])
    monkeypatch.setattr("corvia_local.vault.entries.make_id", lambda: next(names))
    kept = [add_entry(vault, "x") for _ in range(3)]
    assert entry(vault, "aaaa000001") == kept[1]
    assert entry(vault, "aaaa000000") == kept[0]
    with pytest.raises(AmbiguousName, match="more letters"):
        entry(vault, "aaaa")
    for unknown in ("b", "", " ", "%", "aaaa_", "'; DROP TABLE entries", "~", "é", "\udc80"):
        with pytest.raises(NotFound):
            entry(vault, unknown)


def test_the_last_accepted_reframe_counts(vault: Vault) -> None:
    kept = add_entry(vault, "Nobody likes me.")
    assert reframe_of(vault, kept.id) is None
    accept_reframe(vault, kept.id, "Some do.")
    last = accept_reframe(vault, kept.id[:5], "Anna likes me.")
    assert (last.entry_id, last.text) == (kept.id, "Anna likes me.")
    assert reframe_of(vault, kept.id) == last
    with pytest.raises(NotFound):
        accept_reframe(vault, "zzzzzzzzzz", "words")
    with pytest.raises(BadInput):
        accept_reframe(vault, kept.id, " ")


def test_a_draft_is_kept_until_it_is_cleared(vault: Vault) -> None:
    assert draft(vault) == ""
    for text in ("half a sen", "half a sentence", ""):
        save_draft(vault, text)
        assert draft(vault) == text
    save_draft(vault, "x" * 1_000_000)
    assert len(draft(vault)) == 1_000_000
    clear_draft(vault)
    assert draft(vault) == ""
    assert entries(vault) == []


def test_uses_stand_in_the_ledger_without_their_words(vault: Vault) -> None:
    kept = add_entry(vault, "She didn't call.", tags=("love",))
    accept_reframe(vault, kept.id, "She was busy.")
    save_draft(vault, "more")
    assert [(line.act, line.what, line.audience) for line in ledger(vault)] == [
        ("entry written", f"entry {kept.id}", "this device"),
        ("reframe accepted", f"entry {kept.id}", "this device"),
    ]
