"""Figures become plain words, and never alarming ones."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_local.model.mood import GOALS, Mood
from corvia_local.model.reflection import DISTORTION_TYPES
from corvia_tui.wording.excerpts import one_line, short_cid, size_words
from corvia_tui.wording.habits import HABITS
from corvia_tui.wording.moments import greeting, length_words, moment_words
from corvia_tui.wording.moods import figure, mood_words
from corvia_tui.wording.passphrases import guess_bits, strength_words

UNIT = st.floats(-1, 1)


@given(UNIT, UNIT)
def test_every_mood_has_words(valence: float, arousal: float) -> None:
    assert mood_words(Mood(valence, arousal))


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        (Mood(0, 0), "neither up nor down"),
        (Mood(-0.6, 0.6), "very distressed"),
        (Mood(-0.4, 0.3), "tense"),
        (Mood(-0.5, -0.5), "low"),
        (GOALS["calm"], "calm"),
        (GOALS["energy"], "elated"),
    ],
)
def test_moods_are_named_by_their_place(mood: Mood, words: str) -> None:
    assert mood_words(mood) == words


def test_figures_have_a_sign_and_a_true_minus() -> None:
    assert figure(-0.42) == "−0.42"
    assert figure(0.3) == "+0.30"


def test_every_thinking_habit_is_explained_in_one_or_two_sentences() -> None:
    assert set(HABITS) == set(DISTORTION_TYPES)
    for habit in HABITS.values():
        assert habit.does.endswith(".")
        assert len(habit.does.split()) <= 25
        assert "!" not in habit.does + habit.name


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-11-25T21:04:00+01:00", "today 21:04"),
        ("2026-11-24T09:10:00+01:00", "yesterday 09:10"),
        ("2026-11-02T08:10:00+01:00", "2 November 08:10"),
        ("2025-03-01T18:00:00+01:00", "1 March 2025 18:00"),
    ],
)
def test_moments_are_said_without_counting_days(written: str, said: str) -> None:
    assert moment_words(written, datetime(2026, 11, 25, 21, 30)) == said


@given(st.integers(0, 23))
def test_there_is_a_greeting_at_every_hour(hour: int) -> None:
    assert greeting(hour)
    assert "!" not in greeting(hour)


def test_lengths_and_sizes() -> None:
    assert length_words(118.4) == "1:58"
    assert size_words(512) == "512 bytes"
    assert size_words(12_345) == "12.3 kB"
    assert size_words(2_500_000) == "2.5 MB"


@given(st.text(), st.integers(1, 80))
def test_an_excerpt_is_one_line_and_fits(text: str, width: int) -> None:
    cut = one_line(text, width)
    assert len(cut) <= width
    assert "\n" not in cut


def test_a_cid_stays_recognisable() -> None:
    cid = "bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
    assert short_cid(cid) == "bafyreig…qa4s52zy"


def test_a_longer_passphrase_is_never_called_weaker() -> None:
    order = ["Too", "Weak", "Fair", "Strong"]
    grown = "lamp june window cello river attic"
    said = [strength_words(grown[:end]).split()[0].rstrip(".:") for end in range(4, len(grown))]
    places = [order.index(word) for word in said]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 3)


def test_a_repeated_letter_adds_little() -> None:
    assert guess_bits("aaaaaaaaaaaaaaaaaaaa") < 10
    assert strength_words("aaaaaaaaaaaaaaaaaaaa").startswith("Weak")
