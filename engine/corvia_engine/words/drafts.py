"""First drafts of a kinder wording, made of the person's own sentence where that is safe."""

# ruff: noqa: E501 (patterns read better unbroken)

import re
from collections.abc import Callable

from corvia_engine.words.word_sets import word_set
from corvia_local.model.reflection import DistortionType

LONGEST_THOUGHT = 160

_LEADING = re.compile(
    r"^(?:and|but|so|because|then|also|well|yes|sure|typical|okay|i mean),?\s+", re.I
)
_FRAME = re.compile(
    r"^(?:i (?:just |simply )?(?:know|feel|think|believe|keep thinking|can tell|am sure|bet)"
    r"|i'm (?:sure|certain)) (?:that )?(?=\w+)",
    re.IGNORECASE,
)
_LOWER_FIRST = word_set(
    "a all an another any anyone as at because by each either even every everybody everyone"
    " everything for from he her his how if in it it's its just maybe me men most my never no nobody"
    " not nothing now of on one only our people she should some somebody someone such that the their"
    " there these they this those to tomorrow tonight today unless until we what whatever when"
    " whenever where whoever why will with without women you your"
)
_BODY = re.compile(
    r"\b(?:thin|thinner|slim\w*|skinn\w+|weigh\w*|fat|diet\w*|eat\w*|calor\w+|pounds)\b", re.I
)
_UNSAFE = re.compile(r"[?\"“”«»()\[\]{}\n]|:\s|\.\.\.|…|\b(?:you|your)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\bi(?:'m| am) (?:just |only |such |so |nothing but |clearly |basically |really |a total |a complete )*"
    r"(?P<label>(?:an? )?[a-z'-]+(?: (?:mother|father|friend|person|wife|husband|daughter|son|parent|"
    r"man|woman|human being|case|of space|goods))?)$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"^i (?:really )?(?:should|ought to) (?!have\b|not\b|never\b|'ve)(?P<rest>.+)$", re.I
)
_FEELING = re.compile(
    r"^(?P<feeling>i(?:'m| am)? (?:just )?(?:feel|felt|so|scared|afraid|nervous|jealous)[^,]*?),? (?:so|therefore|which means|that means|which proves)\b",
    re.I,
)
_SOFTER = (
    (re.compile(r"\bevery (?:single )?time\b", re.I), "sometimes when"),
    (re.compile(r"\balways\b", re.I), "sometimes"),
    (re.compile(r"\ball the time\b", re.I), "some of the time"),
    (re.compile(r"\b(?:completely|totally|absolutely|entirely|utterly)\b", re.I), "partly"),
)
_GUESSING = re.compile(
    r"\b(?:probably|surely|clearly|obviously|must|all|secretly) (?=think|hate|find|see|judge|believe|wish|pity)",
    re.I,
)


def draft_for(trap: DistortionType, thought: str) -> str:
    """Write a first draft for one thought, or an empty text where none would be safe or fluent."""
    own, maker = _clause(thought), _MAKERS.get(trap)
    return maker(own) if own and maker else _WITHOUT_WORDS.get(trap, "")


def _clause(thought: str) -> str:
    """Give the sentence so that it can follow “that”; empty where it cannot."""
    text = thought.strip().replace("’", "'").rstrip(" .!;,–—")
    text = _LEADING.sub("", _LEADING.sub("", text))
    if not text or len(text) > LONGEST_THOUGHT or _UNSAFE.search(text) or ". " in text:
        return ""
    if "!" in text or text.isupper():
        return ""
    first = text.split()[0]
    text = re.sub(r"(?<![\w'])i(?=$|[\s,']|'m\b)", "I", text)
    plain = first.lower().split("'")[0].rstrip(",")
    lowers = plain in _LOWER_FIRST or plain.endswith("ing")
    return text[:1].lower() + text[1:] if lowers else text


def _without_frame(clause: str) -> str:
    inner = _FRAME.sub("", clause)
    return inner if len(inner.split()) >= 3 else clause


def _noticing(clause: str) -> str:
    return f"I notice I am having the thought that {_without_frame(clause)}."


def _softened(clause: str) -> str:
    softer = clause
    for pattern, replacement in _SOFTER:
        softer = pattern.sub(replacement, softer)
    if softer == clause or re.search(
        r"\b(?:never|nobody|no one|nothing|none|not|everyone|everybody)\b|n't\b", softer, re.I
    ):
        return _noticing(clause)
    return f"{softer[:1].upper()}{softer[1:]}. It is not the whole story."


def _guessing(clause: str) -> str:
    conclusion = re.split(r",? so (?=they|he|she|everyone|my)", clause, flags=re.IGNORECASE)[-1]
    guess = _GUESSING.sub("", _without_frame(conclusion))
    return f"My guess is that {guess}. I have not asked."


def _fearing(clause: str) -> str:
    return f"I am afraid that {_without_frame(clause)}. I do not know it yet."


def _wishing(clause: str) -> str:
    match = _SHOULD.match(clause)
    if match is None or _BODY.search(clause):
        return f"I put a rule on this: {clause}. I may look at that rule again."
    return f"I would like to {match['rest']}, and it is all right if it takes time."


def _unlabelled(clause: str) -> str:
    match = _LABEL.search(clause)
    if match is None:
        return _noticing(clause)
    return f"I called myself {match['label']}. That is one word for a hard moment, not all of me."


def _feeling(clause: str) -> str:
    match = _FEELING.match(clause)
    if match is None:
        return f"{_noticing(clause)} The feeling is real. The thought may be only a thought."
    feeling = match["feeling"]
    return f"{feeling[:1].upper()}{feeling[1:]}. That is a feeling, and it is not yet a fact."


def _sharing(clause: str) -> str:
    return f"{_noticing(clause)} Other people and things had a part in it too."


_MAKERS: dict[DistortionType, Callable[[str], str]] = {
    "all_or_nothing": _softened,
    "overgeneralization": _softened,
    "mind_reading": _guessing,
    "fortune_telling": _fearing,
    "should_statements": _wishing,
    "labeling": _unlabelled,
    "emotional_reasoning": _feeling,
    "personalization": _sharing,
}
_WITHOUT_WORDS: dict[DistortionType, str] = {
    "all_or_nothing": "Some of it went wrong, and some of it did not.",
    "overgeneralization": "It was like this today. It has not been like this every time.",
    "mental_filter": "That part was hard, and it was one part.",
    "disqualifying_positive": "It went well, and I had a part in that.",
    "mind_reading": "I do not know what they think. I could ask.",
    "fortune_telling": "I am afraid of how it will go. I do not know it yet.",
    "magnification": "This is hard right now. I do not know yet how big it is.",
}
