"""A linear model on n-grams beside the network (“wide and deep”, Cheng et al. 2016).

It knows single words and spellings for certain where the network knows sentences; the two err
differently, so that both together are better than either, most of all for rare emotions.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression, Ridge

from corvia_engine.training.words.corpora import EmotionCorpus, MoodCorpus
from corvia_engine.words.grams import GramVocabulary, character_grams, tokens_of, word_grams

LEAST_WORD_TEXTS = 5
LEAST_CHARACTER_TEXTS = 20
INVERSE_REGULARISATION = 2.0
MOOD_REGULARISATION = 3.0
LOGIT_SCALE = 0.1


@dataclass(frozen=True)
class WideModel:
    """`weights` (n-grams × outputs) and `bias`: 28 emotion logits, then three moods."""

    vocabulary: GramVocabulary
    weights: np.ndarray
    bias: np.ndarray


def train_wide(goemotions: EmotionCorpus, emobank: MoodCorpus) -> WideModel:
    """Fit a logistic regression an emotion, and a ridge regression a mood.

    The moods are in EmoBank's standard units; they also learn from the emotions' logits, which
    are linear in the n-grams themselves and so need no outputs of their own.
    """
    texts, letters = goemotions.texts["train"], emobank.texts["train"]
    vocabulary = make_vocabulary(texts + letters)
    features = matrix(vocabulary, texts)
    fitted = [
        LogisticRegression(
            C=INVERSE_REGULARISATION, solver="liblinear", tol=1e-2, random_state=0
        ).fit(features, marks)
        for marks in goemotions.marks["train"].T
    ]
    weights = np.column_stack([model.coef_[0] for model in fitted])
    bias = np.array([model.intercept_[0] for model in fitted])
    features = matrix(vocabulary, letters)
    logits = LOGIT_SCALE * (features @ weights + bias)
    scores = emobank.scores["train"]
    moods = Ridge(alpha=MOOD_REGULARISATION).fit(
        sp.hstack([features, sp.csr_matrix(logits)]).tocsr(),
        (scores - scores.mean(axis=0)) / scores.std(axis=0),
    )
    own, through = np.split(moods.coef_.T, [features.shape[1]])
    return WideModel(
        vocabulary,
        np.hstack([weights, own + LOGIT_SCALE * weights @ through]),
        np.concatenate([bias, moods.intercept_ + LOGIT_SCALE * bias @ through]),
    )


def make_vocabulary(texts: Sequence[str]) -> GramVocabulary:
    """Keep what occurs in 5 (words) or 20 (characters) texts; idf = ln((1+n)/(1+df)) + 1."""
    words: Counter[int] = Counter()
    characters: Counter[int] = Counter()
    cache: dict[str, set[int]] = {}
    for text in texts:
        tokens = tokens_of(text)
        words.update(set(word_grams(tokens)))
        for token in tokens:
            if token not in cache:
                cache[token] = set(character_grams(token))
        characters.update(set().union(*(cache[token] for token in tokens)))
    word_names = sorted(name for name, count in words.items() if count >= LEAST_WORD_TEXTS)
    names = sorted(name for name, count in characters.items() if count >= LEAST_CHARACTER_TEXTS)
    counts = [words[name] for name in word_names] + [characters[name] for name in names]
    idf = np.log((1 + len(texts)) / (1 + np.array(counts))) + 1
    return GramVocabulary(
        np.array(word_names, np.uint32), np.array(names, np.uint32), idf.astype(np.float32)
    )


def matrix(vocabulary: GramVocabulary, texts: Sequence[str]) -> sp.csr_matrix:
    """Give the texts' vectors, a row each."""
    vectors = [vocabulary.vector(text) for text in texts]
    starts = np.cumsum([0] + [len(rows) for rows, _ in vectors])
    return sp.csr_matrix(
        (
            np.concatenate([values for _, values in vectors]),
            np.concatenate([rows for rows, _ in vectors]),
            starts,
        ),
        shape=(len(texts), len(vocabulary.idf)),
    )
