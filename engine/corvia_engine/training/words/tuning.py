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
from corvia_engine.words.model import MOODS, Raw, Scaling, Settings, WordsModel, mood_scores
from corvia_engine.words.wordpiece import UNKNOWN, WordPiece
from corvia_local.model.reflection import DISTORTION_TYPES

MOST_EVERYDAY_ALARMS = 0.025
MOST_HARD_ALARMS = 0.10
MOST_HARM_ALARMS = 0.001
MOST_HARMLESS_ALARMS = 0.01
COMMON = 3
"""A word is common that occurs so often in GoEmotions' and EmoBank's training sentences."""

WIDE_SHARE = 0.4
"""Cross-validated on GoEmotions' dev split, .3 to .5 do alike; all or nothing does worse by .02."""

MOOD_WEIGHTS = (0.4, 0.4, 0.2)
"""Of the feeling branch, the thinking branch and the linear model. Weights fitted to EmoBank's dev
split do no better there in cross-validation."""

UNSURE_ACCURACY = 0.3
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
        wide_share=WIDE_SHARE,
        mood_weights=(MOOD_WEIGHTS,) * MOODS,
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
    outputs = raw_outputs(model, goemotions.texts["dev"])
    letters = raw_outputs(model, emobank.texts["dev"])
    logits = emotion_logits(settings, outputs)
    calibration = [fit_platt(logits[:, k], marks[:, k]) for k in range(logits.shape[1])]
    p = sigmoid(logits * [c[0] for c in calibration] + [c[1] for c in calibration])
    settings = msgspec.structs.replace(
        settings,
        label_calibration=tuple(calibration),
        thresholds=tuple(round(best_threshold(p[:, k]), 3) for k in range(p.shape[1])),
        least_confidence=least_confidence(p, marks),
    )
    settings = with_scalings(settings, goemotions, p, moods_of(settings, outputs), letters)
    settings = with_traps(settings, model, parts, outputs, letters)
    return with_harm(settings, model, outputs)


def raw_outputs(model: WordsModel, texts: Sequence[str]) -> list[Raw]:
    """Give the file's outputs, one a text."""
    return [model.raw(text) for text in texts]


def thinking_of(outputs: Sequence[Raw]) -> np.ndarray:
    """Give the thinking branch's outputs (texts × outputs)."""
    return np.array([raw.thinking for raw in outputs])


def emotion_logits(settings: Settings, outputs: Sequence[Raw]) -> np.ndarray:
    """Give the emotions' uncalibrated logits (texts × labels)."""
    count, share = len(settings.labels), settings.wide_share
    deep = np.array([raw.feeling[:count] for raw in outputs])
    wide = np.array([raw.wide[:count] for raw in outputs])
    return (1 - share) * deep + share * wide


def moods_of(settings: Settings, outputs: Sequence[Raw]) -> np.ndarray:
    """Give valence, arousal, dominance on EmoBank's scale (texts × 3)."""
    return np.array([mood_scores(settings, raw) for raw in outputs])


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
    goemotions: corpora.EmotionCorpus,
    p: np.ndarray,
    spoken_scores: np.ndarray,
    letters: Sequence[Raw],
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
    dev = moods_of(settings, letters)
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
    everyday: Sequence[Raw],
    letters: Sequence[Raw],
) -> Settings:
    """Calibrate the gate and the types, and find the gate's threshold.

    The threshold lets through at most 2.5 % of everyday sentences or 10 % of our own hard ones,
    whichever is stricter.
    """
    dev = parts.sentences.dev + parts.posts.dev + parts.untyped.dev
    own = thinking_of(raw_outputs(model, dev.texts))
    distorted = np.array([kind != traps.NO_TRAP for kind in dev.kinds])
    plain = np.concatenate([thinking_of(everyday)[:, MOODS], thinking_of(letters)[:, MOODS]])
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


def with_harm(settings: Settings, model: WordsModel, outputs: Sequence[Raw]) -> Settings:
    """Let through at most 1 in 1,000 of GoEmotions' dev sentences and 1 in 100 harmless cases."""
    cases = caring.read_cases("care_development.txt")
    own = thinking_of(raw_outputs(model, [text for text, _ in cases]))
    everyday = thinking_of(outputs)
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
