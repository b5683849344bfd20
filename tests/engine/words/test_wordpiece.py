"""How a text is split into the pieces of the vocabulary."""

from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.words.model import words_model
from corvia_engine.words.wordpiece import wordpiece_of

SMALL = wordpiece_of(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##believ", "##able", "so", "!", "'"]
)


def test_the_longest_known_piece_is_taken_each_time() -> None:
    assert SMALL.encode("Unbelievable", 20) == [2, 4, 5, 6, 3]


def test_a_word_that_cannot_be_built_is_one_unknown_piece() -> None:
    assert SMALL.encode("so unsure", 20) == [2, 7, 1, 3]


def test_case_accents_and_curly_quotes_do_not_matter() -> None:
    assert SMALL.words("Café SO’s") == ["cafe", "so", "'", "s"]


def test_punctuation_stands_alone() -> None:
    assert SMALL.encode("so!!", 20) == [2, 7, 8, 8, 3]


def test_a_long_text_is_cut_and_still_ends() -> None:
    assert SMALL.encode("so so so so", 4) == [2, 7, 7, 3]


@given(st.text(max_size=200))
def test_any_text_is_encoded_within_the_vocabulary(text: str) -> None:
    tokenizer = words_model().tokenizer
    numbers = tokenizer.encode(text, 64)
    assert 2 <= len(numbers) <= 64
    assert all(0 <= number < len(tokenizer.numbers) for number in numbers)
