"""Read whether a text speaks of harm to oneself or of being harmed.

Patterns read each sentence in plain spelling; signs are then weighed over the whole text. Words
alone miss many of those who are in danger, so `none` never means that all is well: how many these
patterns miss, and where they cry wolf, is measured in specs/care-v1.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corvia_engine.words.care_patterns.being_harmed import BEING_HARMED, FEAR
from corvia_engine.words.care_patterns.denial import CLEAN_SINCE, DENIED_BEFORE, LONG_PAST, STILL
from corvia_engine.words.care_patterns.despair import FAINT, SOFT
from corvia_engine.words.care_patterns.idioms import IDIOMS
from corvia_engine.words.care_patterns.other_languages import EXPLICIT as OTHER_LANGUAGES
from corvia_engine.words.care_patterns.self_harm import SELF_HARM
from corvia_engine.words.care_spelling import in_plain_spelling
from corvia_engine.words.model import words_model
from corvia_engine.words.sentences import Span, split_sentences
from corvia_local.model.reflection import Crisis, CrisisLevel

MOST_SPANS = 50
KINDS_FOR_EXPLICIT = 3
"""So many different kinds of soft signs in one text weigh as much as one explicit phrase."""
FAINT_FOR_SOFT = 4
"""So many different faint signs in one text weigh as much as one soft phrase."""
FAINT_IN_LONG, LONG = 3, 30
"""The same in a text of so many words."""
FAINT_BESIDE_DEATH = 3
"""A thought of death beside so many different faint signs, or a soft sign of another kind, is
explicit."""

LEAST_HARM = 0.9
"""The trained model's probability from which on a sentence is soft where no pattern reads one. Of
5,426 sentences of GoEmotions' development part, none reaches it."""

_LOOK_BACK = 60
_WORTH_ASKING = re.compile(
    r"\b(?:alive|bear|beat|beats|better|blood|burden|burned|choke\w*|cut|cutting|dead|death|die"
    r"|died|dies|dying|disappear|empty|end|ended|ending|exist\w*|forever|gone|hit|hits|hope\w*"
    r"|hurt\w*|kill\w*|life|live|living|meaning\w*|miss|never|over|pain|point\w*|scared|stop"
    r"|suicid\w*|threw|throat|tired|vanish|wake|without me|worth\w*|give up|anymore)\b"
)


@dataclass(frozen=True)
class _Signs:
    """What one sentence holds: its level, kinds of soft signs and names of faint signs."""

    level: CrisisLevel
    kinds: frozenset[str]
    faint: frozenset[str]


def crisis(text: str) -> Crisis:
    """Say whether the text speaks of harm.

    Patterns tell `explicit` (harm to oneself, being harmed), `soft` (hopelessness, being a burden,
    harm that is denied, past or another's) or `none`; many signs in one text weigh more than each
    alone. Where the patterns read nothing in a sentence, the trained model may still find it soft.
    The spans are the sentences where it stands.

    At most 50 spans are given, the explicit ones before the soft ones, each group in the order
    of the text. Any text is taken, the empty one too.
    """
    spans = split_sentences(text)
    read = [_read(text[start:end]) for start, end in spans]
    explicit = [span for span, signs in zip(spans, read, strict=True) if signs.level == "explicit"]
    soft = [span for span, signs in zip(spans, read, strict=True) if signs.level == "soft"]
    level = _weighed(read, len(text.split()))
    if level == "soft" and not soft:
        soft = [span for span, signs in zip(spans, read, strict=True) if signs.faint]
    return Crisis(level, tuple((explicit + soft)[:MOST_SPANS]))


def is_explicit(sentence: str) -> bool:
    """Say whether one sentence speaks of harm explicitly, by the patterns alone."""
    return any(
        _level(sentence[start:end], in_plain_spelling(sentence[start:end])) == "explicit"
        for start, end in split_sentences(sentence)
    )


def _read(sentence: str) -> _Signs:
    plain = in_plain_spelling(sentence)
    level = _level(sentence, plain)
    idioms = _places(IDIOMS, plain)
    kinds = frozenset(
        kind
        for kind, patterns in SOFT.items()
        if any(not _overlaps(found, idioms) for p in patterns for found in p.finditer(plain))
    )
    if level == "none" and (kinds or (not idioms and _sounds_like_harm(sentence, plain))):
        level = "soft"
    faint = frozenset(name for name, pattern in FAINT.items() if pattern.search(plain))
    return _Signs(level, kinds, faint)


def _weighed(read: Iterable[_Signs], words: int) -> CrisisLevel:
    """Weigh a whole text of so many words.

    Beside a word for means, a thought of death or two kinds of soft signs are explicit too.
    """
    read = list(read)
    levels = {signs.level for signs in read}
    kinds = frozenset[str]().union(*(signs.kinds for signs in read)) - {"spoken_of"}
    faint = frozenset[str]().union(*(signs.faint for signs in read))
    if "explicit" in levels or len(kinds) >= KINDS_FOR_EXPLICIT:
        return "explicit"
    if "death_thought" in kinds and (len(kinds) > 1 or len(faint) >= FAINT_BESIDE_DEATH):
        return "explicit"
    if "means" in faint and ("death_thought" in kinds or len(kinds) > 1):
        return "explicit"
    enough = FAINT_IN_LONG if words >= LONG else FAINT_FOR_SOFT
    return "soft" if "soft" in levels or len(faint) >= enough else "none"


def _level(sentence: str, plain: str) -> CrisisLevel:
    """Tell one sentence's level by the phrases of harm alone; what is denied or past is soft."""
    idioms = _places(IDIOMS, plain)
    put_away = False
    for found in _found(SELF_HARM, plain, idioms):
        if not _is_put_away(plain, found):
            return "explicit"
        put_away = True
    if any(True for _ in (*_found(BEING_HARMED, plain, idioms), *_found(FEAR, plain, []))):
        return "explicit"
    if any(pattern.search(sentence) for pattern in OTHER_LANGUAGES):
        return "explicit"
    return "soft" if put_away else "none"


def _found(
    patterns: tuple[re.Pattern[str], ...], plain: str, idioms: list[Span]
) -> Iterable[re.Match[str]]:
    for pattern in patterns:
        for found in pattern.finditer(plain):
            if not _overlaps(found, idioms):
                yield found


def _is_put_away(plain: str, found: re.Match[str]) -> bool:
    """Say whether what was found is denied, or told of a time long past."""
    at = found.start("at") if "at" in found.re.groupindex else found.start()
    if DENIED_BEFORE.search(plain, max(0, at - _LOOK_BACK), at):
        return True
    if CLEAN_SINCE.search(plain, 0, found.end() + _LOOK_BACK) and "relaps" not in plain:
        return "hurt" in found.group() or "cut" in found.group() or "harm" in found.group()
    return bool(LONG_PAST.search(plain)) and not STILL.search(plain)


def _sounds_like_harm(sentence: str, plain: str) -> bool:
    """Ask the trained model, where the sentence holds a word that makes it worth asking."""
    if not _WORTH_ASKING.search(plain):
        return False
    return words_model().hear(sentence).harm >= LEAST_HARM


def _places(patterns: tuple[re.Pattern[str], ...], plain: str) -> list[Span]:
    return [found.span() for pattern in patterns for found in pattern.finditer(plain)]


def _overlaps(found: re.Match[str], spans: list[Span]) -> bool:
    return any(found.start() < end and start < found.end() for start, end in spans)
