"""Words for feelings near a mood, to choose from."""

import math

from corvia_local.model.mood import Mood

ANGLES = {
    "happy": 7.8,
    "delighted": 24.9,
    "excited": 48.6,
    "astonished": 69.8,
    "aroused": 73.8,
    "tense": 92.8,
    "alarmed": 96.5,
    "angry": 99.0,
    "afraid": 116.0,
    "annoyed": 123.0,
    "distressed": 138.0,
    "frustrated": 141.0,
    "miserable": 188.7,
    "sad": 207.5,
    "gloomy": 209.0,
    "bored": 242.0,
    "droopy": 256.7,
    "tired": 267.7,
    "sleepy": 271.9,
    "calm": 316.2,
    "relaxed": 318.0,
    "satisfied": 319.0,
    "at ease": 321.0,
    "content": 323.0,
    "serene": 328.6,
    "glad": 349.0,
    "pleased": 353.2,
}
"""Degrees from pleasant, counter-clockwise, as people placed the words on a circle (Russell 1980,
direct circular scaling); “depressed” is left out, as it is a diagnosis too."""

IN_THE_MIDDLE = ("all right", "mixed", "numb", "quiet", "waiting", "unsure")
"""For a mood near the middle, which has no direction."""

MIDDLE = 0.25
COUNT = 8


def near_words(mood: Mood) -> tuple[str, ...]:
    """Give some words for feelings, the nearest by their direction first."""
    if math.hypot(mood.valence, mood.arousal) < MIDDLE:
        return IN_THE_MIDDLE
    angle = math.degrees(math.atan2(mood.arousal, mood.valence))
    return tuple(sorted(ANGLES, key=lambda word: (_apart(ANGLES[word], angle), word))[:COUNT])


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)
