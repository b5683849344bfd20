"""Questions and reasons for each thinking trap: several wordings each, plain and warm."""

from typing import NamedTuple

from corvia_local.model.reflection import DistortionType


class Wordings(NamedTuple):
    """Questions to choose from, and why the question is asked."""

    questions: tuple[str, ...]
    because: str


WORDINGS: dict[DistortionType, Wordings] = {
    "all_or_nothing": Wordings(
        (
            "Is there anything between all and nothing here?",
            "If 0 is nothing and 10 is perfect, which number was it really?",
            "Which part of it went a little right?",
        ),
        "This sounds like all or nothing. Most things lie somewhere between.",
    ),
    "overgeneralization": Wordings(
        (
            "Can you think of one time when it went another way?",
            "Is it every time, or was it this time?",
            "What was different on a day when it did not happen?",
        ),
        "One time can feel like every time, above all on a bad day.",
    ),
    "mental_filter": Wordings(
        (
            "What else was there, next to this one thing?",
            "If a friend had been there, what else would they tell about it?",
            "What would stay if you took this one moment out?",
        ),
        "One hard moment can fill the whole picture.",
    ),
    "disqualifying_positive": Wordings(
        (
            "If a friend had done this, would you say that it does not count?",
            "What did you do yourself so that it could go well?",
            "What changes if it counts, only a little?",
        ),
        "Something good may be in here that was waved away.",
    ),
    "mind_reading": Wordings(
        (
            "Did they say so, or is it a guess?",
            "What else could have been in their mind?",
            "How could you find out what they think?",
        ),
        "What others think is hard to see from outside.",
    ),
    "fortune_telling": Wordings(
        (
            "What else could happen?",
            "How often has a fear like this come true, and how often not?",
            "If it goes halfway well, what does that look like?",
        ),
        "This speaks about later as if it were already known.",
    ),
    "magnification": Wordings(
        (
            "How big will this be in a week, or in a year?",
            "If it does happen, what would help you through the first hour?",
            "What would you tell a friend about how big it is?",
        ),
        "When we are upset, things look larger than they may be later.",
    ),
    "emotional_reasoning": Wordings(
        (
            "What do you feel, and what do you know?",
            "If the feeling were quieter, what would you see?",
            "Can the feeling be strong and the thought still be wrong?",
        ),
        "A strong feeling can sound like a fact.",
    ),
    "should_statements": Wordings(
        (
            "Whose rule is this, and is it kind to you today?",
            "What happens if you say “I would like to” instead?",
            "Would you ask the same of a friend who had your day?",
        ),
        "A “should” or a “must” can press harder than it helps.",
    ),
    "labeling": Wordings(
        (
            "What happened, if you tell it without the name?",
            "Is this word about one moment, or about a whole person?",
            "Which other words are true as well?",
        ),
        "A single word is small for a whole person.",
    ),
    "personalization": Wordings(
        (
            "What else had a part in this?",
            "Which share of it was in your hands?",
            "Who else made a choice here?",
        ),
        "You may be carrying more of this than is yours.",
    ),
}

OPEN_QUESTIONS: tuple[str, ...] = (
    "What would you say to a friend who had written this?",
    "What do you need most right now?",
    "Is there one thing in this that is a little lighter than the rest?",
)
OPEN_BECAUSE = "This sounds heavy. A second look, from a friend's place, sometimes helps."
