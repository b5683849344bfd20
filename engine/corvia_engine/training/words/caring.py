"""How often the care patterns miss, and how often they cry wolf."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.model_selection import StratifiedKFold

from corvia_engine.training.words.corpora import HERE, EmotionCorpus, MoodCorpus
from corvia_engine.training.words.emotions import fit_logistic, fit_platt, sigmoid
from corvia_engine.words.care import crisis

HARM_C = 8.0
MOST_EVERYDAY_ALARMS = 0.001


def read_cases(name: str) -> list[tuple[str, str]]:
    """Read (sentence, level) pairs."""
    cases, level = [], ""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            level = line.strip("[]")
        elif line and not line.startswith("#"):
            cases.append((line, level))
    return cases


@dataclass(frozen=True)
class HarmHead:
    """`weights` and `bias` of one logit; p = sigmoid(slope · logit + shift)."""

    weights: np.ndarray
    bias: float
    calibration: tuple[float, float]
    threshold: float


def train_harm(features: sp.csr_matrix, harmful: np.ndarray) -> HarmHead:
    """Fit what the patterns miss. The threshold lets at most 1 in 1,000 harmless training
    sentences through, each judged by a model that did not see it (five folds).
    """
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    out_of_fold = np.zeros(len(harmful))
    for inside, outside in folds.split(features, harmful):
        fold = fit_logistic(features[inside], harmful[inside], HARM_C)
        out_of_fold[outside] = fold.decision_function(features[outside])
    model = fit_logistic(features, harmful, HARM_C)
    slope, shift = fit_platt(out_of_fold, harmful)
    p = sigmoid(slope * out_of_fold + shift)
    threshold = float(np.quantile(p[harmful == 0], 1 - MOST_EVERYDAY_ALARMS))
    found = float(np.mean(p[harmful == 1] >= threshold))
    print(f"harm head, out of fold: finds {found:.3f} at threshold {threshold:.3f}")
    return HarmHead(model.coef_[0], float(model.intercept_[0]), (slope, shift), threshold)


def print_care(goemotions: EmotionCorpus, emobank: MoodCorpus) -> None:
    """Print miss and false alarm rates on both lists and on unseen everyday sentences."""
    for name in ("care_development.txt", "care_test.txt"):
        cases = [(text, gold, crisis(text).level) for text, gold in read_cases(name)]
        for gold in ("explicit", "soft", "none"):
            levels = [level for _, g, level in cases if g == gold]
            shares = ", ".join(f"{x} {levels.count(x)}" for x in ("explicit", "soft", "none"))
            print(f"{name} {gold} ({len(levels)}): read as {shares}")
    for name, texts in (
        ("GoEmotions test", goemotions.texts["test"]),
        ("EmoBank test", emobank.texts["test"]),
    ):
        levels = [crisis(text).level for text in texts]
        rates = ", ".join(f"{x} {levels.count(x) / len(levels):.4f}" for x in ("explicit", "soft"))
        print(f"{name} ({len(levels)}): {rates}")
