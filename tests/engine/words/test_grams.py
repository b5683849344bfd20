"""A text as a sparse vector of n-grams."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corvia_engine.words.grams import GramVocabulary, character_grams, tokens_of, word_grams

TEXTS = ("I'm so sad today!!", "We had soup for dinner :)")


def vocabulary() -> GramVocabulary:
    words = {name for text in TEXTS for name in word_grams(tokens_of(text))}
    characters = {
        name for text in TEXTS for token in tokens_of(text) for name in character_grams(token)
    }
    return GramVocabulary(
        np.array(sorted(words), np.uint32),
        np.array(sorted(characters), np.uint32),
        np.ones(len(words) + len(characters), np.float32),
    )


def test_runs_of_marks_and_emoticons_are_tokens() -> None:
    assert tokens_of("Nooooo!!! :( It’s") == ["nooo", "!!!", ":(", "it's"]


def test_each_block_of_grams_has_length_one() -> None:
    known = vocabulary()
    rows, values = known.vector(TEXTS[0])
    words = rows < len(known.words)
    assert np.isclose(np.linalg.norm(values[words]), 1)
    assert np.isclose(np.linalg.norm(values[~words]), 1)


def test_a_text_without_known_grams_gives_no_rows() -> None:
    rows, values = vocabulary().vector("悲しい")
    assert (rows.size, values.size) == (0, 0)


def test_the_largest_name_finds_no_row_behind_the_last() -> None:
    alone = GramVocabulary(np.zeros(1, np.uint32), np.zeros(1, np.uint32), np.ones(2, np.float32))
    assert alone.vector("soup")[0].size == 0


@given(st.text(max_size=80))
def test_any_text_gives_rows_of_the_vocabulary(text: str) -> None:
    known = vocabulary()
    rows, values = known.vector(text)
    assert rows.size == values.size
    assert all(0 <= row < len(known.idf) for row in rows.tolist())
