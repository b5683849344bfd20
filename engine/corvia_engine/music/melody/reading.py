"""The model together with what it has read of a melody so far."""

from dataclasses import dataclass

from corvia_engine.music.melody.model import Logits, NextToken
from corvia_engine.music.melody.vocabulary import START


@dataclass(frozen=True)
class ReadPhrase:
    """A phrase as tokens, and the features with which each was foretold."""

    tokens: tuple[int, ...]
    features: tuple[tuple[int, ...], ...]


class Reader:
    """A place in a melody. `length` counts the tokens read."""

    def __init__(self, model: NextToken) -> None:
        self._model = model
        self._cache = model.empty()
        self._last = START
        self.length = 0

    def foretell(self, features: tuple[int, ...]) -> Logits:
        """Give the logits of the next token, of which `features` tell; `accept` has to follow."""
        logits, self._cache = self._model.read([self._last], [features], self._cache)
        self.length += 1
        return logits

    def accept(self, token: int) -> None:
        """Take the token that was chosen."""
        self._last = token

    def recite(self, phrase: ReadPhrase) -> None:
        """Read a whole phrase at once."""
        before = [self._last, *phrase.tokens[:-1]]
        _, self._cache = self._model.read(before, list(phrase.features), self._cache)
        self._last = phrase.tokens[-1]
        self.length += len(phrase.tokens)
