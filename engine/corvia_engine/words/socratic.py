"""Questions to find out, not to win: fitted to the kind of thought and to its own words.

The kinds are those commonly taught (clarify, evidence, another view, assumption, consequence); the
words are our own.
"""

# ruff: noqa: E501 (patterns read better unbroken)

import re
import zlib
from typing import NamedTuple

from corvia_engine.words.clauses import quoted
from corvia_engine.words.reframe_wordings import WORDINGS
from corvia_local.model.reflection import DistortionType

LONGEST_FOCUS = 60


class _Focus(NamedTuple):
    """Words of the thought that a question takes up, and the question with their place."""

    pattern: re.Pattern[str]
    question: str


def _focus(pattern: str, question: str) -> _Focus:
    return _Focus(re.compile(pattern, re.IGNORECASE), question)


_ABSOLUTE = r"\b(?P<word>always|never|every time|all the time|everyone|everybody|nobody|no one|nothing|everything|completely|totally)\b"
_FOCUSED: dict[DistortionType, _Focus] = {
    "all_or_nothing": _focus(_ABSOLUTE, "You wrote “{word}”. Is there anything between that and its opposite?"),
    "overgeneralization": _focus(_ABSOLUTE, "You wrote “{word}”. Can you think of one time when it was different?"),
    "mind_reading": _focus(r"\b(?P<word>he|she)\b", "Did {word} say so, or is it a guess?"),
    "fortune_telling": _focus(r"(?<!that's )(?<!that )\b(?P<word>(?:will|won't|going to|gonna) [\w' ]{3,50}?)(?=[,.;!?]|$| but | because )", "You wrote “{word}”. What else could happen?"),
    "magnification": _focus(r"\b(?P<word>worst|disaster|horrible|terrible|awful|nightmare|ruined|unbearable|catastrophe)\b", "“{word}” is how big it feels now. How big may it be in a week?"),
    "emotional_reasoning": _focus(r"\bI(?:'m| am)? (?:feel|felt|so) (?P<word>[a-z]{3,20})\b", "If you felt less {word}, would the thought look the same?"),
    "should_statements": _focus(r"\b(?P<word>(?:should(?:n't)?|must|ought to|have to) [\w' ]{2,50}?)(?=[,.;!?]|$| but | because )", "You wrote “{word}”. Whose rule is that, and is it kind to you today?"),
    "labeling": _focus(r"\b(?:I'm|I am|he's|he is|she's|she is) (?:just |such |so |only )*(?:an? )?(?:total |complete )?(?P<word>[a-z-]{3,20})\b", "What happened, if you tell it without the word “{word}”?"),
    "personalization": _focus(r"\b(?P<word>my fault|because of me|I ruined[\w' ]{0,30}|blame me|blame myself)\b", "You wrote “{word}”. What else, or who else, had a part in it?"),
    "disqualifying_positive": _focus(r"\b(?P<word>doesn't count|didn't count|just luck|only luck|only because|just being nice|anyone could)\b", "You wrote “{word}”. Would you say that to a friend who had done it?"),
}  # fmt: skip

_FOR = (
    "What did you see or hear that speaks for {thought}?",
    "Which fact holds {thought} up the most?",
)
_AGAINST = (
    "Is there anything, even small, that does not fit with {thought}?",
    "If a friend had written {thought}, what would you point out to them?",
)
_BALANCED = (
    "Which words are fair to both sides of it?",
    "How would someone who is fond of you say it?",
)


def question_for(trap: DistortionType, thought: str) -> str:
    """Ask one question that fits a thought: with its own words where they show the trap."""
    if (focus := _FOCUSED.get(trap)) and (found := focus.pattern.search(thought.replace("’", "'"))):
        word = found["word"].strip()
        if len(word) <= LONGEST_FOCUS:
            return _capital(focus.question.format(word=_as_asked(trap, word)))
    return _one_of(WORDINGS[trap].questions, thought)


def questions_about(thought: str, trap: DistortionType | None, step: str) -> tuple[str, ...]:
    """Ask up to two questions for a step of the record: evidence_for, evidence_against, balanced."""
    shown = quoted(thought)
    kinds = {"evidence_for": _FOR, "evidence_against": _AGAINST, "balanced": _BALANCED}.get(step)
    if kinds is None:
        return ()
    first = _one_of(kinds, thought).format(thought=shown)
    if step == "evidence_for":
        return (first,)
    if step == "evidence_against" and trap is not None:
        return (question_for(trap, thought), first)
    return (first,)


def _one_of(wordings: tuple[str, ...], seed: str) -> str:
    return wordings[zlib.crc32(seed.encode("utf-8", "surrogatepass")) % len(wordings)]


def _as_asked(trap: DistortionType, word: str) -> str:
    return word.lower() if trap == "mind_reading" else word


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
