"""Why the model hears what it hears: how much a result changes when some words are left out."""

import itertools
import re
from typing import Final

from corvia_engine.words.model import Heard, WordsModel, words_model
from corvia_local.errors import BadInput
from corvia_local.model.explanation import Weight
from corvia_local.model.progress import Report, silent

LONGEST_PHRASE: Final = 3
MOST_WORDS = 120
"""Longer texts are explained by their first 120 words, so that time stays bounded."""

_WORD = re.compile(r"\S+")
_NUMBERS = ("valence", "arousal", "distorted")


class UnknownTarget(BadInput):
    """The model gives no such result."""


def result_of(text: str, target: str) -> float:
    """Give one result of a text, in the units of `explain`. Raises UnknownTarget."""
    model = words_model()
    _check_target(model, target)
    return _value(model, model.hear(text), target)


def explain(text: str, target: str, report: Report = silent) -> tuple[Weight, ...]:
    """Weigh the words of one sentence or passage by occlusion (Zeiler & Fergus 2014).

    `target` is “valence” or “arousal” (weights in units of -1…1), an emotion's label, “distorted”,
    or a thinking trap (weights in units of probability). Every run of one to three words is left
    out in turn; a word's weight is the mean of the changes that come with it, each change shared
    out among the words left out. In the order of the text; empty for a text of fewer than two
    words. Raises UnknownTarget.
    """
    model = words_model()
    _check_target(model, target)
    spans = [match.span() for match in itertools.islice(_WORD.finditer(text), MOST_WORDS)]
    if len(spans) < 2:
        return ()
    text = text[: spans[-1][1]]
    whole = _value(model, model.hear(text), target)
    total, count = [0.0] * len(spans), [0] * len(spans)
    longest = min(LONGEST_PHRASE, len(spans) - 1)
    for size in range(1, longest + 1):
        for first in range(len(spans) - size + 1):
            report("leaving out word after word", (size - 1 + first / len(spans)) / longest)
            last = first + size - 1
            rest = f"{text[: spans[first][0]]} {text[spans[last][1] :]}"
            change = (whole - _value(model, model.hear(rest), target)) / size
            for place in range(first, last + 1):
                total[place] += change
                count[place] += 1
    return tuple(
        Weight(span, round(weight / times, 4))
        for span, weight, times in zip(spans, total, count, strict=True)
    )


def _check_target(model: WordsModel, target: str) -> None:
    if target not in (*_NUMBERS, *model.settings.labels, *model.settings.traps):
        raise UnknownTarget(
            f"The model gives no result called “{target[:40]}”. Name valence, arousal, an emotion"
            " such as sadness, or a habit of thought such as mind_reading."
        )


def _value(model: WordsModel, heard: Heard, target: str) -> float:
    settings = model.settings
    if target in settings.labels:
        return float(heard.emotions[settings.labels.index(target)])
    if target in settings.traps:
        return float(heard.distorted * heard.traps[settings.traps.index(target)])
    return float(getattr(heard, target))
