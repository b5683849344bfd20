"""Up to three rewordings of a thought, made of the person's own sentence."""

# ruff: noqa: E501 (patterns read better unbroken)

import re
from collections.abc import Callable, Iterator

from corvia_engine.words.clauses import clause_of, quoted, sentence, tidied, without_frame
from corvia_engine.words.softening import (
    with_degrees,
    with_measure,
    with_possibilities,
    with_wishes,
)
from corvia_engine.words.word_sets import word_set
from corvia_local.model.reflection import DistortionType

MOST_REWORDINGS = 3
LONGEST_REPEATED = 240
"""Code points; a longer thought is quoted in part."""

SHORTEST_THOUGHT = 2
"""Words; of less nothing is made."""

_LABEL_NOUN = re.compile(
    r"^(?P<before>.*?)\bI(?:'m| am) (?:just |only |such |so |nothing but |clearly |basically |really |obviously )*"
    r"(?P<label>an? (?:total |complete |absolute |utter |real |huge |big |massive |fucking |bloody |stupid |worthless |useless |terrible |horrible |awful |bad |weak |pathetic )*"
    r"(?:failure|loser|idiot|fool|moron|coward|mess|disaster|disappointment|burden|fraud|freak|monster|joke|waste|quitter|screw-up|screwup|liar|hypocrite|weakling|nobody|pushover"
    r"|person|mother|mom|mum|father|dad|parent|friend|wife|husband|daughter|son|sister|brother|student|teacher|partner|human being|nurse|worker|case|wreck|nuisance)"
    r"(?:\b.*)?)$",
    re.I,
)
_LABEL_WORD = re.compile(
    r"^I(?:'m| am) (?:just |only |so |too |such |clearly |really |completely |totally |fucking )*"
    r"(?P<label>stupid|useless|worthless|pathetic|weak|lazy|dumb|ugly|unlovable|hopeless|selfish|broken|incompetent|boring|inadequate|disgusting|crazy|awful|terrible|horrible)(?P<rest>\b.*)$",
    re.I,
)
_OTHER_LABEL = re.compile(
    r"^(?P<who>he|she)(?:'s| is) (?:just |only |such |nothing but |clearly |really |a total |a complete )*(?P<label>an? [a-z' -]+)$",
    re.I,
)
_FEELING = re.compile(
    r"^(?P<feeling>I(?:'m| am| feel| felt)[^,]*?),? (?:so|therefore|which means|that means|which proves|it must mean|so it must be true) (?:that )?(?P<so>.+)$",
    re.I,
)
_GUESSED = re.compile(
    r"\b(?:probably|surely|clearly|obviously|definitely|secretly|must) (?=think|hate|find|see|judge|believe|wish|pity|know|laugh|want|feel|blame)",
    re.I,
)
_FAULT = re.compile(
    r"^(?:it's|it is|it was|this is|that's|that was|this was) (?:all |just |entirely |completely |totally )*my (?:own )?fault(?: alone)?",
    re.I,
)
_BECAUSE_OF_ME = re.compile(r"\b(?:all |only |just )?because of me\b", re.I)
_DISMISSED = re.compile(
    r",? (?:but|and) (?:that|it|this) (?:doesn't|does not|didn't|did not) (?:really )?count(?: for (?:anything|much))?(?P<rest>.*)$",
    re.I,
)
_LUCK = re.compile(r"\b(?:just|only|pure|sheer|dumb|merely) (?:pure |dumb |sheer )?luck\b", re.I)
_BY_LUCK = re.compile(r"\bby (?:just|only|pure|sheer|dumb|mere) luck\b", re.I)
_THEY = re.compile(r"\b(he|she)\b", re.I)
_FEELS_ALREADY = re.compile(
    r"^(?:it's like|it is like|it feels|I (?:hate|don't like|feel|felt|wish|hope|want|would like|miss|hurt|find it)|I'm (?:so |really |just )*(?:tired|sad|scared|afraid|anxious|angry|stressed|exhausted|worried|nervous|lonely|upset|hurt|drained|sick))\b",
    re.I,
)
_MOMENT = re.compile(r"\b(?:right now|now|today|tonight|currently|at the moment)\b", re.I)
_JUDGED = re.compile(
    r"\b(?:always|never|every|everyone|everybody|everything|nobody|no one|nothing|none|all|only|ever|completely|totally|worst|best"
    r"|will|won't|going to|gonna|\w+'ll|should|shouldn't|must|have to|can't|cannot|couldn't|hates?|thinks?|knows?|likes?|loves?|wants?|cares?"
    r"|i'm|am|fault|ruin(?:ed|s)?|because of me|enough|fail\w*|stupid|useless|worthless|terrible|horrible|awful|disaster|impossible|too|doesn't count|luck|means|must be|would be|would have|(?:he|she)(?:'s| is) (?:just |such |only )*an?|seems?|wrong|bad|good)\b",
    re.I,
)
_QUESTION_WORDS = word_set(
    "why how what when who where is are do does did can could will would should am was"
)

_CODAS: dict[DistortionType, str] = {
    "all_or_nothing": "There may be something in between.",
    "overgeneralization": "It may not be so each time.",
    "mental_filter": "It is one part, and there may be others.",
    "disqualifying_positive": "It may count a little all the same.",
    "mind_reading": "I do not know what {they} think{s}.",
    "fortune_telling": "I do not know it yet.",
    "magnification": "It is hard now. I do not know yet how big it will look later.",
    "emotional_reasoning": "The feeling is real, and it is not yet a fact.",
    "should_statements": "It is a rule, and I may look at it again.",
    "labeling": "It is about a hard moment, and not all of me.",
    "personalization": "Other people and things may have had a part in it too.",
}
_HARD = "That is hard right now."
_ALL_RIGHT = "It is all right that this is hard."
_FRIEND = "If a friend told me this, I would be gentle with them."
LONG_THOUGHT = 14
"""Words from which a thought keeps its weight beside a whole sentence of ours."""


def rewordings_for(trap: DistortionType | None, thought: str) -> tuple[str, ...]:
    """Write up to three rewordings of one thought, the closest to its trap first.

    They are made of the thought's own words and a few plain ones of ours; numbers and names are
    never new. A thought that cannot be rebuilt safely is quoted as it stands. Where no trap was
    read, or where it only tells what happened, nothing is put in doubt: it stays, with a kind word
    beside it.
    """
    text = tidied(thought)
    if len(text.split()) < SHORTEST_THOUGHT:
        return ()
    clause = clause_of(thought)
    if trap is not None and clause and not _JUDGED.search(clause):
        trap = None
    makers = _of_no_trap(clause, thought) if trap is None else _of_trap(trap, clause, thought)
    return tuple(dict.fromkeys(makers))[:MOST_REWORDINGS]


def _of_no_trap(clause: str, thought: str) -> Iterator[str]:
    if clause and (softer := _softened(clause)) != clause:
        yield f"{sentence(softer)} {_HARD}"
    own = tidied(thought)
    said = f"I wrote {quoted(thought)}." if len(own) > LONGEST_REPEATED else sentence(own)
    yield f"{said} {_HARD}"
    yield f"{said} {_FRIEND if len(own.split()) >= LONG_THOUGHT else _ALL_RIGHT}"


def _of_trap(trap: DistortionType, clause: str, thought: str) -> Iterator[str]:
    coda = _coda(trap, clause or thought)
    if not clause:
        noun = "question" if _is_question(thought) else "thought"
        yield f"I notice the {noun} {quoted(thought)}. {coda}"
        yield f"The {noun} {quoted(thought)} is here right now. It is a {noun}, and it is not all there is."
        return
    if closest := _MAKERS[trap](clause):
        yield closest
    inner = without_frame(clause)
    if _FEELS_ALREADY.match(inner):
        yield f"{sentence(inner)} {coda}"
    elif not inner.lower().startswith(("if ", "when ")):
        now = "It feels as if" if _MOMENT.search(inner) else "Right now it feels as if"
        yield f"{now} {inner}. {coda}"
    yield f"I notice I am having the thought that {inner}."


def _is_question(thought: str) -> bool:
    text = tidied(thought)
    return text.endswith("?") and text.split()[0].lower().split("'")[0] in _QUESTION_WORDS


def _coda(trap: DistortionType, text: str) -> str:
    found = _THEY.search(text) if trap == "mind_reading" else None
    who = found.group(1).lower() if found else "they"
    if trap == "labeling" and _OTHER_LABEL.match(text):
        return "It is one word, about a hard moment."
    return _CODAS[trap].format(they=who, s="s" if found else "")


def _softened(clause: str) -> str:
    return with_measure(with_degrees(with_possibilities(clause)))


def _degrees(clause: str) -> str:
    inner = without_frame(clause)
    softer = _softened(inner)
    return f"{sentence(softer)} It is not the whole story." if softer != inner else ""


def _part(clause: str) -> str:
    return f"One hard part of it is that {without_frame(clause)}. It is one part, and there may be others."


def _counting(clause: str) -> str:
    if match := _DISMISSED.search(clause):
        return f"{sentence(clause[: match.start()])} It may count a little."
    if _LUCK.search(clause):
        fairer = _LUCK.sub("partly luck", _BY_LUCK.sub("partly by luck", clause))
        return f"{sentence(fairer)} Some of it may have been my own doing."
    return ""


def _guessing(clause: str) -> str:
    guess = _GUESSED.sub("", without_frame(clause))
    return f"My guess is that {guess}. {_coda('mind_reading', guess)}"


def _fearing(clause: str) -> str:
    inner = without_frame(clause)
    possible = with_possibilities(inner)
    if possible != inner:
        return f"{sentence(possible)} It is one way it could go, and there are others."
    return f"I am afraid that {inner}. I do not know it yet."


def _measured(clause: str) -> str:
    inner = without_frame(clause)
    softer = _softened(inner)
    return (
        f"{sentence(softer)} I do not know yet how big it will look later."
        if softer != inner
        else ""
    )


def _feeling(clause: str) -> str:
    if match := _FEELING.match(clause):
        return f"{sentence(match['feeling'])} That does not yet show that {without_frame(match['so'])}."
    return ""


def _wishing(clause: str) -> str:
    wish = with_wishes(clause)
    if wish == clause:
        return ""
    if wish.startswith("I wish I had"):
        return f"{sentence(wish)} I see it now, and then I did not yet."
    if wish.startswith("I wish"):
        return f"{sentence(wish)} It is a wish, and it is not in my hands alone."
    return f"{sentence(wish)} It is all right if it takes time."


def _unlabelled(clause: str) -> str:
    if match := _LABEL_NOUN.match(clause):
        before = match["before"].strip()
        if not before:
            return f"I am calling myself {match['label']}. {_CODAS['labeling']}"
    if match := _LABEL_WORD.match(clause):
        return f"I feel {match['label'].lower()} right now{match['rest']}. {_CODAS['labeling']}"
    if match := _OTHER_LABEL.match(clause):
        whom = "him" if match["who"].lower() == "he" else "her"
        return f"I am calling {whom} {match['label']}. It is one word, and it shows how upset I am."
    return ""


def _sharing(clause: str) -> str:
    if _FAULT.match(clause):
        return f"{sentence(_FAULT.sub('It may be partly my fault', clause))} Other people and things may have had a part in it too."
    if _BECAUSE_OF_ME.search(clause):
        return f"{sentence(_BECAUSE_OF_ME.sub('partly because of me', clause))} Other people and things may have had a part in it too."
    return ""


_MAKERS: dict[DistortionType, Callable[[str], str]] = {
    "all_or_nothing": _degrees,
    "overgeneralization": _degrees,
    "mental_filter": _part,
    "disqualifying_positive": _counting,
    "mind_reading": _guessing,
    "fortune_telling": _fearing,
    "magnification": _measured,
    "emotional_reasoning": _feeling,
    "should_statements": _wishing,
    "labeling": _unlabelled,
    "personalization": _sharing,
}
