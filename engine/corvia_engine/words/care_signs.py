"""The signs of harm in one sentence, by its words alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corvia_engine.words.care_patterns.being_harmed import BEING_HARMED, FEAR
from corvia_engine.words.care_patterns.denial import (
    ASKED_WHY,
    CLEAN_SINCE,
    DENIED_BEFORE,
    LONG_PAST,
    STILL,
)
from corvia_engine.words.care_patterns.despair import FAINT, SOFT
from corvia_engine.words.care_patterns.idioms import IDIOMS
from corvia_engine.words.care_patterns.last_things import FAREWELL, GETTING_READY
from corvia_engine.words.care_patterns.longing import (
    LONGING,
    MARKS,
    NO_FUTURE,
    STOPPED_ASKING,
    TAKEN_AWAY,
)
from corvia_engine.words.care_patterns.near_means import NEAR_MEANS
from corvia_engine.words.care_patterns.other_languages import EXPLICIT as OTHER_LANGUAGES
from corvia_engine.words.care_patterns.phrase_book import Found, Masks, PhraseBook
from corvia_engine.words.care_patterns.self_harm import SELF_HARM
from corvia_engine.words.care_patterns.told_of_harm import LIVING_IN_FEAR, TOLD_OF_HARM
from corvia_engine.words.care_spelling import in_plain_spelling
from corvia_local.model.reflection import CrisisLevel

KINDS: dict[str, tuple[str, ...]] = {
    **SOFT,
    "farewell": FAREWELL,
    "getting_ready": GETTING_READY,
    "near_means": NEAR_MEANS,
    "no_future": NO_FUTURE,
    "longing": LONGING,
    "deciding": STOPPED_ASKING,
    "marks": MARKS,
    "living_in_fear": LIVING_IN_FEAR,
}
"""Phrases of soft signs by kind."""

_SELF, _OTHERS, _FEAR, _IDIOM = "harm to oneself", "harm by others", "fear", "idiom"
_LOOK_BACK = 60

Sign = tuple[str, int]
"""A kind and which of its patterns was found."""

KnownWords = dict[str, Masks]
"""What the words of one text call for; kept from sentence to sentence."""


@dataclass(frozen=True)
class Signs:
    """What one sentence holds: its level, soft signs, names of faint signs.

    `sounds_so` says that an idiom stands in it.
    """

    level: CrisisLevel
    soft: frozenset[Sign]
    faint: frozenset[str]
    sounds_so: bool


def signs_of(sentence: str, known: KnownWords) -> Signs:
    """Read one sentence; what is denied or long past is soft, what overlaps an idiom is nothing."""
    plain = in_plain_spelling(sentence)
    every = list(_book().find(plain, known))
    idioms = [found for found in every if found.group == _IDIOM]
    meant = [found for found in every if found.group == _FEAR or not _overlaps(found, idioms)]
    level = _level(sentence, plain, meant)
    soft = {(found.group, found.number) for found in meant if found.group in KINDS}
    if level == "soft" and not soft:
        soft = {(found.group, found.number) for found in meant if found.group == _SELF}
    faint = frozenset(found.group for found in every if found.group in FAINT)
    return Signs(
        "soft" if level == "none" and soft else level, frozenset(soft), faint, bool(idioms)
    )


@lru_cache(maxsize=1)
def _book() -> PhraseBook:
    return PhraseBook(
        {
            _SELF: (*SELF_HARM, *TAKEN_AWAY),
            _OTHERS: (*BEING_HARMED, *TOLD_OF_HARM),
            _FEAR: FEAR,
            _IDIOM: IDIOMS,
            **KINDS,
            **{name: (pattern,) for name, pattern in FAINT.items()},
        }
    )


def _level(sentence: str, plain: str, meant: Iterable[Found]) -> CrisisLevel:
    put_away = False
    for found in meant:
        if found.group in (_OTHERS, _FEAR):
            return "explicit"
        if found.group == _SELF:
            if not _is_put_away(plain, found):
                return "explicit"
            put_away = True
    if any(pattern.search(sentence) for pattern in OTHER_LANGUAGES):
        return "explicit"
    return "soft" if put_away else "none"


def _is_put_away(plain: str, found: Found) -> bool:
    """Say whether what was found is denied, or told of a time long past."""
    match = found.match
    if ASKED_WHY.search(plain, 0, match.start()):
        return False
    at = match.start("at") if "at" in match.re.groupindex else match.start()
    if DENIED_BEFORE.search(plain, max(0, at - _LOOK_BACK), at):
        return True
    if CLEAN_SINCE.search(plain, 0, match.end() + _LOOK_BACK) and "relaps" not in plain:
        return any(word in match.group() for word in ("hurt", "cut", "harm"))
    return bool(LONG_PAST.search(plain)) and not STILL.search(plain)


def _overlaps(found: Found, others: Iterable[Found]) -> bool:
    start, end = found.match.span()
    return any(start < one.match.end() and one.match.start() < end for one in others)
