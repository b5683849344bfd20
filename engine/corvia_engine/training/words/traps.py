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
FOLDS = StratifiedKFold(5, shuffle=True, random_state=SEED)


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
    named = np.array([kind in types for kind in kinds])
    which = np.array([types.index(kind) if kind in types else -1 for kind in kinds])
    out_of_fold = np.zeros(len(kinds))
    types_out_of_fold = np.zeros((len(kinds), len(types)))
    for inside, outside in FOLDS.split(stacked, which):
        fold = _fit_gate(stacked[inside], distorted[inside])
        out_of_fold[outside] = fold.decision_function(stacked[outside])
        inside_named = inside[named[inside]]
        typing = _fit_types(stacked[inside_named], which[inside_named])
        types_out_of_fold[outside] = typing.predict_proba(stacked[outside])
    calibration = fit_platt(out_of_fold, distorted)
    p = sigmoid(calibration[0] * out_of_fold + calibration[1])
    print_thresholds(p, types_out_of_fold, kinds, types)
    gate, typing = _fit_gate(stacked, distorted), _fit_types(stacked[named], which[named])
    count = features.shape[1]
    coefficients = np.vstack([gate.coef_, typing.coef_]).T
    return TrapHead(
        coefficients[:count],
        coefficients[count:] * CUE_SCALE,
        np.concatenate([gate.intercept_, typing.intercept_]),
        calibration,
    )


def print_thresholds(
    p: np.ndarray, type_p: np.ndarray, kinds: list[str], types: tuple[str, ...]
) -> None:
    """Print what thresholds give out of fold, the figures by which they were chosen."""
    best = type_p.argmax(axis=1)
    joint = p * type_p.max(axis=1)
    named = np.array([kind in types for kind in kinds])
    none = np.array([kind == NO_TRAP for kind in kinds])
    right = np.array([types[b] == kind for b, kind in zip(best, kinds, strict=True)])
    for gate in (0.3, 0.4, 0.5):
        for trap in (0.15, 0.2, 0.25, 0.3, 0.35):
            proposed = (p >= gate) & (joint >= trap)
            wrong = proposed & ~right & (named | none)
            precision = (proposed & right).sum() / max(1, (proposed & right).sum() + wrong.sum())
            recall = right[named & proposed].sum() / named.sum()
            alarms = proposed[none].mean()
            print(
                f"out of fold, gate {gate} trap {trap}: recall {recall:.3f},"
                f" precision {precision:.3f}, alarms {alarms:.4f}"
            )


def _fit_types(stacked: sp.csr_matrix, which: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=TYPE_C, max_iter=2000).fit(stacked, which)


def _fit_gate(stacked: sp.csr_matrix, distorted: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=GATE_C, solver="liblinear", random_state=SEED).fit(
        stacked, distorted
    )


def gate_probabilities(head: TrapHead, features: sp.csr_matrix, cues: np.ndarray) -> np.ndarray:
    """Give the probability that any trap stands in each sentence."""
    logits = features @ head.weights[:, 0] + cues @ head.cue_weights[:, 0] + head.bias[0]
    return sigmoid(head.gate_calibration[0] * logits + head.gate_calibration[1])
