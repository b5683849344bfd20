"""Hear a text: mood, emotions, thinking traps, and first of all whether it speaks of harm."""

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from corvia_engine.words.care import crisis
from corvia_engine.words.model import MOST_TOKENS, Floats, Heard, WordsModel, words_model
from corvia_engine.words.passages import passages_of
from corvia_engine.words.sentences import Span, split_sentences
from corvia_engine.words.traps import likely_traps
from corvia_local.errors import BadInput
from corvia_local.model.reflection import Crisis, Emotion, Reflection

MOST_EMOTIONS = 5
MOST_SENTENCES = 600
"""Longer texts are heard in this many sentences, evenly spread, so that time stays bounded. Words
of harm are looked for everywhere."""

MOST_WIDENING = 12
LEAST_KNOWN_WORDS = 3
LEAST_KNOWN_SHARE = 0.6
NEUTRAL = "neutral"


class NothingWritten(BadInput):
    """The text holds nothing but white space."""


def reflect(text: str) -> Reflection:
    """Hear a whole text.

    It is heard by passage (neighbouring sentences, up to 200 tokens) and by sentence. Mood and
    emotions come from the passages: valence and arousal are means weighted by the square root of
    the known words and widened to the spread of single passages; an emotion's probability lies
    halfway between its mean and its highest value, so that one clear passage counts in a long
    text; where no passage is clear, the sentences are asked in the same way. “Neutral” is named
    only where nothing else is. The text is unsure where few of its words are known, or where every
    emotion is improbable and valence lies within its error of 0. Thinking traps come from both and
    keep the sentences where they stand; where the text speaks of harm explicitly, none are named.
    Raises NothingWritten for an empty text.
    """
    if not text.strip():
        raise NothingWritten("There is nothing written yet. Write a sentence or two first.")
    model = words_model()
    read = crisis(text)
    spans = _spread(split_sentences(text))
    sentences = [model.hear(text[start:end]) for start, end in spans]
    passages = [model.hear(text[start:end]) for start, end in _passages(model, text, spans)]
    understood = _is_understood(passages)
    valence, arousal = _mood(model, passages)
    sure = understood and (
        _is_confident(model, [*passages, *sentences]) or abs(valence) > model.settings.valence.error
    )
    named = understood and read.level != "explicit"
    return Reflection(
        valence=valence,
        arousal=arousal,
        valence_error=model.settings.valence.error,
        arousal_error=model.settings.arousal.error,
        emotions=_emotions(model, passages, sentences, sure),
        distortions=likely_traps(model.settings, list(zip(spans, sentences, strict=True)), passages)
        if named
        else (),
        crisis=read,
        sure=sure,
    )


def reflect_lines(lines: Iterable[str]) -> Iterator[Reflection]:
    """Hear each line on its own, lazily; an empty line gives an unsure reflection at rest."""
    for line in lines:
        yield reflect(line) if line.strip() else _unheard()


def _unheard() -> Reflection:
    settings = words_model().settings
    return Reflection(
        valence=0.0,
        arousal=0.0,
        valence_error=settings.valence.error,
        arousal_error=settings.arousal.error,
        emotions=(),
        distortions=(),
        crisis=Crisis("none"),
        sure=False,
    )


def _spread(spans: list[Span]) -> list[Span]:
    if len(spans) <= MOST_SENTENCES:
        return spans
    places = np.linspace(0, len(spans) - 1, MOST_SENTENCES).round().astype(int)
    return [spans[place] for place in places]


def _passages(model: WordsModel, text: str, spans: list[Span]) -> list[Span]:
    if len(spans) == MOST_SENTENCES:
        return spans
    return passages_of(text, spans, model.length, MOST_TOKENS - 2)


def _is_understood(heard: Sequence[Heard]) -> bool:
    words, known = sum(one.words for one in heard), sum(one.known for one in heard)
    return known >= LEAST_KNOWN_WORDS and known >= LEAST_KNOWN_SHARE * words


def _is_confident(model: WordsModel, heard: Sequence[Heard]) -> bool:
    return max(float(one.emotions.max()) for one in heard) >= model.settings.least_confidence


def _mood(model: WordsModel, heard: Sequence[Heard]) -> tuple[float, float]:
    weights = np.sqrt([one.known for one in heard])
    if not weights.any():
        return 0.0, 0.0
    points = np.array([(one.valence, one.arousal) for one in heard])
    valence, arousal = np.average(points, axis=0, weights=weights)
    settings = model.settings
    return (
        _widened(float(valence), len(heard), settings.valence.text_correlation),
        _widened(float(arousal), len(heard), settings.arousal.text_correlation),
    )


def _widened(mean: float, count: int, correlation: float) -> float:
    """Undo that a mean of sentences varies less than one sentence.

    Sentences of one text correlate by `correlation` (intraclass), so the mean of n has the
    standard deviation sqrt((1 + (n - 1) · correlation) / n) of one. Counted up to 12 sentences.
    """
    n = min(count, MOST_WIDENING)
    return round(max(-1.0, min(1.0, mean / math.sqrt((1 + (n - 1) * correlation) / n))), 3)


def _emotions(
    model: WordsModel, passages: Sequence[Heard], sentences: Sequence[Heard], sure: bool
) -> tuple[Emotion, ...]:
    labels, thresholds = model.settings.labels, model.settings.thresholds
    neutral = labels.index(NEUTRAL)
    p = _over(passages, neutral)
    if not any(p[k] >= thresholds[k] for k in range(len(labels)) if k != neutral):
        p = _over(sentences, neutral)
    order = sorted(range(len(labels)), key=lambda k: (-p[k], k))
    chosen = [k for k in order if p[k] >= thresholds[k] and k != neutral]
    if not chosen and sure:
        chosen = order[:1]
    return tuple(Emotion(labels[k], round(float(p[k]), 3)) for k in chosen[:MOST_EMOTIONS])


def _over(heard: Sequence[Heard], neutral: int) -> Floats:
    """Give each emotion's probability for several passages or sentences together."""
    each = np.array([one.emotions for one in heard])
    p: Floats = (each.mean(axis=0) + each.max(axis=0)) / 2
    p[neutral] = each[:, neutral].mean()
    return p
