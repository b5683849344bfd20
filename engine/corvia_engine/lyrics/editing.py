"""Small edits to a line of one's own: each is named, and each can be taken or left."""

# ruff: noqa: E501 (lists of words read better unbroken)

from collections.abc import Iterator, Sequence
from functools import lru_cache

from corvia_engine.lyrics.ending_edits import Words, ending_edits
from corvia_engine.lyrics.joining_words import JOINING_WORDS
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.near_words import near_ends
from corvia_engine.lyrics.rhyme import end_word, rhyme_of
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
_GOING_ON = (
    JOINING_WORDS[ENGLISH].prepositions
    | JOINING_WORDS[ENGLISH].determiners
    | word_set("that who which where until than as like")
)
"""First words of a line that most likely belongs to the end of the line before."""

_DROPPABLE = word_set(
    "just really very quite actually simply totally completely literally somehow even still that"
)
_LEADING = word_set("and but so then because")
TAGS = (
    "I know", "you see", "somehow", "after all", "it seems", "even so", "it's true", "in my mind",
    "in my head", "deep inside", "for now", "anyway", "I guess", "I think", "that's all", "I feel",
)  # fmt: skip
"""Light words that can end a line for a rhyme and tell nothing new; never chosen by themselves."""


EDIT_COST: dict[EditKind, float] = {
    "spelt": 0.0, "left out": 1.2, "contracted": 0.3, "written out": 0.5, "moved": 1.2,
    "replaced": 3.2, "added": 100.0, "own": 0.0,
}  # fmt: skip
"""What an edit costs against what it wins; a tag of ours is never chosen."""


def edit_cost(form: LineForm) -> float:
    """Give what the edits of a form cost together."""
    return sum(EDIT_COST[edit.kind] for edit in form.edits)


def goes_on(following: str) -> bool:
    """Say whether a line goes on with a phrase of the one before, so that this must end as it does.

    “The letter from the bank / that had been lying there”; “” for no line.
    """
    first = bare(following.split(maxsplit=1)[0]) if following.split() else ""
    return first in _GOING_ON


@lru_cache(maxsize=16384)
def possible_ends(line: str, *, open_end: bool = False) -> tuple[tuple[str, float], ...]:
    """Give the words on which a line can end, each with what the edit that leads there costs.

    `open_end`: the next line `goes_on` with it.
    """
    written = LineForm(tuple(SungWord(word, None) for word in line.split()), ())
    ends = {end_word(line): 0.0}
    moved = () if open_end else _ended_elsewhere(written)
    for form in (*moved, *_replaced(written)):
        last = end_word(form.text)
        ends[last] = min(edit_cost(form), ends.get(last, edit_cost(form)))
    return tuple(ends.items())


def edited_forms(form: LineForm, most: int, *, open_end: bool = False) -> tuple[LineForm, ...]:
    """Give up to `most` further forms of a line, each by one or two small edits, in a fixed order.

    `open_end`: the next line `goes_on` with it.
    """
    singles = list(dict.fromkeys(_single_edits(form, open_end=open_end)))
    doubles = [
        second for first in singles if len(first.edits) == len(form.edits) + 1
        for second in _single_edits(first, open_end=open_end)
        if second.edits[-1].kind != first.edits[-1].kind
    ]  # fmt: skip
    seen = {form.text.lower()}
    found: list[LineForm] = []
    for one in [*singles, *doubles]:
        if one.text.lower() not in seen and len(one.words) >= 2:
            seen.add(one.text.lower())
            found.append(one)
    return tuple(found[:most])


def _single_edits(form: LineForm, *, open_end: bool) -> Iterator[LineForm]:
    yield from _contracted(form)
    yield from _left_out(form)
    if not open_end:
        yield from _ended_elsewhere(form)
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


def _ended_elsewhere(form: LineForm) -> Iterator[LineForm]:
    for edit in ending_edits(form.words):
        yield _with(form, edit.words, edit.kind, edit.before, edit.after)


def _replaced(form: LineForm) -> Iterator[LineForm]:
    for size, other in near_ends([bare(word.text) for word in form.words]):
        kept, old = form.words[:-size], form.words[-size:]
        made = _cased(other, old[0].text) + _trail(old[-1].text)
        words = (*kept, *(SungWord(word, None) for word in made.split()))
        yield _with(form, words, "replaced", " ".join(word.text for word in old), made)


def _with(form: LineForm, words: Words, kind: EditKind, before: str, after: str) -> LineForm:
    return LineForm(words, (*form.edits, LineEdit(kind, before, after)))


def _trail(word: str) -> str:
    return word[len(word.rstrip(',.;:!?…"”’)')) :]


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _capital(word: SungWord) -> SungWord:
    return SungWord(word.text[:1].upper() + word.text[1:], word.source)


def _joined(first: Source | None, second: Source | None) -> Source | None:
    if first is None or second is None:
        return first or second
    if first.written != second.written:
        return first
    return Source(first.written, min(first.start, second.start), max(first.end, second.end))
