"""The recovery phrase is BIP-39, and its errors say what to look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.recovery_phrase import (
    RecoveryPhraseUnusable,
    UnknownWord,
    WrongChecksum,
    WrongWordCount,
    make_recovery_phrase,
    recovery_entropy,
)

LEGAL = "legal winner thank year wave sausage worth useful"
LETTER = "letter advice cage absurd amount doctor acoustic"


@pytest.mark.parametrize(
    ("entropy", "words"),
    [
        ("00" * 32, "abandon " * 23 + "art"),
        ("7f" * 32, f"{LEGAL} {LEGAL} {LEGAL.removesuffix('useful')}title"),
        ("80" * 32, f"{LETTER} avoid {LETTER} avoid {LETTER} bless"),
        ("ff" * 32, "zoo " * 23 + "vote"),
    ],
)
def test_published_bip39_vectors(entropy: str, words: str) -> None:
    assert recovery_entropy(words).hex() == entropy


def test_a_new_phrase_has_24_words_and_is_never_the_same() -> None:
    phrases = {make_recovery_phrase() for _ in range(20)}
    assert len(phrases) == 20
    assert {len(phrase.split(" ")) for phrase in phrases} == {24}
    assert len({recovery_entropy(phrase) for phrase in phrases}) == 20


def test_capitals_and_white_space_do_not_matter() -> None:
    words = make_recovery_phrase()
    sloppy = "\n  " + words.upper().replace(" ", " \t\n ") + "  "
    assert recovery_entropy(sloppy) == recovery_entropy(words)


def test_an_unknown_word_is_named_with_its_place_and_the_likely_one() -> None:
    words = ["abandon"] * 23 + ["art"]
    words[4] = "abandom"
    with pytest.raises(UnknownWord, match=r"Word 5 .*“abandon”") as refused:
        recovery_entropy(" ".join(words))
    assert "abandom" not in str(refused.value), "what was typed is not shown again"


def test_a_missing_word_is_counted() -> None:
    with pytest.raises(WrongWordCount, match="24 words, and 23 were given"):
        recovery_entropy("abandon " * 23)
    with pytest.raises(WrongWordCount):
        recovery_entropy("")
    with pytest.raises(WrongWordCount):
        recovery_entropy("abandon " * 10_000)


def test_two_words_that_changed_places_break_the_checksum() -> None:
    words = f"{LETTER} avoid {LETTER} avoid {LETTER} bless".split()
    words[0], words[1] = words[1], words[0]
    with pytest.raises(WrongChecksum, match="do not fit"):
        recovery_entropy(" ".join(words))


@given(st.text(max_size=300))
def test_any_text_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(RecoveryPhraseUnusable):
        recovery_entropy(text)
