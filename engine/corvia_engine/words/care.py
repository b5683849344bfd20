"""Read whether a text speaks of harm to oneself or of being harmed.

Phrases read each sentence in plain spelling; signs are then weighed over the whole text. Words
alone miss many of those who are in danger, so `none` never means that all is well: how many are
missed, and where wolf is cried, is measured in specs/care-v1.md.
"""

import re
from collections.abc import Sequence, Set

from corvia_engine.words.care_signs import KnownWords, Sign, Signs, signs_of
from corvia_engine.words.sentences import Span, split_sentences
from corvia_local.model.reflection import Crisis, CrisisLevel

MOST_SPANS = 50
KINDS_FOR_EXPLICIT = 3
"""So many different kinds of soft signs in one text weigh as much as one explicit phrase."""

GRAVE = frozenset(
    ["death_thought", "farewell", "getting_ready", "near_means", "longing", "deciding", "marks"]
)
"""Kinds that are explicit beside another kind, or beside `FAINT_BESIDE_GRAVE` faint signs."""

TWICE = ("farewell", "getting_ready", "near_means", "deciding")
"""Kinds of which two different signs are explicit too."""

FAINT_BESIDE_GRAVE = 3
FAINT_FOR_SOFT = 5
"""So many different faint signs in one text weigh as much as one soft phrase."""
FAINT_IN_LONG, LONG = 4, 30
"""The same in a text of so many words."""

LEAST_HARM = 0.9
"""The trained model's probability from which on a sentence without a phrase has a faint sign more.
Alone it is no reason to stop anybody: it found no text of the fresh list that the phrases had not
found, and some everyday ones."""

HEARD = "heard"

MOST_ASKED = 100
"""So many sentences of one text are given to the model, evenly spread over those worth it."""

_WORTH_ASKING = re.compile(
    r"\b(?:alive|bear|beat|beats|better|blood|burden|burned|choke\w*|cut|cutting|dead|death|die"
    r"|died|dies|dying|disappear|empty|end|ended|ending|exist\w*|forever|gone|hit|hits|hope\w*"
    r"|hurt\w*|kill\w*|life|live|living|meaning\w*|miss|never|over|pain|point\w*|scared|stop"
    r"|suicid\w*|threw|throat|tired|vanish|wake|without me|worth\w*|give up|any ?more)\b",
    re.IGNORECASE,
)


def crisis(text: str) -> Crisis:
    """Say whether the text speaks of harm.

    Phrases tell `explicit` (harm to oneself, being harmed), `soft` (hopelessness, being a burden,
    harm that is denied, past or another's) or `none`; many signs in one text weigh more than each
    alone. Where no phrase is read in a sentence, the trained model may add a faint sign; of a text
    with more than 100 such sentences, 100 are asked. The spans are the sentences where it stands.

    At most 50 spans are given, the explicit ones before the soft ones, each group in the order
    of the text. Any text is taken, the empty one too.
    """
    spans = split_sentences(text)
    known: KnownWords = {}
    read = [signs_of(text[start:end], known) for start, end in spans]
    level = _weighed(text, spans, read)
    found = [
        span
        for wanted in ("explicit", "soft")
        for span, signs in zip(spans, read, strict=True)
        if signs.level == wanted
    ]
    if level != "none" and not found:
        found = [span for span, signs in zip(spans, read, strict=True) if signs.faint]
    return Crisis(level, tuple(found[:MOST_SPANS]))


def is_explicit(text: str) -> bool:
    """Say whether a sentence of the text speaks of harm explicitly, by its phrases alone."""
    known: KnownWords = {}
    return any(
        signs_of(text[start:end], known).level == "explicit" for start, end in split_sentences(text)
    )


def _weighed(text: str, spans: Sequence[Span], read: Sequence[Signs]) -> CrisisLevel:
    soft = frozenset[Sign]().union(*(signs.soft for signs in read))
    faint = set[str]().union(*(signs.faint for signs in read))
    levels = {signs.level for signs in read}
    if "explicit" in levels or _weighs_as_explicit(soft, faint):
        return "explicit"
    if "soft" in levels:
        return "soft"
    enough = FAINT_IN_LONG if len(text.split()) >= LONG else FAINT_FOR_SOFT
    if len(faint) == enough - 1 and _sounds_like_harm(text, spans, read):
        faint.add(HEARD)
    return "soft" if len(faint) >= enough else "none"


def _sounds_like_harm(text: str, spans: Sequence[Span], read: Sequence[Signs]) -> bool:
    """Ask the trained model about the sentences that hold a word which makes it worth asking."""
    from corvia_engine.words.model import words_model

    worth = [
        text[start:end]
        for (start, end), signs in zip(spans, read, strict=True)
        if not signs.sounds_so and _WORTH_ASKING.search(text, start, end)
    ]
    asked = worth[:: -(-len(worth) // MOST_ASKED) or 1]
    return any(words_model().hear(sentence).harm >= LEAST_HARM for sentence in asked)


def _weighs_as_explicit(soft: frozenset[Sign], faint: Set[str]) -> bool:
    """Weigh a whole text; beside a word for means, a grave sign or two kinds are explicit too."""
    kinds = {kind for kind, _ in soft} - {"spoken_of"}
    if len(kinds) >= KINDS_FOR_EXPLICIT:
        return True
    if any(sum(kind == twice for kind, _ in soft) > 1 for twice in TWICE):
        return True
    grave = bool(kinds & GRAVE)
    if grave and (len(kinds) > 1 or len(faint) >= FAINT_BESIDE_GRAVE):
        return True
    return "means" in faint and (grave or len(kinds) > 1)
