"""One logistic regression a label on GoEmotions; thresholds and calibration from dev."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

INVERSE_REGULARISATION = 2.0
THRESHOLDS = np.arange(0.04, 0.71, 0.02)


@dataclass(frozen=True)
class EmotionHead:
    """`weights` (features × labels) and `bias` give logits; p = sigmoid(slope · logit + shift)."""

    weights: np.ndarray
    bias: np.ndarray
    calibration: np.ndarray
    thresholds: np.ndarray

    def logits(self, features: sp.csr_matrix) -> np.ndarray:
        """Give uncalibrated logits."""
        return features @ self.weights + self.bias

    def probabilities(self, features: sp.csr_matrix) -> np.ndarray:
        """Give calibrated probabilities."""
        return sigmoid(self.logits(features) * self.calibration[:, 0] + self.calibration[:, 1])


def train_emotions(
    train: sp.csr_matrix, marks: np.ndarray, dev: sp.csr_matrix, dev_marks: np.ndarray
) -> EmotionHead:
    """Fit all labels, then a slope and shift a label and the threshold of best F1, both on dev."""
    fitted = [
        fit_logistic(train, marks[:, k], INVERSE_REGULARISATION) for k in range(marks.shape[1])
    ]
    weights = np.column_stack([model.coef_[0] for model in fitted])
    bias = np.array([model.intercept_[0] for model in fitted])
    logits = dev @ weights + bias
    calibration = np.array(
        [fit_platt(logits[:, k], dev_marks[:, k]) for k in range(marks.shape[1])]
    )
    p = sigmoid(logits * calibration[:, 0] + calibration[:, 1])
    thresholds = np.array([best_threshold(p[:, k], dev_marks[:, k]) for k in range(marks.shape[1])])
    return EmotionHead(weights, bias, calibration, thresholds)


def fit_logistic(features: sp.csr_matrix, target: np.ndarray, c: float) -> LogisticRegression:
    """Fit one binary logistic regression."""
    return LogisticRegression(C=c, solver="liblinear", tol=1e-2, random_state=0).fit(
        features, target
    )


def fit_platt(logits: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """Fit slope and shift of a logit (Platt 1999); the slope stays positive."""
    model = LogisticRegression(C=1.0, solver="lbfgs").fit(logits[:, None], target)
    slope, shift = float(model.coef_[0, 0]), float(model.intercept_[0])
    if slope > 0.2:
        return slope, shift
    return 1.0, 0.0


def best_threshold(p: np.ndarray, target: np.ndarray) -> float:
    """Give the threshold of best F1."""
    scores = [f1_score(target, p >= threshold, zero_division=0) for threshold in THRESHOLDS]
    return float(THRESHOLDS[int(np.argmax(scores))])


def calibration_error(p: np.ndarray, target: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error over all cells in equally wide bins (Guo et al. 2017)."""
    p, target = p.ravel(), target.ravel()
    which = np.minimum((p * bins).astype(int), bins - 1)
    total = 0.0
    for bin_ in range(bins):
        inside = which == bin_
        if inside.any():
            total += inside.mean() * abs(p[inside].mean() - target[inside].mean())
    return float(total)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Turn logits into probabilities."""
    return 1 / (1 + np.exp(-logits))
