"""What the thinking branch learns from: thoughts with a trap, without one, and words of harm."""

import random
from dataclasses import dataclass

import numpy as np

from corvia_engine.training.words import caring, corpora, posts, traps
from corvia_engine.training.words.thinking import SKIPPED
from corvia_local.model.reflection import DISTORTION_TYPES

FROM_REDDIT, FROM_EMOBANK, FROM_REFRAMES = 4500, 1200, 1000
REFRAMES_IN_POSTS = 150
HEAVY_IN_POSTS = 500
HEAVY = ("anger", "disappointment", "fear", "grief", "nervousness", "remorse", "sadness")
DRAWN_POSTS = 1500
OWN_REPEATS = 3
"""Our own sentences and posts are taken so often in one pass."""


@dataclass(frozen=True)
class ThoughtParts:
    """Our own sentences, our own posts, and sentences with an unnamed trap, in three parts each."""

    sentences: traps.Parts
    posts: traps.Parts
    untyped: traps.Parts


@dataclass(frozen=True)
class Targets:
    """Texts with targets; see thinking.Thoughts."""

    texts: list[str]
    distorted: np.ndarray
    types: np.ndarray
    harmful: np.ndarray


def read_parts() -> ThoughtParts:
    """Read and split all of them."""
    distorted = corpora.read_distorted()
    untyped = traps.Labelled(distorted, [traps.UNTYPED] * len(distorted))
    return ThoughtParts(
        traps.split(traps.read_sentences()), traps.split(traps.read_posts()), traps.split(untyped)
    )


def training_targets(
    parts: ThoughtParts, goemotions: corpora.EmotionCorpus, emobank: corpora.MoodCorpus, seed: int
) -> Targets:
    """Put together one pass: everyday sentences and kind wordings are taken as without a trap."""
    rng = random.Random(seed)
    reframes = corpora.read_reframes("train")
    own = parts.sentences.train
    everyday = rng.sample(goemotions.texts["train"], FROM_REDDIT)
    everyday += rng.sample(emobank.texts["train"], FROM_EMOBANK)
    everyday += rng.sample(reframes, FROM_REFRAMES)
    around = own.only(with_trap=False).texts + rng.sample(reframes, REFRAMES_IN_POSTS)
    around += rng.sample(heavy_sentences(goemotions), HEAVY_IN_POSTS)
    drawn = posts.draw_posts(own.only(with_trap=True), around, DRAWN_POSTS, rng)
    plain = traps.Labelled(everyday, [traps.NO_TRAP] * len(everyday))
    told = parts.untyped.train + drawn + plain
    for _ in range(OWN_REPEATS):
        told = told + own + parts.posts.train
    cases = caring.read_cases("care_development.txt")
    return Targets(
        told.texts + [text for text, _ in cases],
        np.array([float(k != traps.NO_TRAP) for k in told.kinds] + [SKIPPED] * len(cases)),
        np.array([_row(kind) for kind in told.kinds] + [-1] * len(cases)),
        np.array([0.0] * len(told.kinds) + [float(level != "none") for _, level in cases]),
    )


def heavy_sentences(goemotions: corpora.EmotionCorpus) -> list[str]:
    """Give the training sentences of heavy emotions, which a long post without a trap may hold."""
    columns = [goemotions.labels.index(label) for label in HEAVY]
    marked = goemotions.marks["train"][:, columns].any(axis=1)
    return [text for text, m in zip(goemotions.texts["train"], marked, strict=True) if m]


def _row(kind: str) -> int:
    return DISTORTION_TYPES.index(kind) if kind in DISTORTION_TYPES else -1
