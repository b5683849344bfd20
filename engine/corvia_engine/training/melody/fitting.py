"""Fitting the network: token-budgeted batches, AdamW, a cosine schedule, bfloat16."""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from corvia_engine.music.melody.features import DEGREES, HIGH, LOW, SIZES, SUNG
from corvia_engine.training.melody.network import MelodyNetwork
from corvia_engine.training.melody.sequences import Sequence

BATCH_TOKENS = 1024
PEAK_RATE = 1.5e-3
WARM_UP = 200
SHARE_OF_DANCES = 0.5
"""Each pass takes all songs and so many of the dance tunes: songs are what will be written."""
SHOWN_SEQUENCES = 80
WEIGHT_DECAY = 0.05
IGNORED = -100
SHARE_OF_FREE_DEGREES = 0.5
WIDEST_MARGIN = 3


@dataclass(frozen=True)
class Batch:
    """Tokens (batch × n), features (batch × n × features), targets (batch × n)."""

    tokens: torch.Tensor
    features: torch.Tensor
    targets: torch.Tensor


def batches(sequences: list[Sequence], rng: np.random.Generator) -> Iterator[Batch]:
    """Go once through all songs and a share of the dance tunes, those of like length together,
    in random order."""
    taken = [
        index
        for index, sequence in enumerate(sequences)
        if sequence.features[0, SUNG] or rng.random() < SHARE_OF_DANCES
    ]
    order = sorted(taken, key=lambda i: len(sequences[i].features) + rng.uniform(0, 24))
    groups: list[list[Sequence]] = [[]]
    for index in order:
        longest = max(len(s.features) for s in [*groups[-1], sequences[index]])
        if longest * (len(groups[-1]) + 1) > BATCH_TOKENS and groups[-1]:
            groups.append([])
        groups[-1].append(sequences[index])
    for index in rng.permutation(len(groups)):
        yield collate(groups[index], rng)


def collate(group: list[Sequence], rng: np.random.Generator | None) -> Batch:
    """Pad a group; with a generator, loosen what the model is told of compass and scale, since
    a request will be wider than what a tune happens to use."""
    longest = max(len(sequence.features) for sequence in group)
    tokens = np.zeros((len(group), longest), dtype=np.int64)
    features = np.zeros((len(group), longest, len(SIZES)), dtype=np.int64)
    targets = np.full((len(group), longest), IGNORED, dtype=np.int64)
    for row, sequence in enumerate(group):
        length = len(sequence.features)
        tokens[row, :length] = sequence.tokens[:-1]
        targets[row, :length] = sequence.tokens[1:]
        features[row, :length] = sequence.features
        if rng is not None:
            _loosen(features[row, :length], rng)
    return Batch(torch.from_numpy(tokens), torch.from_numpy(features), torch.from_numpy(targets))


def _loosen(features: np.ndarray, rng: np.random.Generator) -> None:
    features[:, LOW] = np.maximum(features[:, LOW] - rng.integers(0, WIDEST_MARGIN + 1), 0)
    features[:, HIGH] = np.minimum(
        features[:, HIGH] + rng.integers(0, WIDEST_MARGIN + 1), SIZES[HIGH] - 1
    )
    if rng.random() < SHARE_OF_FREE_DEGREES:
        features[:, DEGREES:] = 1


def loss_of(network: MelodyNetwork, batch: Batch) -> torch.Tensor:
    """Give the summed cross-entropy in nats."""
    logits = network(batch.tokens, batch.features).float()
    return functional.cross_entropy(
        logits.flatten(0, 1), batch.targets.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def bits_per_note(network: MelodyNetwork, sequences: list[Sequence]) -> float:
    """Measure what a note costs (its step, its span and its share of the phrase's lead)."""
    network.eval()
    nats = 0.0
    with torch.inference_mode():
        for start in range(0, len(sequences), 16):
            nats += float(loss_of(network, collate(sequences[start : start + 16], None)))
    return nats / math.log(2) / sum(sequence.notes for sequence in sequences)


def fit(
    train: list[Sequence], dev: list[Sequence], minutes: float, seed: int = 1
) -> tuple[MelodyNetwork, float]:
    """Train for so many minutes of wall time; give the network and the passes it saw.

    The schedule follows the clock, so that any budget ends with a small learning rate.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = MelodyNetwork()
    decayed = [p for p in network.parameters() if p.dim() > 1]
    plain = [p for p in network.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}],
        lr=PEAK_RATE,
        betas=(0.9, 0.98),
    )
    began, seen, step, shown = time.monotonic(), 0, 0, 0.0
    whole = sum(len(sequence.features) for sequence in train)
    while True:
        for batch in batches(train, rng):
            spent = (time.monotonic() - began) / (60 * minutes)
            if spent >= 1:
                return network, seen / whole
            network.train()
            rate = PEAK_RATE * min(1.0, (step + 1) / WARM_UP)
            for group in optimizer.param_groups:
                group["lr"] = rate * (0.02 + 0.98 * (1 + math.cos(math.pi * spent)) / 2)
            count = int((batch.targets != IGNORED).sum())
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, batch) / count
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, seen = step + 1, seen + count
            if spent - shown >= 0.125:
                shown = spent
                bits = bits_per_note(network, dev[:SHOWN_SEQUENCES])
                print(
                    f"{spent:4.0%} {seen / whole:.2f} passes, step {step}:"
                    f" train {loss.item():.3f} nats a token, dev {bits:.3f} bits a note",
                    flush=True,
                )
