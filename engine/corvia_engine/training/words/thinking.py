"""Second part of the training: moods once more, thinking traps and harm, in the other branch."""

import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from corvia_engine.training.words.batching import Kept, batch_of, batches
from corvia_engine.training.words.feeling import (
    AVERAGED_FROM,
    SHOWN_STEPS,
    Average,
    Examples,
    advance,
    make_optimizer,
    mood_loss,
    set_rate,
    show,
)
from corvia_engine.training.words.network import MOODS, TRAPS, WordsNetwork, attention_bias

MOOD_PASSES = (2, 2, 1)
"""How often EmoBank is gone through in each epoch; dominance is slow to learn."""

PEAK_RATE = 1e-4
WEIGHT_DECAY = 0.02
BATCH = 32
MOOD_WEIGHT = 0.6
GATE_WEIGHT = 1.0
TYPE_WEIGHT = 1.0
HARM_WEIGHT = 0.5
SMOOTHING = 0.1
SKIPPED = -1.0
"""Marks a target that a row does not have."""


@dataclass(frozen=True)
class Thoughts:
    """Sentences and posts; `distorted`, `harmful` are 1, 0 or SKIPPED, `types` a row or -1."""

    kept: Kept
    distorted: np.ndarray
    types: np.ndarray
    harmful: np.ndarray


def train_thinking(network: WordsNetwork, moods: Examples, thoughts: Thoughts, seed: int) -> None:
    """Train the thinking branch in place; as in the feeling branch, an average is kept."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    parameters = list(network.thinking.parameters())
    optimizer = make_optimizer(parameters, PEAK_RATE, WEIGHT_DECAY)
    schedule = [_epoch(moods, thoughts, passes, rng) for passes in MOOD_PASSES]
    total = sum(len(epoch) for epoch in schedule)
    average = Average(parameters)
    network.train()
    started, step = time.monotonic(), 0
    losses: dict[str, list[float]] = {"moods": [], "thoughts": []}
    for epoch in schedule:
        for task, rows in epoch:
            set_rate(optimizer, PEAK_RATE, step, total)
            if task == "moods":
                loss = _mood_loss(network, moods, rows)
            else:
                loss = _thought_loss(network, thoughts, rows)
            advance(optimizer, parameters, loss)
            losses[task].append(loss.item())
            step += 1
            if step >= AVERAGED_FROM * total:
                average.add(parameters)
            if step % SHOWN_STEPS == 0:
                show(step, total, time.monotonic() - started, losses)
    average.store(parameters)
    network.eval()


def _epoch(
    moods: Examples, thoughts: Thoughts, mood_passes: int, rng: np.random.Generator
) -> list[tuple[str, np.ndarray]]:
    drawn = [
        ("moods", rows) for _ in range(mood_passes) for rows in batches(moods.kept, BATCH, rng)
    ]
    drawn += [("thoughts", rows) for rows in batches(thoughts.kept, BATCH, rng)]
    return [drawn[k] for k in rng.permutation(len(drawn))]


def _outputs(network: WordsNetwork, kept: Kept, rows: np.ndarray) -> torch.Tensor:
    batch = batch_of(kept, rows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = network.thinking(batch.states, attention_bias(batch.mask), batch.mask)
    return out.float()


def _mood_loss(network: WordsNetwork, moods: Examples, rows: np.ndarray) -> torch.Tensor:
    out = _outputs(network, moods.kept, rows)[:, :MOODS]
    return mood_loss(out, torch.from_numpy(moods.targets[rows]).float()) * MOOD_WEIGHT


def _thought_loss(network: WordsNetwork, thoughts: Thoughts, rows: np.ndarray) -> torch.Tensor:
    out = _outputs(network, thoughts.kept, rows)
    loss = out.sum() * 0
    for column, weight, values in (
        (MOODS, GATE_WEIGHT, thoughts.distorted[rows]),
        (MOODS + 1 + TRAPS, HARM_WEIGHT, thoughts.harmful[rows]),
    ):
        target = torch.from_numpy(values).float()
        there = target != SKIPPED
        if there.any():
            loss = loss + weight * functional.binary_cross_entropy_with_logits(
                out[there, column], target[there]
            )
    types = torch.from_numpy(thoughts.types[rows])
    if (types >= 0).any():
        logits = out[types >= 0, MOODS + 1 : MOODS + 1 + TRAPS]
        named = functional.cross_entropy(
            logits, types[types >= 0], label_smoothing=SMOOTHING, reduction="sum"
        )
        loss = loss + TYPE_WEIGHT * named / len(rows) * 3
    return loss
