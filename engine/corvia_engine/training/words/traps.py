"""Thinking traps: first whether there is any, then which."""

import random
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from corvia_engine.training.words.corpora import HERE
from corvia_engine.training.words.emotions import fit_platt, sigmoid

NO_TRAP = "none"
UNTYPED = "untyped"
TEST_SHARE = 0.25
SEED = 20
GATE_C = 1.0
TYPE_C = 2.0
CUE_SCALE = 0.7


@dataclass(frozen=True)
class Labelled:
    """Sentences with their trap, `none`, or `untyped` where a trap stands but which is unknown."""

    texts: list[str]
    kinds: list[str]


@dataclass(frozen=True)
class TrapHead:
    """Weights of the gate (column 0) and of the types, on n-grams and on cues."""

    weights: np.ndarray
    cue_weights: np.ndarray
    bias: np.ndarray
    gate_calibration: tuple[float, float]


def read_own_sentences() -> Labelled:
    """Read the sentences written for this project."""
    texts, kinds, kind = [], [], ""
    for line in (HERE / "thinking_traps.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            texts.append(line)
            kinds.append(kind)
    for line in (HERE / "no_trap.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            texts.append(line)
            kinds.append(NO_TRAP)
    return Labelled(texts, kinds)


def split(labelled: Labelled) -> tuple[Labelled, Labelled]:
    """Hold out a quarter of each kind, by a fixed shuffle."""
    train: list[tuple[str, str]] = []
    test: list[tuple[str, str]] = []
    for kind in sorted(set(labelled.kinds)):
        own = [text for text, k in zip(labelled.texts, labelled.kinds, strict=True) if k == kind]
        random.Random(SEED).shuffle(own)
        cut = round(len(own) * TEST_SHARE)
        test += [(text, kind) for text in own[:cut]]
        train += [(text, kind) for text in own[cut:]]
    return _labelled(train), _labelled(test)


def _labelled(pairs: list[tuple[str, str]]) -> Labelled:
    return Labelled([text for text, _ in pairs], [kind for _, kind in pairs])


def train_traps(
    features: sp.csr_matrix, cues: np.ndarray, kinds: list[str], types: tuple[str, ...]
) -> TrapHead:
    """Fit the gate on all sentences and the types on those whose trap is named."""
    stacked = sp.hstack([features, sp.csr_matrix(cues * CUE_SCALE)]).tocsr()
    distorted = np.array([kind != NO_TRAP for kind in kinds]).astype(int)
    gate = _fit_gate(stacked, distorted)
    out_of_fold = np.zeros(len(kinds))
    folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
    for inside, outside in folds.split(stacked, distorted):
        fold = _fit_gate(stacked[inside], distorted[inside])
        out_of_fold[outside] = fold.decision_function(stacked[outside])
    named = np.array([kind in types for kind in kinds])
    which = np.array([types.index(kind) if kind in types else -1 for kind in kinds])
    typing = LogisticRegression(C=TYPE_C, max_iter=2000).fit(stacked[named], which[named])
    count = features.shape[1]
    coefficients = np.vstack([gate.coef_, typing.coef_]).T
    return TrapHead(
        coefficients[:count],
        coefficients[count:] * CUE_SCALE,
        np.concatenate([gate.intercept_, typing.intercept_]),
        fit_platt(out_of_fold, distorted),
    )


def _fit_gate(stacked: sp.csr_matrix, distorted: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=GATE_C, solver="liblinear", random_state=SEED).fit(
        stacked, distorted
    )


def gate_probabilities(head: TrapHead, features: sp.csr_matrix, cues: np.ndarray) -> np.ndarray:
    """Give the probability that any trap stands in each sentence."""
    logits = features @ head.weights[:, 0] + cues @ head.cue_weights[:, 0] + head.bias[0]
    return sigmoid(head.gate_calibration[0] * logits + head.gate_calibration[1])
