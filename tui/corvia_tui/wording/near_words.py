"""Words for feelings near a mood, to choose from."""

import math

from corvia_local.language import mark, tr
from corvia_local.model.mood import Mood

ANGLES = {
    mark("happy"): 7.8,
    mark("delighted"): 24.9,
    mark("excited"): 48.6,
    mark("astonished"): 69.8,
    mark("aroused"): 73.8,
    mark("tense"): 92.8,
    mark("alarmed"): 96.5,
    mark("angry"): 99.0,
    mark("afraid"): 116.0,
    mark("annoyed"): 123.0,
    mark("distressed"): 138.0,
    mark("frustrated"): 141.0,
    mark("miserable"): 188.7,
    mark("sad"): 207.5,
    mark("gloomy"): 209.0,
    mark("bored"): 242.0,
    mark("droopy"): 256.7,
    mark("tired"): 267.7,
    mark("sleepy"): 271.9,
    mark("calm"): 316.2,
    mark("relaxed"): 318.0,
    mark("satisfied"): 319.0,
    mark("at ease"): 321.0,
    mark("content"): 323.0,
    mark("serene"): 328.6,
    mark("glad"): 349.0,
    mark("pleased"): 353.2,
}
"""Degrees from pleasant, counter-clockwise, as people placed the words on a circle (Russell 1980,
direct circular scaling); “depressed” is left out, as it is a diagnosis too."""

IN_THE_MIDDLE = (
    mark("all right"),
    mark("mixed"),
    mark("numb"),
    mark("quiet"),
    mark("waiting"),
    mark("unsure"),
)
"""For a mood near the middle, which has no direction."""

MIDDLE = 0.25
COUNT = 8


def near_words(mood: Mood) -> tuple[str, ...]:
    """Give some words for feelings, the nearest by their direction first."""
    if math.hypot(mood.valence, mood.arousal) < MIDDLE:
        return tuple(map(tr, IN_THE_MIDDLE))
    angle = math.degrees(math.atan2(mood.arousal, mood.valence))
    nearest = sorted(ANGLES, key=lambda word: (_apart(ANGLES[word], angle), word))[:COUNT]
    return tuple(map(tr, nearest))


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)
