"""Which thinking traps, if any, are likely enough in a text to be shown to the person."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corvia_engine.words.model import Heard, Settings
from corvia_engine.words.sentences import Span
from corvia_local.model.reflection import Distortion

MOST_TYPES = 2
MOST_PLACES = 4
"""Sentences that are shown for one type."""

SECOND_SHARE = 0.5
"""A second type is offered where it is at least so likely, measured by the first."""

PLACE_SHARE = 0.6
"""A further sentence is shown for a type where the type is at least so likely in it, measured by
the sentence in which it is likeliest."""

Floats = NDArray[np.float64]


def likely_traps(
    settings: Settings,
    sentences: Sequence[tuple[Span, Heard]],
    passages: Sequence[Heard],
) -> tuple[Distortion, ...]:
    """Give at most two types of trap, each with the sentences where it is likeliest.

    A trap is named only where the model finds that some sentence, or some whole passage, is likely
    distorted at all. How likely a type is: the mean of its highest value over the sentences and
    its highest value over the passages, each being p(distorted) · p(type). The order is that of
    the text.
    """
    gates = [heard.distorted for _, heard in sentences] + [heard.distorted for heard in passages]
    if max(gates, default=0.0) < settings.gate_threshold:
        return ()
    by_sentence = np.array([_joint(heard) for _, heard in sentences])
    by_passage = np.array([_joint(heard) for heard in passages])
    likely = (by_sentence.max(axis=0) + by_passage.max(axis=0)) / 2
    order = sorted(range(len(likely)), key=lambda k: (-likely[k], k))
    chosen = [k for k in order[:MOST_TYPES] if likely[k] >= SECOND_SHARE * likely[order[0]]]
    found = [
        Distortion(
            settings.traps[k],
            round(float(likely[k] * column[place] / column.max()), 3),
            sentences[place][0],
        )
        for k in chosen
        for column in (by_sentence[:, k],)
        for place in _places(column)
    ]
    return tuple(sorted(found, key=lambda trap: (trap.span, -trap.p)))


def _joint(heard: Heard) -> Floats:
    return heard.distorted * heard.traps.astype(np.float64)


def _places(column: Floats) -> list[int]:
    """List the sentences where one type is likeliest, best first."""
    order = sorted(range(len(column)), key=lambda place: (-column[place], place))
    return [place for place in order[:MOST_PLACES] if column[place] >= PLACE_SHARE * column.max()]
