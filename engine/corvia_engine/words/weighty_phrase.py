"""The phrase of a text on which a result rests most, for somebody who asks why."""

from collections.abc import Sequence
from typing import Final

from corvia_engine.words.explaining import explain, result_of
from corvia_engine.words.sentences import split_sentences
from corvia_engine.words.word_sets import word_set
from corvia_local.model.progress import Report, silent

MOST_WORDS: Final = 7
"""Words of a phrase at most: what can be seen at a glance."""

MOST_SENTENCES: Final = 200

NOTICEABLE: Final = 0.4
"""Share of the heaviest word's weight above which a word makes a phrase weightier."""

LEAST: Final = 0.004
"""Weight, in the unit of the result, below which no word is said to matter."""

_SENTENCE_ENDS = (".", "!", "?", "…", ";", ":")
_QUOTES = '"”’)'
_SIGNS = ' .,;:!?…–—-"“”‘’()[]'
_LINKS = word_set(
    "and but or so as that the a an of to for in on at by with because than then is was am are"
    " were be"
)

_NEVER_LAST = _LINKS | word_set("i i'm my your his her our their we he she they you'd i'd i've")


def weighty_phrase(
    text: str,
    target: str,
    within: tuple[int, int] | None = None,
    *,
    lowers: bool = False,
    report: Report = silent,
) -> tuple[int, int] | None:
    """Give the span of the phrase that raises a result most, or with `lowers` lowers it.

    Only the words `within` a span are looked at, else those of the sentence that alone gives the
    most, or with `lowers` the least, of the result. Of all runs of at most seven words it is the
    one whose weights (`explaining.explain`) stand highest above a share of the heaviest word's.
    None where no word matters, or there are fewer than two. Raises UnknownTarget.
    """
    start, end = within or _strongest_sentence(text, target, lowers=lowers)
    weights = explain(text[start:end], target, report)
    words = [text[start + one.span[0] : start + one.span[1]] for one in weights]
    run = _heaviest_run([-one.weight if lowers else one.weight for one in weights], words)
    if run is None:
        return None
    first, last = _without_links(run, words)
    begin, stop = start + weights[first].span[0], start + weights[last - 1].span[1]
    bare = text[begin:stop].strip(_SIGNS)
    begin = text.index(bare, begin)
    return (begin, begin + len(bare)) if bare else None


def _strongest_sentence(text: str, target: str, *, lowers: bool) -> tuple[int, int]:
    sentences = split_sentences(text)[:MOST_SENTENCES]
    if not sentences:
        return 0, len(text)
    sign = -1.0 if lowers else 1.0
    return max(sentences, key=lambda one: sign * result_of(text[slice(*one)], target))


def _heaviest_run(weights: Sequence[float], words: Sequence[str]) -> tuple[int, int] | None:
    heaviest = max(weights, default=0.0)
    if heaviest < LEAST:
        return None
    above = [weight - NOTICEABLE * heaviest for weight in weights]
    ends = [k + 1 for k, word in enumerate(words) if word.rstrip(_QUOTES).endswith(_SENTENCE_ENDS)]
    runs = [
        (sum(above[first:last]), -first, last)
        for first in range(len(above))
        for last in range(first + 1, min(first + MOST_WORDS, len(above)) + 1)
        if not any(first < end < last for end in ends)
    ]
    _, first, last = max(runs)
    return -first, last


def _without_links(run: tuple[int, int], words: Sequence[str]) -> tuple[int, int]:
    """Take small words off both ends of a run, unless it is made of nothing else."""
    first, last = run
    while first < last and words[first].strip(_SIGNS).lower() in _LINKS:
        first += 1
    while first < last and words[last - 1].strip(_SIGNS).lower() in _NEVER_LAST:
        last -= 1
    return (first, last) if first < last else run
