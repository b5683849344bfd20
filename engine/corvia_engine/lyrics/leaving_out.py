"""Which part of a sentence can be sung without the rest: runs of whole clauses."""

# ruff: noqa: E501 (lists of words read better unbroken)

import re
from collections.abc import Sequence

from corvia_engine.lyrics.joining_words import JOINING_WORDS
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.line_breaks import (
    ADDRESSES,
    MAY_BE_OBJECTS,
    STRONG_END,
    WEAK_END,
    bare,
    begins_clause,
    ends_with_sign,
)
from corvia_engine.words.word_sets import word_set

LEFT_OUT_AT_END = 1.5
PHRASE_LEFT_OUT = 4.0
LEFT_OUT_AT_START = 7.0
"""What it costs to sing a sentence only up to a clause's end, without the phrase at its end, or
only from “and I …” on.
"""

_JOINS_CLAUSES = word_set("and but so because while though although")
_ADJUNCTS = word_set(
    "in on at by under behind beside near outside inside through during around across along"
)
"""What begins a phrase that can be left out at the end of a sentence."""

_TAKING_A_PHRASE = word_set(
    "look looked stare stared laugh laughed live lives lived put is was am i'm are were be been good bad angry alone agree"
    " believe interested went go come came left deal start stay stayed stood sat lay lie lies put it's that's stuck lost"
)
_SUBORDINATE = word_set(
    "if when because while though although until unless since before after as whenever"
)
_BINDING_BEFORE = word_set("not only just even partly mostly")


def clause_runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Find the runs of whole clauses that can stand without the rest of their sentence."""
    whole = (0, len(words))
    starts = [0, *(k + 1 for k in range(1, len(words) - 2) if _begins_own_clause(words, k))]
    starts += [k for k in range(2, len(words) - 1) if _begins_sentence(words, k)]
    ends = [*(k for k in range(2, len(words)) if _ends_clause(words, k)), len(words)]
    if bare(words[0]) in _SUBORDINATE:
        after_comma = next((k for k, word in enumerate(words) if WEAK_END.search(word)), len(words))
        ends = [end for end in ends if end > after_comma + 1]
    return [
        (start, end)
        for start in starts
        for end in ends
        if end - start >= 3 and (start, end) != whole
    ]


def left_out_cost(words: Sequence[str], start: int, end: int) -> float:
    """Give what it costs to sing only the words from `start` to `end` of a sentence."""
    cost = 0.0
    if start:
        cost += LEFT_OUT_AT_END if _begins_sentence(words, start) else LEFT_OUT_AT_START
    if end < len(words):
        cost += PHRASE_LEFT_OUT if bare(words[end]) in _ADJUNCTS else LEFT_OUT_AT_END
    return cost


def _ends_clause(words: Sequence[str], place: int) -> bool:
    """Say whether a clause ends before `words[place]`, and the next one can be left out."""
    first = bare(words[place])
    following = bare(words[place + 1]) if place + 1 < len(words) else ""
    hangs = bare(words[place - 1]) in JOINING_WORDS[ENGLISH].never_last - MAY_BE_OBJECTS
    if hangs and not ends_with_sign(words[place - 1]):
        return False
    if STRONG_END.search(words[place - 1]):
        return bare(words[place - 1]) not in ADDRESSES
    after_comma = WEAK_END.search(words[place - 1]) is not None
    if first in _ADJUNCTS and place > 3 and bare(words[place - 1]) not in _TAKING_A_PHRASE:
        return True
    if first not in _JOINS_CLAUSES or bare(words[place - 1]) in _BINDING_BEFORE:
        return after_comma and begins_clause(first, following)
    if begins_clause(following, bare(words[place + 2]) if place + 2 < len(words) else ""):
        return True
    return after_comma and place > 3 and not any(map(WEAK_END.search, words[place - 4 : place - 1]))


def _begins_sentence(words: Sequence[str], place: int) -> bool:
    before = words[place - 1]
    return before.rstrip("\"'”’)")[-1:] in (".", "!", "?", "…") and bare(before) not in ADDRESSES


def _begins_own_clause(words: Sequence[str], place: int) -> bool:
    """Say whether “and I …” stands at a place: a clause that needs nothing before it."""
    return bare(words[place]) in ("and", "but", "so") and bool(
        re.match(r"(?:i|we)(?:'|$)", bare(words[place + 1]))
    )
