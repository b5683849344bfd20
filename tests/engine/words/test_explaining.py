"""Which words a result rests on."""

import pytest

from corvia_engine.words.explaining import UnknownTarget, explain

SENTENCE = "We had soup 🍲 and I was so terribly sad at dinner."


def weights(text: str, target: str) -> dict[str, float]:
    return {
        text[start:end]: one.weight for one in explain(text, target) for start, end in [one.span]
    }


def test_the_word_that_names_the_feeling_weighs_most() -> None:
    found = weights(SENTENCE, "sadness")
    assert max(found, key=lambda word: found[word]) == "sad"


def test_a_sad_word_pulls_valence_down() -> None:
    assert weights(SENTENCE, "valence")["sad"] < 0


def test_every_word_has_a_weight_in_the_order_of_the_text() -> None:
    spans = [one.span for one in explain(SENTENCE, "distorted")]
    assert [SENTENCE[start:end] for start, end in spans] == SENTENCE.split()


def test_a_single_word_explains_nothing() -> None:
    assert explain("sad", "valence") == ()


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(UnknownTarget, match="happiness"):
        explain(SENTENCE, "happiness")
