"""A thought looked at step by step, by one of three doors; and what each step asks."""

from typing import Annotated, Literal, NamedTuple, get_args

import msgspec
from msgspec import Meta

LONGEST_ANSWER = 8_000
"""Code points of one answer."""

Answer = Annotated[str, Meta(max_length=LONGEST_ANSWER)]
Percent = Annotated[int, Meta(ge=0, le=100)]
"""A strength or a belief: 0 not at all, 100 as strong as it can be (SUDS, Wolpe 1969)."""

Door = Literal["thought", "acceptance", "body"]
"""Looking at the thought (cognitive), making room for it (ACT), or the body."""

DOORS: tuple[Door, ...] = get_args(Door)


class ThoughtRecord(msgspec.Struct, frozen=True):
    """What a person wrote on the way through one door; every answer may be empty or None.

    `entry_id` names the entry it began from, or is None. `finished_at` is None while it may be
    gone on with. `belief` is in the thought, `strength` that of the emotion, each before and after.
    Columns of a thought record as commonly taught; the words for them are our own.
    """

    id: str
    entry_id: str | None
    door: Door
    begun_at: str
    finished_at: str | None = None
    situation: Answer = ""
    thought: Answer = ""
    emotion: Answer = ""
    strength_before: Percent | None = None
    belief_before: Percent | None = None
    evidence_for: Answer = ""
    evidence_against: Answer = ""
    balanced: Answer = ""
    matters: Answer = ""
    body_place: Answer = ""
    belief_after: Percent | None = None
    strength_after: Percent | None = None
    behaviour: Answer = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return not any(getattr(self, name) not in ("", None) for name in ANSWER_NAMES)


WORD_ANSWERS: tuple[str, ...] = (
    "situation", "thought", "emotion", "evidence_for", "evidence_against", "balanced",
    "matters", "body_place", "behaviour",
)  # fmt: skip
"""Answers in words."""

PERCENT_ANSWERS: tuple[str, ...] = (
    "strength_before", "belief_before", "belief_after", "strength_after",
)  # fmt: skip
"""Answers from 0 to 100."""

ANSWER_NAMES = WORD_ANSWERS + PERCENT_ANSWERS


class Step(NamedTuple):
    """One question. `answer` names the field that it fills, or is "" where it is only done.

    `kind`: words, percent, or an exercise (naming, breathing, grounding).
    """

    answer: str
    kind: Literal["words", "percent", "naming", "breathing", "grounding"]
    question: str
    hint: str


_SITUATION = Step(
    "situation", "words", "What happened?", "Where, when, who. Only what a camera would have seen."
)
_THOUGHT = Step(
    "thought", "words", "Which thought hurts most?", "In the words in which it comes to you."
)
_EMOTION = Step("emotion", "words", "What do you feel?", "A word or two, such as sad, or ashamed.")
_STRENGTH_BEFORE = Step(
    "strength_before", "percent", "How strong is that feeling now?",
    "0 is not at all, 100 is as strong as it can be.",
)  # fmt: skip
_BELIEF_BEFORE = Step(
    "belief_before", "percent", "How true does the thought feel now?",
    "0 is not true at all, 100 is completely true.",
)  # fmt: skip
_BELIEF_AFTER = Step(
    "belief_after", "percent", "How true does the first thought feel now?",
    "The same, less or more: each is an answer.",
)  # fmt: skip
_STRENGTH_AFTER = Step(
    "strength_after", "percent", "How strong is the feeling now?",
    "The same, less or more: each is an answer.",
)  # fmt: skip
_EMOTION_IN_THE_BODY = Step(
    "emotion", "words", "What is here right now?", "A feeling, or plain words like tense, or tired."
)

STEPS: dict[Door, tuple[Step, ...]] = {
    "thought": (
        _SITUATION,
        _THOUGHT,
        _EMOTION,
        _STRENGTH_BEFORE,
        _BELIEF_BEFORE,
        Step("evidence_for", "words", "What speaks for the thought?",
             "Things that happened, not how they felt."),
        Step("evidence_against", "words", "What does not fit with it?",
             "Small things count too. It may also be that nothing comes to mind."),
        Step("balanced", "words", "How could you say it, so that it is fair to all of that?",
             "Take a proposal and change it, or write your own."),
        _BELIEF_AFTER,
        _STRENGTH_AFTER,
        Step("behaviour", "words", "Is there something small that you want to try?",
             "Something that you could do in a few minutes. Nothing is a fine answer."),
    ),
    "acceptance": (
        _THOUGHT,
        _EMOTION,
        _STRENGTH_BEFORE,
        _BELIEF_BEFORE,
        Step("", "naming", "Read it once like this, slowly.", ""),
        Step("matters", "words", "What matters to you here?",
             "Under the hurt there is often something that you care about."),
        Step("behaviour", "words", "Which small step goes in that direction?",
             "So small that it fits into today. It may be done with the thought still there."),
        _STRENGTH_AFTER,
        _BELIEF_AFTER,
    ),
    "body": (
        _EMOTION_IN_THE_BODY,
        _STRENGTH_BEFORE,
        Step("", "grounding", "First, the room around you.", ""),
        Step("body_place", "words", "Where do you notice it?",
             "A place in the body, or at its edge. It can stir things up; you may leave it out."),
        Step("", "breathing", "A few minutes of gentle breath.", ""),
        _STRENGTH_AFTER,
    ),
}  # fmt: skip
"""The questions of each door, in order. Every one can be left out, and every door left."""

DOOR_TITLES: dict[Door, str] = {
    "thought": "Look at the thought",
    "acceptance": "Make room for the thought",
    "body": "Come back to the body",
}
DOOR_HINTS: dict[Door, str] = {
    "thought": "Question by question, to words that are fair to you.",
    "acceptance": "Let it be there, and find what matters and one small step.",
    "body": "The room around you, then gentle breath.",
}
