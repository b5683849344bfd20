"""What it costs to end a line between two words of a sentence."""

# ruff: noqa: E501 (lists of words read better unbroken)

import re

from corvia_engine.lyrics.joining_words import JOINING_WORDS, JoiningWords
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.words.word_sets import word_set

STRANDED = 2.5
STRANDED_PAIR = 1.2
"""What it costs besides to part one word, or two, from what they belong to."""

STRONG_END = re.compile(r"[.!?…;:]['\")”’]*$")
WEAK_END = re.compile(r"[,–—]['\")”’]*$")
_BARE = re.compile(r"^[^\w]+|[^\w]+$")
_BEFORE_SUBJECT = re.compile(r"(?:i|we|he|she|they|you|it|there|that)'(?:m|ve|d|ll|re|s)$")

ADDRESSES = word_set("mr mrs ms dr st")
_SAYING = word_set("said says say told tell think thinks thought know knew feel felt guess")
_NOT_PARTICLES_BEFORE = word_set("what how where who which that of")
_BEFORE_INFINITIVE = word_set(
    "want wants wanted need needs needed try tries tried trying have has had like liked love used going able"
    " began begin start started learn learned seem seems seemed supposed dare forgot remember promised"
)
MAY_BE_OBJECTS = word_set("it you there this")
_VERBS = word_set(
    "is was isn't wasn't are were will would won't has had hasn't hadn't can can't could couldn't does doesn't did"
    " didn't do don't may might must should never always just still all only also feels felt takes took came comes"
    " goes went gets got makes made keeps kept hurts hurt seems hit fell smells smelled said says looked looks"
    " know knew think thought left stood sat broke began begins ended ends happens happened"
)
_OF = word_set("of de du des di")
_AUXILIARIES = word_set(
    "is was are were will would can could had has does did isn't wasn't won't can't couldn't"
)
_NOT_PARTICIPLES = word_set(
    "morning evening during nothing something anything everything feeling ceiling clothing"
)
_BEFORE_PARTICIPLE = word_set(
    "keep keeps kept stop stopped stops start started begin began like love hate try mind go went going get gets got"
    " feel feels felt of by for without from to and or the a my so"
)


def bare(word: str) -> str:
    """Lower a word and strip the signs around it."""
    return _BARE.sub("", word).lower().replace("’", "'")


def break_cost(words: list[str], place: int, small: JoiningWords) -> float:
    """Cost of ending a line before `words[place]`."""
    if place == len(words):
        return 0.0
    before = words[place - 1]
    if STRONG_END.search(before) and bare(before) not in ADDRESSES:
        return 0.0
    if WEAK_END.search(before):
        return 0.3
    return _inner_cost(words, place, small) + _stranding_cost(words, place, small)


def ends_with_sign(word: str) -> bool:
    """Say whether a comma, a stop or their like follows a word."""
    return bool(STRONG_END.search(word) or WEAK_END.search(word))


def begins_clause(word: str, following: str, small: JoiningWords = JOINING_WORDS[ENGLISH]) -> bool:
    """Say whether a pronoun begins a clause; “it” and its like only where a verb follows."""
    if word in MAY_BE_OBJECTS and small is JOINING_WORDS[ENGLISH]:
        return following in _VERBS or following.endswith("ed")
    return word in small.subjects or bool(_BEFORE_SUBJECT.match(word))


def _stranding_cost(words: list[str], place: int, small: JoiningWords) -> float:
    """Cost of parting one or two words from what they belong to: “and held / onto the sink”."""
    cost = 0.0
    if place > 1:
        alone = ends_with_sign(words[place - 2]) or bare(words[place - 2]) in small.joiners
        cost += STRANDED if alone else 0.0
    if place > 2 and not cost:
        pair = STRONG_END.search(words[place - 3]) or (
            bare(words[place - 3]) in small.joiners
            and bare(words[place - 2]) in small.subjects | small.determiners
        )
        cost += STRANDED_PAIR if pair else 0.0
    if ends_with_sign(words[place]):
        return cost + STRANDED
    if place + 2 < len(words) and ends_with_sign(words[place + 1]):
        return cost + STRANDED_PAIR
    return cost


def _inner_cost(words: list[str], place: int, small: JoiningWords) -> float:  # noqa: PLR0911 (one rule a return)
    before, after = words[place - 1], words[place]
    last, first = bare(before), bare(after)
    following = bare(words[place + 1]) if place + 1 < len(words) else ""
    earlier = bare(words[place - 2]) if place > 1 else ""
    if first in small.never_first or _is_particle(after, following, small):
        return 9.0
    if _hangs(last, first, small) and not (earlier and _is_particle(before, first, small)):
        return 9.0
    if first in small.joiners and ends_with_sign(after):
        return 7.0
    if first in small.joiners and (first != "so" or _opens_clause(following, small)):
        return 0.6 if last not in _SAYING else 1.2
    if begins_clause(first, following, small):
        return 1.2
    if first in MAY_BE_OBJECTS and first in small.subjects:
        return 7.0
    if first in small.prepositions:
        bound = first == "to" and last in _BEFORE_INFINITIVE
        return 3.0 if bound else 2.5 if first in _OF else 1.5
    if last.endswith("'s"):
        return 7.0
    if first in small.determiners:
        return 2.5
    return 2.2 if small is JOINING_WORDS[ENGLISH] and _begins_predicate(last, first) else 6.0


def _begins_predicate(last: str, first: str) -> bool:
    """Say whether a verb or a day begins here: “the old man / was asleep”, “I sat there / waiting”."""
    if first in _AUXILIARIES or first in ("today", "tonight", "tomorrow", "yesterday"):
        return True
    return (
        len(first) > 5
        and first.endswith("ing")
        and not (first in _NOT_PARTICIPLES or last in _BEFORE_PARTICIPLE)
    )


def _hangs(last: str, first: str, small: JoiningWords) -> bool:
    """Say whether a word cannot end a line; “it” can where it is an object."""
    if small is JOINING_WORDS[ENGLISH] and last in ("it", "you", "there"):
        return begins_clause(last, first)
    return last in small.never_last


def _opens_clause(word: str, small: JoiningWords) -> bool:
    opens = word in small.subjects or word in small.determiners or word == "that"
    return opens or bool(_BEFORE_SUBJECT.match(word))


def _is_particle(word: str, following: str, small: JoiningWords) -> bool:
    """Say whether a preposition stands alone (“turn it on and …”), belonging to the verb before."""
    if bare(word) not in small.prepositions or bare(word) == "of":
        return False
    if bare(word) in ("out", "up", "down", "off") and following not in small.determiners | {"of"}:
        return True
    ends_phrase = ends_with_sign(word) or following == ""
    after_particle = (small.joiners | small.prepositions) - _NOT_PARTICLES_BEFORE
    return ends_phrase or following in after_particle
