"""Ridge regression of valence and arousal on EmoBank, helped by the emotion logits."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import Ridge

REGULARISATION = 3.0
LOGIT_SCALE = 0.1
NEUTRAL = 3.0
SPREAD = 0.4
"""Standard deviation that predictions get on the scale -1…1. EmoBank's raters stay close to the
middle (gold SD 0.35 and 0.26 of 1–5), and regression shrinks further: unscaled, even a very sad
text would lie near 0."""


@dataclass(frozen=True)
class MoodHead:
    """`weights` (features × 2) and `bias` give valence and arousal on the scale 1–5."""

    weights: np.ndarray
    bias: np.ndarray

    def scores(self, features: sp.csr_matrix) -> np.ndarray:
        """Give scores on the scale 1–5."""
        return features @ self.weights + self.bias


def train_mood(
    features: sp.csr_matrix,
    emotion_weights: np.ndarray,
    emotion_bias: np.ndarray,
    scores: np.ndarray,
) -> MoodHead:
    """Fit on n-grams and emotion logits; both are linear, so they fold into one matrix."""
    logits = (features @ emotion_weights + emotion_bias) * LOGIT_SCALE
    model = Ridge(alpha=REGULARISATION).fit(sp.hstack([features, logits]).tocsr(), scores[:, :2])
    own, through = model.coef_[:, : features.shape[1]].T, model.coef_[:, features.shape[1] :].T
    return MoodHead(
        own + emotion_weights @ through * LOGIT_SCALE,
        model.intercept_ + emotion_bias @ through * LOGIT_SCALE,
    )


def gain_for(predicted: np.ndarray) -> float:
    """Give the gain that spreads held-out predictions to SPREAD around NEUTRAL."""
    return float(SPREAD / predicted.std())


def correlation(predicted: np.ndarray, gold: np.ndarray) -> float:
    """Pearson's r."""
    return float(np.corrcoef(predicted, gold)[0, 1])


def scaled_error(predicted: np.ndarray, gold: np.ndarray, gain: float) -> float:
    """Root-mean-square error on -1…1.

    The prediction is stretched by `gain`; the raters' score is stretched to the same spread, since
    both scales hold the same sentences.
    """
    ours = np.clip(gain * (predicted - NEUTRAL), -1, 1)
    theirs = np.clip(SPREAD / gold.std() * (gold - NEUTRAL), -1, 1)
    return float(np.sqrt(np.mean((ours - theirs) ** 2)))
