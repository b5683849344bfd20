"""The baseline: an interpolated n-gram of the same tokens.

Witten–Bell interpolation (Witten and Bell 1991): p(w|h) = (c(h,w) + T(h)·p(w|h')) / (c(h) + T(h)),
T(h) being the number of different tokens seen after h.
"""

import math

import numpy as np

from corvia_engine.music.melody.model import Cache, Logits
from corvia_engine.music.melody.vocabulary import VOCABULARY
from corvia_engine.training.melody.sequences import Sequence

BITS = 7
LONGEST_ORDER = 9


class NGram:
    """Counts of runs of tokens up to `order` long; a run is one integer, seven bits a token."""

    def __init__(self, sequences: list[Sequence], order: int) -> None:
        assert VOCABULARY < 1 << BITS
        assert order <= LONGEST_ORDER
        self.order = order
        self._runs: list[np.ndarray] = []
        self._counts: list[np.ndarray] = []
        for length in range(1, order + 1):
            keys = np.concatenate([_runs(s.tokens, length) for s in sequences])
            runs, counts = np.unique(keys, return_counts=True)
            self._runs.append(runs)
            self._counts.append(counts)

    def after(self, tokens: list[int]) -> np.ndarray:
        """Give the probabilities (vocabulary) of what follows `tokens`."""
        chances = np.full(VOCABULARY, 1 / VOCABULARY)
        for length in range(1, self.order + 1):
            if length - 1 > len(tokens):
                break
            context = 0
            for token in tokens[len(tokens) - length + 1 :]:
                context = context << BITS | token
            runs, counts = self._runs[length - 1], self._counts[length - 1]
            first, end = np.searchsorted(runs, [context << BITS, (context + 1) << BITS])
            if first == end:
                break
            seen = counts[first:end]
            chances *= len(seen)
            chances[runs[first:end] & ((1 << BITS) - 1)] += seen
            chances /= seen.sum() + len(seen)
        return chances

    def bits_per_note(self, sequences: list[Sequence]) -> float:
        """Measure what a note costs, as `fitting.bits_per_note` does."""
        bits = 0.0
        for sequence in sequences:
            tokens = [int(token) for token in sequence.tokens]
            for index in range(1, len(tokens)):
                context = tokens[max(0, index - self.order + 1) : index]
                bits -= math.log2(self.after(context)[tokens[index]])
        return bits / sum(sequence.notes for sequence in sequences)

    def empty(self) -> Cache:
        """Give the context before anything was read."""
        return np.zeros(0, dtype=np.int64)

    def read(
        self, tokens: list[int], features: list[tuple[int, ...]], past: Cache
    ) -> tuple[Logits, Cache]:
        """Stand in for the network: the features are not looked at."""
        grown = np.concatenate([past, np.array(tokens)])[-self.order :]
        chances = self.after([int(token) for token in grown[max(0, len(grown) - self.order + 1) :]])
        return np.log(chances).astype(np.float32), grown


def _runs(tokens: np.ndarray, length: int) -> np.ndarray:
    """Give every run of `length` tokens that ends on a token to be foretold, as integers."""
    wide = tokens.astype(np.int64)
    count = len(wide) - length + 1
    keys = np.zeros(max(count, 0), dtype=np.int64)
    for offset in range(length):
        keys = keys << BITS | wide[offset : offset + count]
    return keys[1:] if length == 1 else keys


def best_ngram(train: list[Sequence], dev: list[Sequence]) -> NGram:
    """Choose the order on the development split."""
    models = [NGram(train, order) for order in (5, 7, 9)]
    return min(models, key=lambda model: model.bits_per_note(dev))
