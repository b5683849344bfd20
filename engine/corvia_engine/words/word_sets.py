"""Sets of words, written as one text each."""


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words in a text."""
    return frozenset(text.split())
