"""Calibration and thresholds: found on development parts, through the exported model."""

import base64
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
from scipy.optimize import minimize_scalar

from corvia_engine.training.words import caring, corpora, mood, traps
from corvia_engine.training.words.emotions import best_threshold, fit_platt, sigmoid
from corvia_engine.training.words.thoughts import ThoughtParts
from corvia_engine.words.model import MOODS, Scaling, Settings, WordsModel
from corvia_engine.words.wordpiece import UNKNOWN, WordPiece
from corvia_local.model.reflection import DISTORTION_TYPES

MOST_EVERYDAY_ALARMS = 0.025
MOST_HARD_ALARMS = 0.10
MOST_HARM_ALARMS = 0.001
MOST_HARMLESS_ALARMS = 0.01
COMMON = 3
"""A word is common that occurs so often in GoEmotions' and EmoBank's training sentences."""

UNSURE_ACCURACY = 0.25
"""Where the likeliest emotion is right in less than this share of cases, the text is unsure."""

LEAST_SURE_ROWS = 40


def provisional(labels: tuple[str, ...], emobank: corpora.MoodCorpus, known: str) -> Settings:
    """Give settings that change nothing, to read the network's plain outputs with."""
    scores = emobank.scores["train"]
    flat = Scaling(mood.MIDDLE, 1.0, 0.0, 0.0, 0.0, (0.0,) * len(labels))
    return Settings(
        labels=labels,
        thresholds=(0.5,) * len(labels),
        label_calibration=((1.0, 0.0),) * len(labels),
        least_confidence=0.0,
        mood_means=tuple(float(x) for x in scores.mean(axis=0)),
        mood_spreads=tuple(float(x) for x in scores.std(axis=0)),
        valence=flat,
        arousal=flat,
        traps=DISTORTION_TYPES,
        trap_temperature=1.0,
        gate_calibration=(1.0, 0.0),
        gate_threshold=0.5,
        harm_calibration=(1.0, 0.0),
        harm_threshold=0.5,
        known=known,
    )


def common_words(tokenizer: WordPiece, texts: Sequence[str]) -> str:
    """Mark the vocabulary rows that are whole, common words of these texts; base64."""
    counts: Counter[int] = Counter()
    for text in texts:
        for word in tokenizer.words(text):
            pieces = tokenizer.pieces(word)
            if len(pieces) == 1:
                counts[pieces[0]] += 1
    counts.pop(tokenizer.numbers[UNKNOWN], None)
    bits = np.array([counts[row] >= COMMON for row in range(len(tokenizer.numbers))])
    return base64.b64encode(np.packbits(bits).tobytes()).decode("ascii")


def tuned(
    model: WordsModel,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    parts: ThoughtParts,
) -> Settings:
    """Find everything but the errors on test."""
    settings = model.settings
    marks = goemotions.marks["dev"]
    feeling, thinking = raw_outputs(model, goemotions.texts["dev"])
    logits = feeling[:, : len(settings.labels)]
    calibration = [fit_platt(logits[:, k], marks[:, k]) for k in range(logits.shape[1])]
    p = sigmoid(logits * [c[0] for c in calibration] + [c[1] for c in calibration])
    settings = msgspec.structs.replace(
        settings,
        label_calibration=tuple(calibration),
        thresholds=tuple(round(best_threshold(p[:, k], marks[:, k]), 3) for k in range(p.shape[1])),
        least_confidence=least_confidence(p, marks),
    )
    settings = with_scalings(
        settings, model, goemotions, emobank, p, mood_scores(settings, feeling, thinking)
    )
    settings = with_traps(settings, model, parts, thinking, emobank)
    return with_harm(settings, model, thinking)


def raw_outputs(model: WordsModel, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Give the outputs of both branches, a row a text."""
    both = [model.raw(text) for text in texts]
    return np.array([a for a, _ in both]), np.array([b for _, b in both])


def mood_scores(settings: Settings, feeling: np.ndarray, thinking: np.ndarray) -> np.ndarray:
    """Give valence, arousal, dominance on EmoBank's scale, the mean of both branches."""
    moods = (feeling[:, len(settings.labels) :] + thinking[:, :MOODS]) / 2
    return np.array(settings.mood_means) + np.array(settings.mood_spreads) * moods


def least_confidence(p: np.ndarray, marks: np.ndarray) -> float:
    """Give the highest confidence below which the likeliest emotion is mostly wrong."""
    best = p.max(axis=1)
    right = marks[np.arange(len(p)), p.argmax(axis=1)]
    order = np.argsort(best)
    running = np.cumsum(right[order]) / np.arange(1, len(p) + 1)
    poor = np.flatnonzero(running[LEAST_SURE_ROWS:] < UNSURE_ACCURACY)
    return round(float(best[order][LEAST_SURE_ROWS + poor[-1]]), 3) if poor.size else 0.0


def with_scalings(
    settings: Settings,
    model: WordsModel,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    p: np.ndarray,
    spoken_scores: np.ndarray,
) -> Settings:
    """Find the gain on EmoBank's dev split, and the neutral score with GoEmotions' dev split.

    People writing about themselves sound more aroused, and less pleasant, to a model of news and
    letters than they are. The neutral arousal is the one at which sentences that raters called
    neutral, and nothing else, come out at 0 on average; the neutral valence lies halfway between
    that and the scale's middle, since journals are rarely written about nothing.
    """
    marks = goemotions.marks["dev"]
    plain = (marks[:, settings.labels.index("neutral")] == 1) & (marks.sum(axis=1) == 1)
    spoken, felt = spoken_scores[plain].mean(axis=0), p[plain].mean(axis=0)
    dev = mood_scores(settings, *raw_outputs(model, emobank.texts["dev"]))
    correlation = corpora.document_correlation()
    scalings = []
    for k, toward_middle in enumerate((0.5, 0.0)):
        gain = mood.gain_for(dev[:, k])
        places = np.array([mood.PLACES[label][k] for label in settings.labels])
        places = places * mood.PLACE_GAIN[k]
        share = mood.EMOTION_SHARES[k]
        neutral = spoken[k] + share / (1 - share) * (felt @ places) / gain
        neutral += toward_middle * (mood.MIDDLE - neutral)
        rounded = tuple(float(place) for place in places.round(3))
        scalings.append(Scaling(float(neutral), gain, 0.0, share, correlation[k], rounded))
    return msgspec.structs.replace(settings, valence=scalings[0], arousal=scalings[1])


def with_traps(
    settings: Settings,
    model: WordsModel,
    parts: ThoughtParts,
    everyday: np.ndarray,
    emobank: corpora.MoodCorpus,
) -> Settings:
    """Calibrate the gate and the types, and find the gate's threshold.

    The threshold lets through at most 2.5 % of everyday sentences or 10 % of our own hard ones,
    whichever is stricter.
    """
    dev = parts.sentences.dev + parts.posts.dev + parts.untyped.dev
    _, own = raw_outputs(model, dev.texts)
    _, letters = raw_outputs(model, emobank.texts["dev"])
    distorted = np.array([kind != traps.NO_TRAP for kind in dev.kinds])
    plain = np.concatenate([everyday[:, MOODS], letters[:, MOODS]])
    logits = np.concatenate([own[:, MOODS], plain])
    gold = np.concatenate([distorted, np.zeros(len(plain), dtype=bool)]).astype(int)
    slope, shift = fit_platt(logits, gold)
    allowed = [
        np.quantile(plain, 1 - MOST_EVERYDAY_ALARMS),
        np.quantile(own[~distorted, MOODS], 1 - MOST_HARD_ALARMS),
    ]
    named = np.array([kind in DISTORTION_TYPES for kind in dev.kinds])
    rows = np.array([DISTORTION_TYPES.index(k) for k in dev.kinds if k in DISTORTION_TYPES])
    return msgspec.structs.replace(
        settings,
        gate_calibration=(slope, shift),
        gate_threshold=round(float(sigmoid(slope * max(allowed) + shift)), 4),
        trap_temperature=fit_temperature(own[named, MOODS + 1 : -1], rows),
    )


def fit_temperature(logits: np.ndarray, rows: np.ndarray) -> float:
    """Find the temperature of least cross-entropy (Guo et al. 2017)."""

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return -float(logs[np.arange(len(rows)), rows].mean())

    found = minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded")
    return round(float(found.x), 3)


def with_harm(settings: Settings, model: WordsModel, everyday: np.ndarray) -> Settings:
    """Let through at most 1 in 1,000 of GoEmotions' dev sentences and 1 in 100 harmless cases."""
    cases = caring.read_cases("care_development.txt")
    _, own = raw_outputs(model, [text for text, _ in cases])
    gold = np.array([level != "none" for _, level in cases] + [False] * len(everyday)).astype(int)
    logits = np.concatenate([own[:, -1], everyday[:, -1]])
    slope, shift = fit_platt(logits, gold)
    harmless = own[[level == "none" for _, level in cases], -1]
    least = max(
        np.quantile(everyday[:, -1], 1 - MOST_HARM_ALARMS),
        np.quantile(harmless, 1 - MOST_HARMLESS_ALARMS),
    )
    return msgspec.structs.replace(
        settings,
        harm_calibration=(slope, shift),
        harm_threshold=round(float(sigmoid(slope * least + shift)), 4),
    )
