"""Batches of sentences of like length, in a fixed random order, from states kept in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from corvia_engine.training.words.network import WIDTH, WordsNetwork, attention_bias

CHUNK = 40
"""Batches among which sentences are sorted by length."""

KEEPING_BATCH = 128


@dataclass(frozen=True)
class Kept:
    """The states of many sentences at one height of the network, end to end.

    Sentence i holds the rows `starts[i]` to `starts[i + 1]` of `states` (tokens × width, bfloat16).
    """

    states: torch.Tensor
    starts: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """Tokens a sentence."""
        return np.diff(self.starts)


@dataclass(frozen=True)
class Batch:
    """`states` (batch × longest × width), `mask` (batch × longest), and which rows these are."""

    states: torch.Tensor
    mask: torch.Tensor
    rows: np.ndarray


def rows_by_length(lengths: np.ndarray) -> list[np.ndarray]:
    """Give rows in batches of like length, for one pass without training."""
    order = np.argsort(lengths, kind="stable")
    return np.array_split(order, max(1, len(order) // KEEPING_BATCH))


def padded(encoded: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Give token numbers and mask (batch × longest)."""
    longest = max(len(numbers) for numbers in encoded)
    tokens = torch.zeros(len(encoded), longest, dtype=torch.int64)
    mask = torch.zeros(tokens.shape)
    for k, numbers in enumerate(encoded):
        tokens[k, : len(numbers)] = torch.tensor(numbers)
        mask[k, : len(numbers)] = 1
    return tokens, mask


def keep_middle(network: WordsNetwork, encoded: Sequence[list[int]]) -> Kept:
    """Compute once, for all sentences, what is never trained."""
    lengths = np.array([len(numbers) for numbers in encoded])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    states = torch.empty(int(starts[-1]), WIDTH, dtype=torch.bfloat16)
    network.eval()
    for rows in rows_by_length(lengths):
        tokens, mask = padded([encoded[row] for row in rows])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = network.middle(tokens, attention_bias(mask))
        for k, row in enumerate(rows):
            states[starts[row] : starts[row + 1]] = out[k, : lengths[row]]
    return Kept(states, starts)


def batches(kept: Kept, size: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Go once through all sentences; give the rows of each batch."""
    lengths = kept.lengths
    groups = []
    order = rng.permutation(len(lengths))
    for start in range(0, len(order), CHUNK * size):
        chunk = order[start : start + CHUNK * size]
        chunk = chunk[np.argsort(lengths[chunk], kind="stable")]
        groups += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    return iter([groups[k] for k in rng.permutation(len(groups))])


def batch_of(kept: Kept, rows: np.ndarray) -> Batch:
    """Pad some sentences to the longest of them."""
    lengths = kept.lengths[rows]
    states = torch.zeros(len(rows), int(lengths.max()), WIDTH, dtype=torch.bfloat16)
    mask = torch.zeros(len(rows), int(lengths.max()))
    for k, row in enumerate(rows):
        states[k, : lengths[k]] = kept.states[kept.starts[row] : kept.starts[row + 1]]
        mask[k, : lengths[k]] = 1
    return Batch(states, mask, rows)
