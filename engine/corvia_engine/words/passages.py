"""Passages: neighbouring sentences, as many as the model hears at once."""

from collections.abc import Callable, Sequence

from corvia_engine.words.sentences import Span


def passages_of(
    text: str, sentences: Sequence[Span], length: Callable[[str], int], most: int
) -> list[Span]:
    """Join neighbouring sentences into passages of at most `most` tokens, as counted by `length`.

    A sentence that is longer alone is a passage of its own.
    """
    found: list[Span] = []
    used = 0
    for start, end in sentences:
        tokens = length(text[start:end])
        if found and used + tokens <= most:
            found[-1] = (found[-1][0], end)
            used += tokens
        else:
            found.append((start, end))
            used = tokens
    return found
