"""Small edits to a line of one's own: each is named, and each can be taken or left."""

# ruff: noqa: E501 (lists of words read better unbroken)

import re
from collections.abc import Iterator, Sequence

from corvia_engine.lyrics.phrasing import bare
from corvia_engine.lyrics.rhyme import rhyme_of
from corvia_engine.words.word_sets import word_set
from corvia_local.model.lyric_draft import EditKind, LineEdit, LineForm, Source, SungWord

_CONTRACTIONS: dict[tuple[str, str], str] = {
    ("i", "am"): "I'm", ("i", "have"): "I've", ("i", "will"): "I'll", ("i", "would"): "I'd",
    ("it", "is"): "it's", ("that", "is"): "that's", ("there", "is"): "there's", ("he", "is"): "he's",
    ("she", "is"): "she's", ("we", "are"): "we're", ("they", "are"): "they're", ("do", "not"): "don't",
    ("did", "not"): "didn't", ("does", "not"): "doesn't", ("is", "not"): "isn't", ("was", "not"): "wasn't",
    ("are", "not"): "aren't", ("could", "not"): "couldn't", ("would", "not"): "wouldn't", ("will", "not"): "won't",
    ("can", "not"): "can't", ("we", "will"): "we'll", ("they", "will"): "they'll", ("we", "have"): "we've",
}  # fmt: skip
_AUXILIARY_ENDS = word_set("am have will would is are")
_WRITTEN_OUT = {
    short.lower(): f"{a if a != 'i' else 'I'} {b}" for (a, b), short in _CONTRACTIONS.items()
}
_DROPPABLE = word_set(
    "just really very quite actually simply totally completely literally somehow even still that"
)
_LEADING = word_set("and but so then because")
_TIMES = re.compile(
    r"^(?:today|tonight|yesterday|tomorrow|now|again|sometimes|maybe|this (?:morning|evening|week|year|spring|summer|autumn|winter)|last (?:night|week|year)|in the (?:morning|evening|night|end)|at night|every (?:day|night|morning)|all (?:day|night))$",
    re.I,
)
_NEAR_WORDS: dict[str, tuple[str, ...]] = {
    "small": ("little",), "little": ("small",), "start": ("begin",), "begin": ("start",), "tired": ("weary", "worn"),
    "scared": ("afraid",), "afraid": ("scared",), "happy": ("glad",), "glad": ("happy",), "sad": ("low", "blue"),
    "quiet": ("still",), "talk": ("speak",), "speak": ("talk",), "cried": ("wept",), "cry": ("weep",),
    "house": ("home",), "home": ("house",), "road": ("street",), "street": ("road",), "fast": ("quick",),
    "quick": ("fast",), "hard": ("rough", "tough"), "mad": ("angry",), "angry": ("mad",), "big": ("large",),
    "kids": ("children",), "mom": ("mother",), "mum": ("mother",), "dad": ("father",), "mother": ("mum",),
    "wrong": ("off",), "shut": ("closed",), "closed": ("shut",), "end": ("close",), "smile": ("grin",),
    "sleep": ("rest",), "rest": ("sleep",), "evening": ("night",), "night": ("evening",), "hurts": ("aches",),
    "hurt": ("ache",), "fell": ("dropped",), "yelled": ("shouted",), "shouted": ("yelled",), "way": ("road",),
}  # fmt: skip
"""Words that may stand for one another at a line's end; each is an edit that is shown."""

_PLACE = re.compile(
    r"^(?:in|on|at|by|under|behind|beside|near|outside|inside|through) (?:(?:the|my|a|an|this|our|his|her)(?: [a-z]+)? [a-z]+|work|school|home|bed|town|spring|summer|autumn|winter)$"
)
_SUBJECTS = word_set("i we he she they it")
_LEANING = word_set(
    "look looked looking stare stared laugh laughed laughing shout shouted believe believed interested live"
    " lived think thought fall fell fallen go goes went put puts run ran walk walked get gets got is was am i'm are were be"
)
"""Words whose place belongs to them so closely that it does not move to the front."""

TAGS = (
    "I know", "you see", "somehow", "after all", "it seems", "even so", "it's true", "in my mind",
    "in my head", "deep inside", "for now", "anyway", "I guess", "I think", "that's all", "I feel",
)  # fmt: skip
"""Light words that can end a line for a rhyme and tell nothing new; never chosen by themselves."""

Words = tuple[SungWord, ...]


def edited_forms(form: LineForm, most: int) -> tuple[LineForm, ...]:
    """Give up to `most` further forms of a line, each by one or two small edits, in a fixed order."""
    singles = list(dict.fromkeys(_single_edits(form)))
    doubles = [
        second for first in singles if len(first.edits) == len(form.edits) + 1
        for second in _single_edits(first)
        if second.edits[-1].kind != first.edits[-1].kind
    ]  # fmt: skip
    seen = {form.text.lower()}
    found: list[LineForm] = []
    for one in [*singles, *doubles]:
        if one.text.lower() not in seen and len(one.words) >= 2:
            seen.add(one.text.lower())
            found.append(one)
    return tuple(found[:most])


def _single_edits(form: LineForm) -> Iterator[LineForm]:
    yield from _contracted(form)
    yield from _left_out(form)
    yield from _moved(form)
    yield from _replaced(form)
    yield from _written_out(form)


def tagged_forms(form: LineForm, partners: Sequence[str], most: int) -> tuple[LineForm, ...]:
    """Give forms with a light tag at the end that rhymes with one of the partner lines."""
    found: list[LineForm] = []
    for tag in TAGS:
        if len(found) < most and any(rhyme_of(tag, one) == "perfect" for one in partners):
            last = form.words[-1]
            begun = SungWord(last.text.rstrip(",.;:") + ",", last.source)
            words = (*form.words[:-1], begun, *(SungWord(word, None) for word in tag.split()))
            found.append(_with(form, words, "added", "", tag))
    return tuple(found)


def _contracted(form: LineForm) -> Iterator[LineForm]:
    for place in range(len(form.words) - 1):
        first, second = form.words[place], form.words[place + 1]
        pair = (bare(first.text), bare(second.text))
        at_end = place + 2 == len(form.words)
        if pair not in _CONTRACTIONS or first.text[-1:] in ",.;:!?":
            continue
        if at_end and pair[1] in _AUXILIARY_ENDS:
            continue
        short = _CONTRACTIONS[pair]
        made = _cased(short, first.text) + _trail(second.text)
        one = SungWord(made, _joined(first.source, second.source))
        words = (*form.words[:place], one, *form.words[place + 2 :])
        yield _with(form, words, "contracted", f"{first.text} {second.text}", made)


def _written_out(form: LineForm) -> Iterator[LineForm]:
    for place, word in enumerate(form.words):
        long = _WRITTEN_OUT.get(bare(word.text))
        if long is None:
            continue
        parts = (_cased(long, word.text) + _trail(word.text)).split()
        words = (*form.words[:place], *(SungWord(part, word.source) for part in parts),
                 *form.words[place + 1 :])  # fmt: skip
        yield _with(form, words, "written out", word.text, " ".join(parts))


def _left_out(form: LineForm) -> Iterator[LineForm]:
    for place, word in enumerate(form.words):
        name = bare(word.text)
        leading = place == 0 and name in _LEADING and len(form.words) > 3
        inside = 0 < place < len(form.words) - 1 and name in _DROPPABLE
        if not (leading or inside) or word.text[-1:] in ",.;:!?":
            continue
        if name in ("that", "even", "still") and not _may_go(form.words, place):
            continue
        words = (*form.words[:place], *form.words[place + 1 :])
        if place == 0:
            words = (_capital(words[0]), *words[1:])
        yield _with(form, words, "left out", word.text, "")


def _may_go(words: Words, place: int) -> bool:
    """Say whether “that” joins a clause to a verb of saying, or an adverb stands before a verb."""
    before, after = bare(words[place - 1].text), bare(words[place + 1].text)
    if bare(words[place].text) == "that":
        return before in (
            "know",
            "think",
            "say",
            "said",
            "feel",
            "thought",
            "knew",
            "hope",
            "wish",
        ) and after in ("i", "he", "she", "it", "we", "they", "my")
    return before not in ("not", "don't", "didn't", "can't", "couldn't", "am", "i'm", "is", "was")


def _moved(form: LineForm) -> Iterator[LineForm]:
    for size in (1, 2, 3, 4):
        if len(form.words) < size + 2:
            continue
        tail, head = form.words[-size:], form.words[:size]
        if _is_time(tail) and form.words[-size - 1].text[-1:] not in ",.;:!?":
            rest = form.words[:-size]
            words = (_capital(tail[0]), *tail[1:], _lowered(rest[0]), *rest[1:])
            yield _with(form, _ended(words), "moved", _text(tail), _text(tail))
        if _is_place(form.words, size):
            rest = form.words[:-size]
            words = (_capital(tail[0]), *tail[1:], _lowered(rest[0]), *rest[1:])
            yield _with(form, _ended(words), "moved", _text(tail), _text(tail))
        if _is_time(head) and not _is_question(form.words[size:]):
            rest = form.words[size:]
            moved = (_lowered(head[0]), *head[1:])
            words = (_capital(rest[0]), *rest[1:], *moved)
            yield _with(form, _ended(words), "moved", _text(head), _text(head))


def _replaced(form: LineForm) -> Iterator[LineForm]:
    last = form.words[-1]
    for other in _NEAR_WORDS.get(bare(last.text), ()):
        made = _cased(other, last.text) + _trail(last.text)
        words = (*form.words[:-1], SungWord(made, None))
        yield _with(form, words, "replaced", last.text, made)


def _with(form: LineForm, words: Words, kind: EditKind, before: str, after: str) -> LineForm:
    return LineForm(words, (*form.edits, LineEdit(kind, before, after)))


def _is_time(words: Words) -> bool:
    return bool(_TIMES.match(" ".join(bare(word.text) for word in words)))


def _is_place(words: Words, size: int) -> bool:
    """Say whether a line of the form “I cried in the kitchen” ends with a place that can move."""
    plain = [bare(word.text) for word in words]
    free = plain[0] in _SUBJECTS and len(plain) >= size + 2 and plain[-size - 1] not in _LEANING
    ends = words[-size - 1].text[-1:] in ",.;:!?"
    return free and not ends and bool(_PLACE.match(" ".join(plain[-size:])))


def _is_question(words: Words) -> bool:
    return words[-1].text.endswith("?")


def _text(words: Words) -> str:
    return " ".join(word.text for word in words)


def _ended(words: Words) -> Words:
    """Take a comma or stop off words that no longer stand where it was."""
    inner = [SungWord(w.text.rstrip(",.;:"), w.source) for w in words]
    return tuple(
        new if old.text[-1:] in ",.;:" else old for old, new in zip(words, inner, strict=True)
    )


def _trail(word: str) -> str:
    return word[len(word.rstrip(',.;:!?…"”’)')) :]


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _capital(word: SungWord) -> SungWord:
    return SungWord(word.text[:1].upper() + word.text[1:], word.source)


def _lowered(word: SungWord) -> SungWord:
    name = bare(word.text)
    stays = (
        name == "i" or name.startswith("i'") or not name.islower() or name not in _COMMON_OPENERS
    )
    return word if stays else SungWord(word.text[:1].lower() + word.text[1:], word.source)


_COMMON_OPENERS = word_set(
    "the a an my your his her our their this that these those it he she we they you there and but so then today"
    " tonight yesterday tomorrow now again sometimes maybe last in at every all nobody nothing everything"
)


def _joined(first: Source | None, second: Source | None) -> Source | None:
    if first is None or second is None:
        return first or second
    if first.written != second.written:
        return first
    return Source(first.written, min(first.start, second.start), max(first.end, second.end))
