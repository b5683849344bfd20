"""First part of the training: emotions and moods at once, through the whole network."""

import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from corvia_engine.training.words.batching import Kept, batch_of, batches
from corvia_engine.training.words.network import LABELS, WordsNetwork, attention_bias

EPOCHS = 4
PEAK_RATE = 1e-4
WARM_UP = 0.06
WEIGHT_DECAY = 0.01
EMOTION_BATCH = 48
MOOD_BATCH = 18
MOOD_WEIGHT = 0.5
EMOTION_WEIGHT = 0.25
AVERAGED_FROM = 0.6
AVERAGING = 0.995
SHOWN_STEPS = 100


@dataclass(frozen=True)
class Examples:
    """Embedded sentences, with their targets, a row each."""

    kept: Kept
    targets: np.ndarray


def train_feeling(network: WordsNetwork, emotions: Examples, moods: Examples, seed: int) -> None:
    """Train the shared layers and the feeling branch in place.

    Emotions stand in every step, moods in about half of them, in one sum: steps for moods alone
    learn EmoBank's 8,000 sentences by heart. What is kept is a moving average of the weights over
    the last two fifths, which is steadier than the last step.
    """
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    parts = (network.shared, network.feeling)
    parameters = [p for part in parts for p in part.parameters()]
    optimizer = make_optimizer(parameters, PEAK_RATE, WEIGHT_DECAY)
    schedule = [_epoch(emotions, moods, rng) for _ in range(EPOCHS)]
    total = sum(len(epoch) for epoch in schedule)
    average = Average(parameters)
    network.train()
    started, step = time.monotonic(), 0
    for epoch in schedule:
        losses: dict[str, list[float]] = {"emotions": [], "moods": []}
        for emotion_rows, mood_rows in epoch:
            set_rate(optimizer, PEAK_RATE, step, total)
            loss = _emotion_loss(network, emotions, emotion_rows)
            losses["emotions"].append(loss.item())
            if mood_rows is not None:
                mood_loss = _mood_loss(network, moods, mood_rows)
                losses["moods"].append(mood_loss.item())
                loss = loss + mood_loss
            advance(optimizer, parameters, loss)
            step += 1
            if step >= AVERAGED_FROM * total:
                average.add(parameters)
            if step % SHOWN_STEPS == 0:
                shown = ", ".join(f"{k} {np.mean(v[-150:]):.4f}" for k, v in losses.items() if v)
                seconds = time.monotonic() - started
                print(f"step {step} of {total}, {seconds:.0f} s: {shown}", flush=True)
    average.store(parameters)


def _epoch(
    emotions: Examples, moods: Examples, rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray | None]]:
    """Give every step its emotion sentences, and some steps mood sentences besides."""
    steps = list(batches(emotions.kept, EMOTION_BATCH, rng))
    drawn: list[np.ndarray | None] = [None] * len(steps)
    besides = list(batches(moods.kept, MOOD_BATCH, rng))
    for place, rows in zip(rng.permutation(len(steps)), besides, strict=False):
        drawn[place] = rows
    return list(zip(steps, drawn, strict=True))


def _outputs(network: WordsNetwork, examples: Examples, rows: np.ndarray) -> torch.Tensor:
    batch = batch_of(examples.kept, rows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        bias = attention_bias(batch.mask)
        out = network.feeling(network.middle(batch.states, bias), bias, batch.mask)
    return out.float()


def _emotion_loss(network: WordsNetwork, examples: Examples, rows: np.ndarray) -> torch.Tensor:
    out = _outputs(network, examples, rows)[:, :LABELS]
    targets = torch.from_numpy(examples.targets[rows]).float()
    loss = functional.binary_cross_entropy_with_logits(out, targets)
    return loss * LABELS * EMOTION_WEIGHT


def _mood_loss(network: WordsNetwork, examples: Examples, rows: np.ndarray) -> torch.Tensor:
    out = _outputs(network, examples, rows)[:, LABELS:]
    return functional.mse_loss(out, torch.from_numpy(examples.targets[rows]).float()) * MOOD_WEIGHT


def make_optimizer(
    parameters: list[torch.nn.Parameter], rate: float, decay: float
) -> torch.optim.Optimizer:
    """Make AdamW; only matrices decay."""
    groups = [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)


def advance(
    optimizer: torch.optim.Optimizer, parameters: list[torch.nn.Parameter], loss: torch.Tensor
) -> None:
    """Take one step with gradients clipped to length 1."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()


def set_rate(optimizer: torch.optim.Optimizer, peak: float, step: int, total: int) -> None:
    """Warm up in a line, then fall along half a cosine to a twentieth."""
    warm = WARM_UP * total
    if step < warm:
        rate = peak * (step + 1) / warm
    else:
        rate = peak * (0.05 + 0.475 * (1 + math.cos(math.pi * (step - warm) / (total - warm))))
    for group in optimizer.param_groups:
        group["lr"] = rate


class Average:
    """A moving average of parameters."""

    def __init__(self, parameters: list[torch.nn.Parameter]) -> None:
        self._kept: list[torch.Tensor] | None = None
        self._count = len(parameters)

    def add(self, parameters: list[torch.nn.Parameter]) -> None:
        """Take one step's weights in."""
        if self._kept is None:
            self._kept = [p.detach().clone() for p in parameters]
            return
        torch._foreach_lerp_(self._kept, [p.detach() for p in parameters], 1 - AVERAGING)

    def store(self, parameters: list[torch.nn.Parameter]) -> None:
        """Write the average into the parameters."""
        if self._kept is not None:
            with torch.no_grad():
                for parameter, kept in zip(parameters, self._kept, strict=True):
                    parameter.copy_(kept)
