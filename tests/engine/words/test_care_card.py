"""The card is short, fixed, and its numbers can be dialled."""

import re
from datetime import date

import pytest

from corvia_engine.words.care_card import LONGEST_CARD, card_words, care_card, helplines


@pytest.mark.parametrize("country", [None, "", "XX", *sorted(helplines().countries)])
def test_every_card_is_short_and_names_an_emergency_number(country: str | None) -> None:
    card = care_card(country)
    assert len(card) <= LONGEST_CARD
    assert all(len(line) <= 100 for line in card)
    assert any(re.search(r"Call [\d]", line) for line in card[:3])
    assert any("findahelpline.com" in line for line in card)


def test_a_card_says_that_nobody_reads_and_that_no_clinician_reviewed_it_yet() -> None:
    card = " ".join(care_card("GB"))
    assert "Nobody else reads it" in card
    assert "cannot call anyone" in card
    assert card_words().review in card


def test_the_country_code_is_read_in_any_case() -> None:
    assert care_card("gb") == care_card("GB")
    assert any("116 123" in line for line in care_card("gb"))


def test_lines_are_written_as_dialled_with_source_and_date() -> None:
    for code, country in helplines().countries.items():
        assert re.fullmatch(r"[A-Z]{2}", code)
        assert country.lines
        for line in country.lines:
            assert "+" not in line.dial
            assert re.search(r"\d{3}|\d\d", line.dial)
            assert line.source.startswith("https://")
            assert date.fromisoformat(line.checked) <= date.fromisoformat(helplines().version)


def test_no_word_of_means_stands_on_a_card() -> None:
    for country in (None, *helplines().countries):
        text = " ".join(care_card(country)).lower()
        assert not re.search(r"suicid|kill|pill|rope|knife|jump|hang|cut|overdose", text)
