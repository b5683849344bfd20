"""Read whether a text speaks of harm to oneself or of being harmed.

Words alone miss a quarter to a half of those who are in danger, so `none` never means that all is
well; what these patterns miss and where they cry wolf is measured in the model card.
"""

import re

from corvia_engine.words.care_patterns import EXPLICIT, IDIOMS, NEGATION_BEFORE, SOFT
from corvia_engine.words.sentences import Span, split_sentences
from corvia_local.model.reflection import Crisis, CrisisLevel

MOST_SPANS = 50

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})
_LOOK_BACK = 60


def crisis(text: str) -> Crisis:
    """Say whether the text speaks of harm: `explicit`, `soft` (hopelessness, being a burden,
    harm that is denied, past or another's) or `none`; with the sentences where it stands.

    At most 50 spans are given, the explicit ones before the soft ones, each group in the order
    of the text. Any text is taken, the empty one too.
    """
    explicit: list[Span] = []
    soft: list[Span] = []
    for span in split_sentences(text):
        level = _level(text[span[0] : span[1]].translate(_APOSTROPHES))
        if level == "explicit":
            explicit.append(span)
        elif level == "soft":
            soft.append(span)
    if explicit:
        return Crisis("explicit", tuple((explicit + soft)[:MOST_SPANS]))
    return Crisis("soft" if soft else "none", tuple(soft[:MOST_SPANS]))


def is_explicit(sentence: str) -> bool:
    """Say whether one sentence speaks of harm explicitly."""
    return crisis(sentence).level == "explicit"


def _level(sentence: str) -> CrisisLevel:
    idioms = [match.span() for pattern in IDIOMS for match in pattern.finditer(sentence)]
    denied = False
    for pattern in EXPLICIT:
        for match in pattern.finditer(sentence):
            if _overlaps(match, idioms):
                continue
            if not NEGATION_BEFORE.search(
                sentence, max(0, match.start() - _LOOK_BACK), match.start()
            ):
                return "explicit"
            denied = True
    if denied:
        return "soft"
    for pattern in SOFT:
        if any(not _overlaps(match, idioms) for match in pattern.finditer(sentence)):
            return "soft"
    return "none"


def _overlaps(match: re.Match[str], spans: list[Span]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in spans)
