"""First part of the training: emotions and moods at once, in one branch."""

import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from corvia_engine.training.words.batching import Kept, batch_of, batches
from corvia_engine.training.words.network import LABELS, WordsNetwork, attention_bias

EPOCHS = 3
PEAK_RATE = 1.2e-4
WARM_UP = 0.06
WEIGHT_DECAY = 0.01
EMOTION_BATCH = 64
MOOD_BATCH = 32
MOOD_WEIGHT = 0.5
EMOTION_WEIGHT = 0.25
AVERAGED_FROM = 0.6
AVERAGING = 0.995
SHOWN_STEPS = 100


@dataclass(frozen=True)
class Examples:
    """Sentences as the untrained part gives them, with their targets, a row each.

    A target that is no number is not learned.
    """

    kept: Kept
    targets: np.ndarray


def train_feeling(network: WordsNetwork, emotions: Examples, moods: Examples, seed: int) -> None:
    """Train the feeling branch in place.

    Batches of both tasks come in random order. What is kept is a moving average of the weights
    over the last two fifths, which is steadier than the last step.
    """
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    parameters = list(network.feeling.parameters())
    optimizer = make_optimizer(parameters, PEAK_RATE, WEIGHT_DECAY)
    schedule = [_epoch(emotions, moods, rng) for _ in range(EPOCHS)]
    total = sum(len(epoch) for epoch in schedule)
    average = Average(parameters)
    network.train()
    started, step = time.monotonic(), 0
    for epoch in schedule:
        losses: dict[str, list[float]] = {"emotions": [], "moods": []}
        for task, rows in epoch:
            set_rate(optimizer, PEAK_RATE, step, total)
            loss = _loss(network, task, emotions if task == "emotions" else moods, rows)
            advance(optimizer, parameters, loss)
            losses[task].append(loss.item())
            step += 1
            if step >= AVERAGED_FROM * total:
                average.add(parameters)
            if step % SHOWN_STEPS == 0:
                show(step, total, time.monotonic() - started, losses)
    average.store(parameters)


def show(step: int, total: int, seconds: float, losses: dict[str, list[float]]) -> None:
    """Print how far the training is, and the mean of each loss over its last 150 steps."""
    shown = ", ".join(f"{name} {np.mean(v[-150:]):.4f}" for name, v in losses.items() if v)
    print(f"step {step} of {total}, {seconds:.0f} s: {shown}", flush=True)


def _epoch(
    emotions: Examples, moods: Examples, rng: np.random.Generator
) -> list[tuple[str, np.ndarray]]:
    drawn = [("emotions", rows) for rows in batches(emotions.kept, EMOTION_BATCH, rng)]
    drawn += [("moods", rows) for rows in batches(moods.kept, MOOD_BATCH, rng)]
    return [drawn[k] for k in rng.permutation(len(drawn))]


def _loss(network: WordsNetwork, task: str, examples: Examples, rows: np.ndarray) -> torch.Tensor:
    batch = batch_of(examples.kept, rows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = network.feeling(batch.states, attention_bias(batch.mask), batch.mask)
    out = out.float()
    targets = torch.from_numpy(examples.targets[rows]).float()
    if task == "moods":
        return mood_loss(out[:, LABELS:], targets) * MOOD_WEIGHT
    loss = functional.binary_cross_entropy_with_logits(out[:, :LABELS], targets)
    return loss * LABELS * EMOTION_WEIGHT


def mood_loss(moods: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Mean squared error over the targets that are numbers."""
    there = ~targets.isnan()
    return functional.mse_loss(moods[there], targets[there])


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
