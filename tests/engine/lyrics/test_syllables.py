"""Words as written syllables with stress."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_engine.lyrics.numbers import number_words, spelled
from corvia_engine.lyrics.pronunciation import pronunciations
from corvia_engine.lyrics.syllables import (
    LONGEST_SYLLABLE,
    singable,
    syllable_count,
    syllables_of_line,
)


def _cut(text: str) -> str:
    line = ""
    for syllable in syllables_of_line(text):
        line += syllable.text + (" " if syllable.ends_word else "·")
    return line.strip()


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("everything", "ev·ery·thing"),
        ("beautiful", "beau·ti·ful"),
        ("wanted", "want·ed"),
        ("walked", "walked"),
        ("loneliness", "lone·li·ness"),
        ("remember", "re·mem·ber"),
        ("kitchen", "kitch·en"),
        ("afraid", "a·fraid"),
        ("poem", "po·em"),
        ("quiet", "qui·et"),
        ("little", "lit·tle"),
        ("people", "peo·ple"),
        ("couldn't", "could·n't"),
        ("don’t", "don’t"),
        ("rhythm", "rhyth·m"),
        ("fire", "fire"),
        ("grandmother's", "grand·moth·er's"),
        ("twenty-seven", "twen·ty-·sev·en"),
    ],
)
def test_words_are_cut_where_they_are_sung(word: str, cut: str) -> None:
    assert _cut(word) == cut


@pytest.mark.parametrize(
    ("word", "stresses"),
    [
        ("tomorrow", [0, 2, 1]),
        ("remember", [0, 2, 0]),
        ("the", [0]),
        ("of", [0]),
        ("me", [1]),
        ("light", [2]),
        ("Corviation", [0, 2, 0]),
    ],
)
def test_stress_follows_the_dictionary_and_function_words_have_none(
    word: str, stresses: list[int]
) -> None:
    assert [syllable.stress for syllable in syllables_of_line(word)] == stresses


def test_the_dictionary_is_found_by_bisection_at_both_ends_and_in_the_middle() -> None:
    assert pronunciations("hello") == ((0, 2),)
    assert pronunciations("a")[0] == (0,)
    assert pronunciations("zydeco") != ()
    assert pronunciations("'bout") == ((2,),)
    assert pronunciations("read") != ()
    assert pronunciations("qwxyz") == ()
    assert pronunciations("") == ()


@pytest.mark.parametrize(
    ("text", "sung"),
    [
        ("at 3:40 I woke", "at three forty I woke"),
        ("for 6 weeks", "for six weeks"),
        ("my 21st birthday", "my twenty-first birthday"),
        ("since 1998", "since nineteen ninety-eight"),
        ("50% done", "fifty percent done"),
        ("I passed 🎉🎉 today", "I passed today"),
        ("call 0.5.7 & go", "call 0.5.7 go"),
    ],
)
def test_numbers_are_spelt_and_signs_left_out(text: str, sung: str) -> None:
    assert singable(text) == sung


@given(st.integers(min_value=0, max_value=999_999_999))
def test_every_number_has_words(value: int) -> None:
    words = number_words(value)
    assert words
    assert not any(char.isdigit() for char in words)
    assert not any(char.isdigit() for char in spelled(f"x {value} y"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("日本語", 3),
        ("こんにちは", 5),
        ("きょう", 2),
        ("안녕하세요", 5),
        ("Привет", 2),
        ("Καλημέρα", 4),
    ],
)
def test_other_scripts_have_syllables_by_rule(text: str, count: int) -> None:
    assert syllable_count(text) == count


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_written_syllables_give_the_line_back(text: str) -> None:
    words: list[str] = []
    for syllable in syllables_of_line(text):
        assert syllable.text
        assert len(syllable.text) <= LONGEST_SYLLABLE
        assert 0 <= syllable.stress <= 2
        if syllable.begins_word:
            words.append("")
        words[-1] += syllable.text
    assert " ".join(words) == singable(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aeioubcdhlnrstwy'", min_size=1, max_size=24))
def test_words_that_nobody_knows_are_cut_without_loss(word: str) -> None:
    assert "".join(syllable.text for syllable in syllables_of_line(word)) == singable(word)


def test_a_word_begins_and_ends_once() -> None:
    line = syllables_of_line("Yesterday, everything was beautiful!")
    assert sum(syllable.begins_word for syllable in line) == 4
    assert sum(syllable.ends_word for syllable in line) == 4


def test_a_huge_word_is_bounded() -> None:
    assert len(syllables_of_line("a" * 200_000)) < 5_000
