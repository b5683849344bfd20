"""A mood in words: by quadrant and distance in Russell's circumplex."""

import math

from corvia_local.model.mood import Mood

LITTLE = 0.12
"""Below this share of the scale a value is called neither the one nor the other."""

_BY_ANGLE = (
    ("content", "pleased", "glad"),
    ("awake and cheerful", "lively", "elated"),
    ("stirred", "restless", "very stirred up"),
    ("uneasy", "tense", "very distressed"),
    ("a little low", "unhappy", "miserable"),
    ("subdued", "low", "very low"),
    ("still", "tired", "spent"),
    ("at ease", "calm", "deeply calm"),
)
"""Words for eighths of the plane from pleasant, counter-clockwise, by growing distance; placed
after the circular order of Russell (1980)."""


def mood_words(mood: Mood) -> str:
    """Name a mood, such as “uneasy”; near the middle it is “neither here nor there”."""
    distance = math.hypot(mood.valence, mood.arousal)
    if distance < LITTLE:
        return "neither up nor down"
    eighth = round(math.atan2(mood.arousal, mood.valence) / (math.pi / 4)) % 8
    near, middle, far = _BY_ANGLE[eighth]
    if distance < 0.4:
        return near
    return middle if distance < 0.8 else far


def pleasantness_words(value: float) -> str:
    """Put a valence into words."""
    return _graded(value, "unpleasant", "pleasant")


def energy_words(value: float) -> str:
    """Put an arousal into words."""
    return _graded(value, "quiet", "lively")


def _graded(value: float, low: str, high: str) -> str:
    size = abs(value)
    if size < LITTLE:
        return "in the middle"
    degree = "a little" if size < 0.35 else "rather" if size < 0.65 else "very"
    return f"{degree} {high if value > 0 else low}"


def error_words(error: float) -> str:
    """Say how far off an estimate usually is. The scale from -1 to 1 is two long."""
    if error < 0.15:
        return "fairly close"
    return "roughly" if error < 0.3 else "very roughly"


def figure(value: float) -> str:
    """Write a value with its sign and a true minus."""
    return f"{value:+.2f}".replace("-", "−")
