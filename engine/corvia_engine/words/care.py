"""Read whether a text speaks of harm to oneself or of being harmed.

Words alone miss a quarter to a half of those who are in danger, so `none` never means that all is
well; what these patterns miss and where they cry wolf is measured in the model card.
"""

import re

from corvia_engine.words.care_patterns import EXPLICIT, IDIOMS, NEGATION_BEFORE, SOFT
from corvia_engine.words.model import words_model
from corvia_engine.words.sentences import Span, split_sentences
from corvia_local.model.reflection import Crisis, CrisisLevel

MOST_SPANS = 50

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})
_LOOK_BACK = 60
_WORTH_ASKING = re.compile(
    r"\b(?:alive|bear|beat|beats|better|blood|burden|burned|choke\w*|cut|cutting|dead|death|die"
    r"|died|dies|dying|disappear|empty|end|ended|ending|exist\w*|forever|gone|hit|hits|hope\w*"
    r"|hurt\w*|kill\w*|life|live|living|meaning\w*|miss|never|over|pain|point\w*|scared|stop"
    r"|suicid\w*|threw|throat|tired|vanish|wake|without me|worth\w*|give up|any ?more)\b",
    re.IGNORECASE,
)


def crisis(text: str) -> Crisis:
    """Say whether the text speaks of harm.

    Patterns tell `explicit` (harm to oneself, being harmed), `soft` (hopelessness, being a burden,
    harm that is denied, past or another's) or `none`. Where they read nothing, a small trained
    model may still find a sentence soft. The spans are the sentences where it stands.

    At most 50 spans are given, the explicit ones before the soft ones, each group in the order
    of the text. Any text is taken, the empty one too.
    """
    explicit: list[Span] = []
    soft: list[Span] = []
    for span in split_sentences(text):
        sentence = text[span[0] : span[1]]
        level = _level(sentence.translate(_APOSTROPHES))
        if level == "none" and len(soft) < MOST_SPANS and _sounds_like_harm(sentence):
            level = "soft"
        if level == "explicit":
            explicit.append(span)
        elif level == "soft":
            soft.append(span)
    if explicit:
        return Crisis("explicit", tuple((explicit + soft)[:MOST_SPANS]))
    return Crisis("soft" if soft else "none", tuple(soft[:MOST_SPANS]))


def is_explicit(sentence: str) -> bool:
    """Say whether one sentence speaks of harm explicitly, by the patterns alone."""
    return any(
        _level(sentence[start:end].translate(_APOSTROPHES)) == "explicit"
        for start, end in split_sentences(sentence)
    )


def _level(sentence: str) -> CrisisLevel:
    idioms = [match.span() for pattern in IDIOMS for match in pattern.finditer(sentence)]
    denied = False
    for pattern in EXPLICIT:
        for match in pattern.finditer(sentence):
            if _overlaps(match, idioms):
                continue
            at = match.start("at") if "at" in pattern.groupindex else match.start()
            if not NEGATION_BEFORE.search(sentence, max(0, at - _LOOK_BACK), at):
                return "explicit"
            denied = True
    if denied:
        return "soft"
    for pattern in SOFT:
        if any(not _overlaps(match, idioms) for match in pattern.finditer(sentence)):
            return "soft"
    return "none"


def _sounds_like_harm(sentence: str) -> bool:
    """Ask the trained model, where the sentence holds a word that makes it worth asking."""
    if not _WORTH_ASKING.search(sentence):
        return False
    model = words_model()
    return model.hear(sentence).harm >= model.settings.harm_threshold


def _overlaps(match: re.Match[str], spans: list[Span]) -> bool:
    return any(match.start() < end and start < match.end() for start, end in spans)
