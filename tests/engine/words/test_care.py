"""Words of harm are read first; what only sounds like harm is left alone."""

from pathlib import Path

import pytest

import corvia_engine
from corvia_engine.words.care import crisis, is_explicit

CASES = Path(corvia_engine.__file__).parent / "training" / "words"


def _cases(name: str, level: str) -> list[str]:
    sentences, current = [], ""
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif line and not line.startswith("#") and current == level:
            sentences.append(line)
    return sentences


def _rate(name: str, level: str, *read_as: str) -> float:
    cases = _cases(name, level)
    return sum(crisis(text).level in read_as for text in cases) / len(cases)


def test_known_sentences_of_harm_are_read() -> None:
    assert _rate("care_development.txt", "explicit", "explicit") >= 0.9
    assert _rate("care_development.txt", "soft", "soft") >= 0.9


def test_unseen_sentences_of_harm_are_read_as_often_as_the_card_says() -> None:
    assert _rate("care_test.txt", "explicit", "explicit") >= 0.4
    assert _rate("care_test.txt", "explicit", "explicit", "soft") >= 0.6
    assert _rate("care_test.txt", "soft", "soft", "explicit") >= 0.7


def test_idioms_grief_and_everyday_sentences_rarely_raise_the_card() -> None:
    assert _rate("care_development.txt", "none", "explicit") <= 0.03
    assert _rate("care_test.txt", "none", "explicit") <= 0.05


@pytest.mark.parametrize(
    "text",
    [
        "this traffic kills me",
        "I was dying of laughter",
        "I could kill for a coffee",
        "He beat me at chess",
    ],
)
def test_idioms_are_not_harm(text: str) -> None:
    assert crisis(text).level == "none"


@pytest.mark.parametrize(
    "text", ["I want to die", "i wanna die", "I WANT TO DIE!!!", "I don’t want to live anymore"]
)
def test_spelling_and_apostrophes_do_not_hide_it(text: str) -> None:
    assert crisis(text).level == "explicit"


def test_what_is_denied_or_past_is_soft() -> None:
    assert crisis("I don't want to die, I want to rest.").level == "soft"
    assert crisis("I used to think about killing myself.").level == "soft"


def test_one_sentence_in_a_long_entry_is_found_where_it_stands() -> None:
    text = "We had soup. 🍲\n\nI want to kill myself. The cat is warm. " + "I read a book. " * 500
    read = crisis(text)
    assert read.level == "explicit"
    assert [text[start:end] for start, end in read.spans] == ["I want to kill myself."]


def test_explicit_spans_come_before_soft_ones_and_are_bounded() -> None:
    text = "I feel hopeless. " * 80 + "I want to die."
    read = crisis(text)
    assert read.level == "explicit"
    assert text[read.spans[0][0] :] == "I want to die."
    assert len(read.spans) == 50


@pytest.mark.parametrize("text", ["", " ", "😶", "\x00", "\ud800 I"])
def test_any_text_is_taken(text: str) -> None:
    assert crisis(text).level == "none"


def test_a_sentence_alone_can_be_asked() -> None:
    assert is_explicit("I want to end my life.")
    assert not is_explicit("I want to end my lease.")
