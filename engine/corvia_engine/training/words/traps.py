"""Sentences and posts with a named thinking trap, with an unnamed one, and without any."""

import random
import re
from dataclasses import dataclass

from corvia_engine.training.words.corpora import HERE

NO_TRAP = "none"
UNTYPED = "untyped"
TEST_SHARE = 0.25
DEV_SHARE = 0.12
SEED = 20
NEAR = 0.6
"""Two sentences that share so much of their words (Jaccard) do not stand on two sides."""


@dataclass(frozen=True)
class Labelled:
    """Texts with their trap, `none`, or `untyped` where a trap stands but which is unknown."""

    texts: list[str]
    kinds: list[str]

    def __add__(self, other: "Labelled") -> "Labelled":
        return Labelled(self.texts + other.texts, self.kinds + other.kinds)

    def pairs(self) -> list[tuple[str, str]]:
        """Give (text, trap) pairs."""
        return list(zip(self.texts, self.kinds, strict=True))

    def only(self, *, with_trap: bool) -> "Labelled":
        """Keep those with, or those without, a trap."""
        return labelled([pair for pair in self.pairs() if (pair[1] != NO_TRAP) == with_trap])


@dataclass(frozen=True)
class Parts:
    """Three parts without near-duplicates between them."""

    train: Labelled
    dev: Labelled
    test: Labelled


def labelled(pairs: list[tuple[str, str]]) -> Labelled:
    """Make two lists of pairs."""
    return Labelled([text for text, _ in pairs], [kind for _, kind in pairs])


def read_sentences() -> Labelled:
    """Read the sentences written for this project."""
    return _read("thinking_traps.txt", "") + _read("no_trap.txt", NO_TRAP)


def read_posts() -> Labelled:
    """Read the long posts written for this project."""
    return _read("long_posts.txt", "")


def split(texts: Labelled) -> Parts:
    """Hold out a quarter of each kind for testing and an eighth for tuning, by a fixed shuffle.

    What nearly repeats a held-out sentence is dropped from training.
    """
    parts: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for kind in sorted(set(texts.kinds)):
        own = [pair for pair in texts.pairs() if pair[1] == kind]
        random.Random(SEED).shuffle(own)
        test, dev = round(len(own) * TEST_SHARE), round(len(own) * DEV_SHARE)
        parts[2].extend(own[:test])
        parts[1].extend(own[test : test + dev])
        parts[0].extend(own[test + dev :])
    held = [_words(text) for text, _ in parts[1] + parts[2]]
    train = [pair for pair in parts[0] if not _repeats(_words(pair[0]), held)]
    return Parts(labelled(train), labelled(parts[1]), labelled(parts[2]))


def _read(name: str, kind: str) -> Labelled:
    pairs = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            pairs.append((line, kind))
    return labelled(pairs)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z']+", text.lower()))


def _repeats(words: frozenset[str], held: list[frozenset[str]]) -> bool:
    return any(len(words & other) >= NEAR * len(words | other) for other in held)
