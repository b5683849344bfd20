"""A mood in words: by quadrant and distance in Russell's circumplex."""

import math

from corvia_local.language import mark, tr
from corvia_local.model.mood import Mood
from corvia_tui.wording.figures import decimal

LITTLE = 0.12
"""Below this share of the scale a value is called neither the one nor the other."""

_BY_ANGLE = (
    (mark("content"), mark("pleased"), mark("glad")),
    (mark("awake and cheerful"), mark("lively"), mark("elated")),
    (mark("stirred"), mark("restless"), mark("very stirred up")),
    (mark("uneasy"), mark("tense"), mark("very distressed")),
    (mark("a little low"), mark("unhappy"), mark("miserable")),
    (mark("subdued"), mark("low"), mark("very low")),
    (mark("still"), mark("tired"), mark("spent")),
    (mark("at ease"), mark("calm"), mark("deeply calm")),
)
"""Words for eighths of the plane from pleasant, counter-clockwise, by growing distance; placed
after the circular order of Russell (1980)."""


def mood_words(mood: Mood) -> str:
    """Name a mood, such as “uneasy”; near the middle it is “neither here nor there”."""
    distance = math.hypot(mood.valence, mood.arousal)
    if distance < LITTLE:
        return tr("neither up nor down")
    eighth = round(math.atan2(mood.arousal, mood.valence) / (math.pi / 4)) % 8
    near, middle, far = _BY_ANGLE[eighth]
    if distance < 0.4:
        return tr(near)
    return tr(middle if distance < 0.8 else far)


def pleasantness_words(value: float) -> str:
    """Put a valence into words."""
    return _graded(value, tr("unpleasant"), tr("pleasant"))


def energy_words(value: float) -> str:
    """Put an arousal into words."""
    return _graded(value, tr("quiet"), tr("lively"))


def _graded(value: float, low: str, high: str) -> str:
    size = abs(value)
    if size < LITTLE:
        return tr("in the middle")
    degree = tr("a little") if size < 0.35 else tr("rather") if size < 0.65 else tr("very")
    return f"{degree} {high if value > 0 else low}"


def error_words(error: float) -> str:
    """Say how far off an estimate usually is. The scale from -1 to 1 is two long."""
    if error < 0.15:
        return tr("fairly close")
    return tr("roughly") if error < 0.3 else tr("very roughly")


def figure(value: float) -> str:
    """Write a value with its sign and a true minus."""
    sign = "−" if value < 0 else "+"
    return sign + decimal(abs(value), 2)
