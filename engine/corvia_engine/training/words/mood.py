"""How moods are brought to -1…1, and what the emotions add to them."""

import numpy as np

SPREAD = 0.4
"""Standard deviation that predictions get before they are softened to -1…1. EmoBank's raters stay
close to the middle (gold SD 0.35 and 0.26 of 1–5), and regression shrinks further: unscaled, even a
very sad text would lie near 0."""

MIDDLE = 3.0
EMOTION_SHARES = (0.15, 0.15)
"""Shares of valence and arousal that come from the emotions' places. On EmoBank's dev split they
cost .002 and .012 of r; on journal texts of our own they gain .004 and .03."""

PLACES: dict[str, tuple[float, float]] = {
    "admiration": (0.6, 0.2),
    "amusement": (0.7, 0.4),
    "anger": (-0.7, 0.7),
    "annoyance": (-0.5, 0.4),
    "approval": (0.4, 0.0),
    "caring": (0.5, -0.1),
    "confusion": (-0.2, 0.2),
    "curiosity": (0.2, 0.4),
    "desire": (0.3, 0.4),
    "disappointment": (-0.6, -0.2),
    "disapproval": (-0.5, 0.2),
    "disgust": (-0.7, 0.3),
    "embarrassment": (-0.5, 0.3),
    "excitement": (0.7, 0.8),
    "fear": (-0.7, 0.7),
    "gratitude": (0.7, 0.1),
    "grief": (-0.9, -0.1),
    "joy": (0.9, 0.5),
    "love": (0.8, 0.3),
    "nervousness": (-0.4, 0.6),
    "optimism": (0.6, 0.2),
    "pride": (0.7, 0.4),
    "realization": (0.1, 0.1),
    "relief": (0.5, -0.4),
    "remorse": (-0.6, 0.0),
    "sadness": (-0.7, -0.4),
    "surprise": (0.2, 0.6),
    "neutral": (0.0, 0.0),
}
"""Valence and arousal of each label, placed by us after the words' region in Russell's circumplex
(1980): which side, which half, near the rim or the middle. No published norm list is used."""

PLACE_GAIN = (1.2, 1.5)
"""Stretches the places, since probabilities of a sentence seldom add up to 1."""


def gain_for(predicted: np.ndarray) -> float:
    """Give the gain that spreads held-out predictions to SPREAD."""
    return float(SPREAD / predicted.std())


def correlation(predicted: np.ndarray, gold: np.ndarray) -> float:
    """Pearson's r."""
    return float(np.corrcoef(predicted, gold)[0, 1])


def scaled_error(predicted: np.ndarray, gold: np.ndarray) -> float:
    """Root-mean-square error on -1…1 between predictions in that unit and the raters' scores.

    The raters' scores are brought to the spread SPREAD and to the predictions' mean, since both
    hold the same sentences and neither scale has a fixed unit.
    """
    theirs = SPREAD / gold.std() * (gold - gold.mean()) + predicted.mean()
    theirs = theirs / np.sqrt(1 + theirs**2)
    return float(np.sqrt(np.mean((predicted - theirs) ** 2)))
