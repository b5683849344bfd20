"""Which words a result rests on."""

import pytest

from corvia_engine.words.explaining import UnknownTarget, explain
from corvia_engine.words.weighty_phrase import weighty_phrase
from corvia_local.errors import Cancelled

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


TEXT = (
    "The bus was late. They all think I am useless, and so I went home. The rain was soft, and my"
    " sister called."
)


def _phrase(target: str, *, lowers: bool = False, within: tuple[int, int] | None = None) -> str:
    found = weighty_phrase(TEXT, target, within, lowers=lowers)
    return "" if found is None else TEXT[slice(*found)]


def test_the_weighty_phrase_of_a_mood_stands_where_the_mood_is_strongest() -> None:
    assert "useless" in _phrase("valence", lowers=True)
    assert "soft" in _phrase("valence") or "sister" in _phrase("valence")


def test_the_weighty_phrase_of_a_trap_lies_in_its_own_sentence() -> None:
    start = TEXT.index("They")
    end = TEXT.index("The rain") - 1
    phrase = _phrase("mind_reading", within=(start, end))
    assert "all think" in phrase
    assert phrase in TEXT[start:end]
    assert weighty_phrase(TEXT, "mind_reading", (0, 3)) is None, "one word has no weightier part"


@pytest.mark.parametrize("target", ["valence", "arousal", "sadness", "mind_reading"])
@pytest.mark.parametrize("lowers", [False, True])
def test_a_phrase_is_short_and_begins_and_ends_on_words_that_say_something(
    target: str, lowers: bool
) -> None:
    phrase = _phrase(target, lowers=lowers)
    assert len(phrase.split()) <= 7
    assert phrase.strip(" .,") == phrase
    assert not phrase.lower().endswith((" and", " the", " i", " so"))


def test_weighing_can_be_stopped() -> None:
    def stop(step: str, share: float) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        weighty_phrase(TEXT, "valence", report=stop)
