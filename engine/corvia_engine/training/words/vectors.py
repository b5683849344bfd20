"""Sparse matrices made by the very functions that inference calls."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from corvia_engine.words.cues import CUE_NAMES, cues_of
from corvia_engine.words.features import character_grams, tokens_of, word_grams

LEAST_WORD_SENTENCES = 3
LEAST_CHARACTER_SENTENCES = 6

Grams = tuple[Counter[int], Counter[int]]


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams kept (sorted CRC-32 names) and their inverse document frequencies."""

    names: np.ndarray
    character_names: np.ndarray
    idf: np.ndarray


def count_grams(texts: Sequence[str]) -> list[Grams]:
    """Count each text's word and character n-grams."""
    cache: dict[str, list[int]] = {}
    counted = []
    for text in texts:
        tokens = tokens_of(text)
        characters: Counter[int] = Counter()
        for token in tokens:
            if token not in cache:
                cache[token] = list(character_grams(token))
            characters.update(cache[token])
        counted.append((Counter(word_grams(tokens)), characters))
    return counted


def make_vocabulary(counted: Sequence[Grams]) -> Vocabulary:
    """Keep what occurs in 3 (words) or 6 (characters) texts; idf = ln((1+n)/(1+df)) + 1."""
    frequencies: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for grams in counted:
        for frequency, gram in zip(frequencies, grams, strict=True):
            frequency.update(gram.keys())
    least = (LEAST_WORD_SENTENCES, LEAST_CHARACTER_SENTENCES)
    kept = [
        sorted(name for name, count in frequency.items() if count >= minimum)
        for frequency, minimum in zip(frequencies, least, strict=True)
    ]
    counts = [
        frequency[name]
        for frequency, names in zip(frequencies, kept, strict=True)
        for name in names
    ]
    idf = np.log((1 + len(counted)) / (1 + np.array(counts))) + 1
    return Vocabulary(
        np.array(kept[0], np.uint32), np.array(kept[1], np.uint32), idf.astype(np.float32)
    )


def matrix(counted: Sequence[Grams], vocabulary: Vocabulary) -> sp.csr_matrix:
    """Weight by (1 + ln tf) · idf, each block of n-grams scaled to length 1."""
    places = (
        {name: i for i, name in enumerate(vocabulary.names.tolist())},
        {
            name: i + len(vocabulary.names)
            for i, name in enumerate(vocabulary.character_names.tolist())
        },
    )
    rows, columns, values = [], [], []
    for row, grams in enumerate(counted):
        for place, gram in zip(places, grams, strict=True):
            known = [(place[name], count) for name, count in gram.items() if name in place]
            if not known:
                continue
            column = np.array([item[0] for item in known])
            value = (1 + np.log([item[1] for item in known])) * vocabulary.idf[column]
            rows.append(np.full(len(column), row))
            columns.append(column)
            values.append(value / np.linalg.norm(value))
    triple = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sp.csr_matrix(triple, shape=(len(counted), len(vocabulary.idf)))


def cue_matrix(texts: Sequence[str]) -> np.ndarray:
    """Mark each text's cues (texts × cues)."""
    marks = np.zeros((len(texts), len(CUE_NAMES)))
    for row, text in enumerate(texts):
        marks[row, cues_of(text)] = 1
    return marks
