"""Read whether a text speaks of harm to oneself or of being harmed.

Phrases read each sentence in plain spelling; signs are then weighed over the whole text. Words
alone miss many of those who are in danger, so `none` never means that all is well: how many are
missed, and where wolf is cried, is measured in specs/care-v1.md.
"""

from collections.abc import Sequence

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

SURELY_HARM, MAYBE_HARM = 0.98, 0.9
"""The trained model's probabilities from which on a passage without an idiom is soft where no
phrase is read: alone, and in a text of `SPOKEN_OUT` words and more with a faint sign."""

SPOKEN_OUT = 12

MOST_ASKED = 24
"""So many passages of one text are given to the model, evenly spread."""


def crisis(text: str) -> Crisis:
    """Say whether the text speaks of harm.

    Phrases tell `explicit` (harm to oneself, being harmed), `soft` (hopelessness, being a burden,
    harm that is denied, past or another's) or `none`; many signs in one text weigh more than each
    alone. Where the phrases say `none`, the trained model is asked about the passages, and may say
    `soft`; of a text with more than 24 passages, 24 are asked. The spans are the sentences where it
    stands, or the passages that were heard so.

    At most 50 spans are given, the explicit ones before the soft ones, each group in the order
    of the text. Any text is taken, the empty one too.
    """
    spans = split_sentences(text)
    known: KnownWords = {}
    read = [signs_of(text[start:end], known) for start, end in spans]
    level = _weighed(read, len(text.split()))
    if level == "none":
        heard = _heard(text, spans, read)
        return Crisis("soft" if heard else "none", tuple(heard))
    found = [
        span
        for wanted in ("explicit", "soft")
        for span, signs in zip(spans, read, strict=True)
        if signs.level == wanted
    ] or [span for span, signs in zip(spans, read, strict=True) if signs.faint]
    return Crisis(level, tuple(found[:MOST_SPANS]))


def is_explicit(text: str) -> bool:
    """Say whether a text speaks of harm explicitly; for this the trained model is not needed."""
    known: KnownWords = {}
    read = [signs_of(text[start:end], known) for start, end in split_sentences(text)]
    return _weighed(read, len(text.split())) == "explicit"


def _weighed(read: Sequence[Signs], words: int) -> CrisisLevel:
    """Weigh the signs of all sentences of a text of so many words."""
    soft = frozenset[Sign]().union(*(signs.soft for signs in read))
    faint = frozenset[str]().union(*(signs.faint for signs in read))
    levels = {signs.level for signs in read}
    if "explicit" in levels or _weighs_as_explicit(soft, faint):
        return "explicit"
    enough = FAINT_IN_LONG if words >= LONG else FAINT_FOR_SOFT
    return "soft" if "soft" in levels or len(faint) >= enough else "none"


def _heard(text: str, spans: list[Span], read: Sequence[Signs]) -> list[Span]:
    """Give the passages that the trained model hears as harm, where no phrase was read."""
    from corvia_engine.words.model import MOST_TOKENS, words_model
    from corvia_engine.words.passages import passages_of

    if not spans:
        return []
    model = words_model()
    passages = passages_of(text, spans, model.length, MOST_TOKENS - 2)
    spoken_out = len(text.split()) >= SPOKEN_OUT and any(signs.faint for signs in read)
    least = MAYBE_HARM if spoken_out else SURELY_HARM
    idioms = [span for span, signs in zip(spans, read, strict=True) if signs.sounds_so]
    return [
        (start, end)
        for start, end in passages[:: -(-len(passages) // MOST_ASKED)]
        if not any(a < end and start < b for a, b in idioms)
        and model.hear(text[start:end]).harm >= least
    ]


def _weighs_as_explicit(soft: frozenset[Sign], faint: frozenset[str]) -> bool:
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
