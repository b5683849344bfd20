"""How sentences are joined to passages."""

from corvia_engine.words.passages import passages_of
from corvia_engine.words.sentences import split_sentences

TEXT = "One two three. Four five. Six seven eight nine. Ten."


def joined(most: int) -> list[str]:
    spans = passages_of(TEXT, split_sentences(TEXT), lambda part: len(part.split()), most)
    return [TEXT[start:end] for start, end in spans]


def test_neighbours_are_joined_while_they_fit() -> None:
    assert joined(5) == ["One two three. Four five.", "Six seven eight nine. Ten."]


def test_a_text_that_fits_is_one_passage() -> None:
    assert joined(100) == [TEXT]


def test_a_sentence_that_is_too_long_stands_alone() -> None:
    assert joined(2) == ["One two three.", "Four five.", "Six seven eight nine.", "Ten."]
