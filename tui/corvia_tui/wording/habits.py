"""Thinking habits in plain words: what each is, and what can be asked of it.

The list is Burns' (1980), in our own words.
"""

from dataclasses import dataclass

from corvia_local.language import mark, tr
from corvia_local.model.reflection import DistortionType


@dataclass(frozen=True)
class Habit:
    """A thinking habit's everyday name, and what it does."""

    name: str
    does: str


HABITS: dict[DistortionType, Habit] = {
    "all_or_nothing": Habit(
        mark("All or nothing"),
        mark("There are only two boxes, all good and all bad, and the middle has no place."),
    ),
    "overgeneralization": Habit(
        mark("One time becomes always"),
        mark("Something happened once or twice, and the thought makes it a rule: always, never."),
    ),
    "mental_filter": Habit(
        mark("Seeing only the one spot"),
        mark("One thing that hurt fills the whole picture, and the rest drops out of sight."),
    ),
    "disqualifying_positive": Habit(
        mark("The good does not count"),
        mark("Something good happened, and the thought finds a reason why it does not count."),
    ),
    "mind_reading": Habit(
        mark("Reading minds"),
        mark("It feels certain what others think, though they have not said it."),
    ),
    "fortune_telling": Habit(
        mark("Telling the future"),
        mark("A bad outcome is treated as settled, though it has not happened yet."),
    ),
    "magnification": Habit(
        mark("Making it bigger"),
        mark("What went wrong grows very large, or what went well shrinks to nothing."),
    ),
    "emotional_reasoning": Habit(
        mark("It feels so, therefore it is so"),
        mark("A strong feeling is taken as proof of how things are."),
    ),
    "should_statements": Habit(
        mark("Should and must"),
        mark("A rule presses on you or on others, and falling short of it feels like guilt."),
    ),
    "labeling": Habit(
        mark("A label for a whole person"),
        mark("One act becomes a name for all of someone: a failure, an idiot."),
    ),
    "personalization": Habit(
        mark("Taking it all on yourself"),
        mark("You carry the blame for something that had many causes."),
    ),
}


def likelihood_words(p: float) -> str:
    """Put a calibrated probability into words."""
    if p >= 0.75:
        return tr("quite likely")
    return tr("perhaps") if p >= 0.4 else tr("only a trace")
