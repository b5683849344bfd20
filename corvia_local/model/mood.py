"""Mood as a point in Russell's circumplex: valence (unpleasant to pleasant), arousal (low to high).

Russell, J. A. (1980). A circumplex model of affect. J. Pers. Soc. Psychol. 39(6).
"""

import math

import msgspec

from corvia_local.errors import BadInput

MILLI = 1000


class MoodOutOfRange(BadInput):
    """A mood value is not a number from -1 to 1."""


class Mood(msgspec.Struct, frozen=True):
    """A mood; both coordinates lie in -1…1."""

    valence: float
    arousal: float

    def __post_init__(self) -> None:
        for name, value in (("valence", self.valence), ("arousal", self.arousal)):
            if not math.isfinite(value) or not -1.0 <= value <= 1.0:
                raise MoodOutOfRange(
                    f"The mood's {name} is {value:g}, but it lies between -1 and 1."
                    " Give two numbers such as -0.6,0.4."
                )

    def in_milli(self) -> tuple[int, int]:
        """Give valence and arousal as integer thousandths, the form that plans and objects hold."""
        return round(self.valence * MILLI), round(self.arousal * MILLI)


def from_milli(valence: int, arousal: int) -> Mood:
    """Make a mood from integer thousandths."""
    return Mood(valence / MILLI, arousal / MILLI)


GOALS: dict[str, Mood] = {
    "calm": Mood(0.5, -0.6),
    "joy": Mood(0.8, 0.4),
    "energy": Mood(0.6, 0.8),
    "release": Mood(0.2, -0.3),
    "comfort": Mood(0.6, -0.3),
}
"""Where a song can lead to, by name; placed by the words' usual place in the circumplex."""


def parse_mood(text: str) -> Mood:
    """Read `V,A` (two numbers in -1…1) or the name of a goal; raise MoodOutOfRange otherwise."""
    if text.strip().lower() in GOALS:
        return GOALS[text.strip().lower()]
    numbers = text.split(",")
    if len(numbers) == 2:
        try:
            return Mood(float(numbers[0]), float(numbers[1]))
        except ValueError:
            pass
    names = ", ".join(GOALS)
    raise MoodOutOfRange(
        f"“{text[:40]}” is not a mood. Give two numbers from -1 to 1 such as -0.6,0.4,"
        f" or a goal: {names}."
    )
