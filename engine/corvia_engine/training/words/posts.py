"""Posts put together for training: a sentence with a trap among other sentences.

Whole posts with a named trap are few, so that more are drawn from the sentences of the training
part: two to seven harmless ones, and in most posts one or two with a trap of one kind.
"""

import random
from collections.abc import Sequence

from corvia_engine.training.words.traps import NO_TRAP, Labelled

FEWEST, MOST = 2, 7
SHARE_WITH_TWO = 0.4
SHARE_HARMLESS = 0.5


def draw_posts(
    typed: Labelled, harmless: Sequence[str], count: int, rng: random.Random
) -> Labelled:
    """Draw `count` posts; `typed` holds sentences with a named trap."""
    by_kind: dict[str, list[str]] = {}
    for text, kind in zip(typed.texts, typed.kinds, strict=True):
        by_kind.setdefault(kind, []).append(text)
    kinds = sorted(by_kind)
    texts: list[str] = []
    labels: list[str] = []
    for _ in range(count):
        sentences = rng.sample(list(harmless), rng.randint(FEWEST, MOST))
        label = NO_TRAP
        if rng.random() >= SHARE_HARMLESS:
            label = rng.choice(kinds)
            for text in rng.sample(by_kind[label], 2 if rng.random() < SHARE_WITH_TWO else 1):
                sentences.insert(rng.randint(0, len(sentences)), text)
        texts.append(" ".join(sentences))
        labels.append(label)
    return Labelled(texts, labels)
