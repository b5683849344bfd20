"""The card is short, fixed, and its numbers can be dialled."""

import re
from datetime import date

import pytest

from corvia_engine.words.care_card import (
    LONGEST_CARD,
    Helpline,
    card_words,
    care_card,
    helplines,
    is_old,
)

TODAY = date(2026, 11, 25)
COUNTRIES = sorted(helplines().countries)


@pytest.mark.parametrize("country", [None, "", "XX"])
def test_a_card_without_a_country_names_numbers_that_work_in_most(country: str | None) -> None:
    card = care_card(country, TODAY)
    assert len(card) <= LONGEST_CARD
    assert any("112 or 911" in line for line in card)


def test_every_countrys_card_is_short_and_names_an_emergency_number() -> None:
    for country in COUNTRIES:
        for today in (TODAY, date(2030, 1, 1)):
            card = care_card(country, today)
            assert len(card) <= LONGEST_CARD, country
            assert all(len(line) <= 90 for line in card), country
            assert any(re.search(r"Call \d", line) for line in card[:3]), country
            assert any("findahelpline.com" in line for line in card), country


def test_a_card_says_that_nobody_reads_and_that_no_clinician_reviewed_it_yet() -> None:
    card = " ".join(care_card("GB", TODAY))
    assert "Nobody reads along" in card
    assert "cannot call anyone" in card
    assert card_words().review in card


def test_the_country_code_is_read_in_any_case() -> None:
    assert care_card("gb", TODAY) == care_card("GB", TODAY)
    assert any("116 123" in line for line in care_card("gb", TODAY))


def test_a_line_is_shown_as_dialled_with_hours_and_date() -> None:
    assert any(
        line == "Samaritans: 116 123 (day and night, checked 2026-06-02)"
        for line in care_card("GB", TODAY)
    )
    assert any("text SHOUT to 85258" in line for line in care_card("GB", TODAY))
    assert any("hours not known" in line for line in care_card("SE", TODAY))


def test_lines_are_kept_as_dialled_with_source_and_date() -> None:
    assert len(COUNTRIES) >= 190
    for code, country in helplines().countries.items():
        assert re.fullmatch(r"[A-Z]{2}", code)
        assert country.lines
        for line in country.lines:
            assert line.dial or line.sms
            assert line.source.startswith("https://")
            assert date.fromisoformat(line.checked) <= date.fromisoformat(helplines().version)


def test_no_plus_stands_before_a_short_code_and_a_number_is_a_number() -> None:
    for country in helplines().countries.values():
        for line in country.lines:
            if line.dial is None:
                continue
            digits = re.sub(r"\D", "", line.dial)
            assert len(digits) > 6 or "+" not in line.dial
            assert re.fullmatch(r"[*+\d][\d ()-]*|\(\d+\) ?[\d-]+", line.dial), line.dial
            assert 2 <= len(digits) <= 15


def test_the_tables_licences_are_named() -> None:
    assert helplines().licence == "CC-BY-SA-4.0"
    assert {one.licence for one in helplines().sources} == {"CC-BY-SA-4.0", "CC0-1.0"}


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2026, 8, 8), False),
        (date(2027, 8, 7), False),
        (date(2027, 8, 8), True),
        (date(2030, 1, 1), True),
    ],
)
def test_a_line_is_old_twelve_months_after_it_was_checked(today: date, old: bool) -> None:
    line = Helpline("A line", None, "https://example.org", "2026-08-08", dial="123")
    assert is_old(line, today) is old


def test_an_old_number_brings_a_warning_and_a_fresh_one_none() -> None:
    warning = card_words().old
    assert warning not in care_card("SE", date(2027, 8, 7))
    assert warning in care_card("SE", date(2027, 8, 8))
    assert warning not in care_card(None, date(2040, 1, 1))


def test_no_word_of_means_and_no_pressure_stands_on_a_card() -> None:
    for country in (None, *COUNTRIES):
        text = " ".join(care_card(country, TODAY)).lower()
        assert not re.search(r"suicid|kill|pill|rope|knife|jump|hang|overdose|!", text)
        assert not re.search(r"\bshould\b|\bmust\b|no risk|get better|\bcut\b", text)


def test_the_words_are_plain() -> None:
    words = card_words()
    assert all(len(line) <= 76 for line in (*words.opening, *words.choices, words.danger_anywhere))
    for line in (*words.opening, *words.choices, *words.grounding, words.message):
        sentences = [part for part in re.split(r"[.?]", line) if part.strip()]
        assert all(len(sentence.split()) <= 18 for sentence in sentences), line
