"""Edits that end a line on another of its words: a tail left out, a phrase or clause brought to the
front, a pair turned round.
"""

# ruff: noqa: E501 (lists of words read better unbroken)

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corvia_engine.lyrics.joining_words import JOINING_WORDS
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.phrasing import SHORTEST_LINE
from corvia_engine.lyrics.syllables import syllable_count
from corvia_engine.words.word_sets import word_set
from corvia_local.model.lyric_draft import EditKind, SungWord

Words = tuple[SungWord, ...]

MOST_TAIL_WORDS = 6

_SMALL = JOINING_WORDS[ENGLISH]
_TIMES = re.compile(
    r"^(?:today|tonight|yesterday|tomorrow|now|again|sometimes|maybe|this (?:morning|evening|week|year|spring|summer|autumn|winter)|last (?:night|week|year)|in the (?:morning|evening|night|end)|at night|every (?:day|night|morning)|all (?:day|night))$"
)
_LIGHT_TAIL = re.compile(
    r"^(?:again|today|tonight|yesterday|tomorrow|now|anyway|though|really|either|too|as well|at all|after all|already|somehow|right now|for (?:hours|days|weeks|months|years|ages|a while|a minute|a moment|a bit|a long time)|this (?:morning|evening|week|year)|last (?:night|week|year))$"
)
_WHERE = "in|on|at|by|under|behind|beside|near|outside|inside|through|with|without|around|across|along|over|between|after|before|during|from"
_OPENERS = word_set("and but so then because when while that")
_DETERMINERS = "the|my|a|an|this|that|our|his|her|their|your|these|those"
_PHRASE = re.compile(
    rf"^(?:{_WHERE}) (?:(?:{_DETERMINERS})(?: [a-z']+)? [a-z']+(?: of (?:{_DETERMINERS}) [a-z']+)?|work|school|home|bed|town|spring|summer|autumn|winter|him|them|you|me)$"
)
_SETTING = re.compile(
    r"^(?:in|on|at|by|under|behind|beside|near|outside|inside|through|around|across|along|over|during) "
)
"""What begins a phrase that can be left out."""

_WITH_OBJECT = re.compile(rf"(?:^| )(?:{_DETERMINERS}) [a-z']+$")
_SUBJECTS = word_set("i we he she they")
_MINE = word_set("my our his her their the it nobody everybody")
_SHORT_SUBJECT = re.compile(r"(?:i|we|he|she|they|it)'(?:m|ve|d|ll|re|s)$")
_LEANING = word_set(
    "look looked looking looks stare stared laugh laughed laughing shout shouted believe believed interested live lives"
    " lived think thought fall fell fallen go goes went put puts run ran get gets got is was am i'm are were be been"
    " it's that's he's she's isn't wasn't deal agree agreed angry mad good bad end ended lie turned turn sorry full wrong"
    " hung hang hangs lay lie lying laid stay stayed kept keep sit sits stand stands found find left hold held spend spent threw throw"
    " took take bring brought drop dropped belong pour poured work worked breathed disagree started start began begin come came comes happen happened left"
)
"""Words whose phrase belongs to them so closely that it neither moves to the front nor goes."""

_FRONTED_CLAUSE = word_set("when while because if")
_NOT_BEFORE_CLAUSE = word_set(
    "only just even not and but or so that know knows knew wonder ask asked see"
)
_BEFORE_PAIR = word_set(
    "was were is am are be been so very too feel felt i'm it's he's she's they're with of for without more the my no all"
)
_NO_PAIR = (
    _SMALL.never_last
    | _SMALL.never_first
    | word_set("then him her it you them there again im ive id ill dont cant its thats")
)


class EndingEdit(NamedTuple):
    """The words after an edit that gives a line another end, and how it is told."""

    words: Words
    kind: EditKind
    before: str
    after: str


def ending_edits(words: Words) -> Iterator[EndingEdit]:
    """Give the edits that end a line on another of its words, the smallest first."""
    if not words or words[-1].text.rstrip('"”’)').endswith("?"):
        return
    plain = [bare(word.text) for word in words]
    one_sentence = not any(word.text[-1:] in ".;:!?" for word in words[:-1])
    for size in range(1, min(MOST_TAIL_WORDS, len(words) - 2) + 1):
        tail, rest = words[-size:], words[:-size]
        if rest[-1].text[-1:] in ".;:!?":
            return
        if _may_go(plain, size) and syllable_count(_text(rest)) >= SHORTEST_LINE:
            yield EndingEdit(_ended(rest), "left out", _text(tail), "")
        if one_sentence and _may_come_first(plain, size) and rest[-1].text[-1:] != ",":
            yield EndingEdit(_fronted(rest, tail), "moved", _text(tail), _text(tail))
    if one_sentence:
        yield from _clause_first(words, plain)
        yield from _pair_turned(words, plain)
        yield from _time_last(words, plain)


def _may_go(plain: Sequence[str], size: int) -> bool:
    tail, last = " ".join(plain[-size:]), plain[-size - 1]
    if _hangs(last):
        return False
    if _LIGHT_TAIL.match(tail):
        return last not in _LEANING
    if not (_SETTING.match(tail) and _PHRASE.match(tail)) or _LEANING & set(plain[:-size]):
        return False
    # “his key in the door” keeps its object, “I cried in the kitchen” its verb.
    says_who = plain[0] in _SUBJECTS or (plain[0] in _OPENERS and plain[1] in _SUBJECTS)
    return says_who or bool(_WITH_OBJECT.search(" ".join(plain[:-size])))


def _may_come_first(plain: Sequence[str], size: int) -> bool:
    """Say whether a tail can stand first: “I cried in the kitchen”, “I cried tonight”."""
    tail, last = " ".join(plain[-size:]), plain[-size - 1]
    if _TIMES.match(tail):
        says_who = plain[0] in _SUBJECTS | _MINE or bool(_SHORT_SUBJECT.match(plain[0]))
        return says_who and not _hangs(last)
    if not _PHRASE.match(tail) or _hangs(last):
        return False
    start = 1 if plain[0] in _OPENERS else 0
    between = plain[start + 1 : -size]
    closed = _SUBJECTS | _SMALL.joiners | _LEANING | {"with", "of", "to"}
    return plain[start] in _SUBJECTS and bool(between) and not closed & set(between)


def _hangs(word: str) -> bool:
    return word == "right" or (word in _SMALL.never_last and word not in ("it", "you", "there"))


def _fronted(rest: Words, tail: Words) -> Words:
    if bare(rest[0].text) in _OPENERS:
        return _ended((rest[0], *map(_lowered, tail), *map(_lowered, rest[1:2]), *rest[2:]))
    return _ended((_capital(tail[0]), *tail[1:], _lowered(rest[0]), *rest[1:]))


def _clause_first(words: Words, plain: Sequence[str]) -> Iterator[EndingEdit]:
    """Give “When he left I cried” for “I cried when he left”."""
    for place in range(2, len(words) - 2):
        begins = plain[place] in _FRONTED_CLAUSE and plain[place + 1] in _SUBJECTS
        head = plain[:place]
        alone = head[0] in _SUBJECTS and not any(one in _SMALL.joiners for one in head)
        if begins and alone and head[-1] not in _NOT_BEFORE_CLAUSE and not _hangs(head[-1]):
            clause, rest = words[place:], words[:place]
            made = (_capital(clause[0]), *clause[1:], _lowered(rest[0]), *rest[1:])
            yield EndingEdit(_ended(made), "moved", _text(clause), _text(clause))


def _pair_turned(words: Words, plain: Sequence[str]) -> Iterator[EndingEdit]:
    """Give “alone and tired” for “tired and alone”, where both words stand alike."""
    if len(words) < 4 or plain[-2] != "and" or plain[-4] not in _BEFORE_PAIR:
        return
    first, joint, second = words[-3:]
    if {plain[-3], plain[-1]} & _NO_PAIR or first.text[-1:] in ",;:.":
        return
    turned = (second, joint, first)
    yield EndingEdit(
        _ended((*words[:-3], *turned)), "moved", _text(words[-3:]), _text(_ended(turned))
    )


def _time_last(words: Words, plain: Sequence[str]) -> Iterator[EndingEdit]:
    """Give “The house was still today” for “Today the house was still”."""
    for size in (1, 2, 3):
        head, rest = words[:size], words[size:]
        says_who = rest[:1] and plain[size] in _SUBJECTS | _MINE
        if (
            len(rest) >= 2
            and says_who
            and _TIMES.match(" ".join(plain[:size]))
            and rest[-1].text[-1:] != "?"
        ):
            moved = (_lowered(head[0]), *head[1:])
            yield EndingEdit(
                _ended((_capital(rest[0]), *rest[1:], *moved)), "moved", _text(head), _text(head)
            )


def _text(words: Words) -> str:
    return " ".join(word.text for word in words)


def _ended(words: Words) -> Words:
    """Take a comma off the word that is last now."""
    last = words[-1]
    return (*words[:-1], SungWord(last.text.rstrip(",.;:") or last.text, last.source))


def _capital(word: SungWord) -> SungWord:
    return SungWord(word.text[:1].upper() + word.text[1:], word.source)


def _lowered(word: SungWord) -> SungWord:
    if bare(word.text) not in _COMMON_OPENERS:
        return word
    return SungWord(word.text[:1].lower() + word.text[1:], word.source)


_COMMON_OPENERS = word_set(
    "the a an my your his her our their this that these those it he she we they you there and but so then today"
    " tonight yesterday tomorrow now again sometimes maybe last in at every all nobody nothing everything on by with"
    " under behind when while because if after before from around"
)
