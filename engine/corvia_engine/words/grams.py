"""A text as a sparse TF-IDF vector: hashed word 1–2-grams and character 2–5-grams.

Every n-gram is named by its CRC-32, so that no strings have to be shipped. Training and inference
call the same functions, which is why they cannot drift apart.
"""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

SHORTEST_CHARACTER_GRAM = 2
LONGEST_CHARACTER_GRAM = 5
LONGEST_TOKEN = 24
MOST_TOKENS = 400
TOKEN_CACHE = 20_000

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "`": "'"})
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?]+|[:;=][-']?[()\[\]DPpo/|]|[^\w\s]", re.UNICODE)
_LONG_RUN = re.compile(r"(.)\1{3,}", re.DOTALL)

Names = NDArray[np.uint32]


def tokens_of(text: str) -> list[str]:
    """Split a text into lower-cased tokens: words, runs of ! and ?, emoticons, other signs.

    Compatibility forms are unified (NFKC), four or more equal characters become three, a token
    is cut at 24 characters, and at most 400 tokens are given.
    """
    unified = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    unified = _LONG_RUN.sub(r"\1\1\1", unified)
    found: list[str] = []
    for match in _TOKEN.finditer(unified):
        found.append(match.group()[:LONGEST_TOKEN])
        if len(found) == MOST_TOKENS:
            break
    return found


def word_grams(tokens: list[str]) -> Iterator[int]:
    """Name every token and every pair of neighbours, the text's ends included."""
    before = "^"
    for token in tokens:
        yield _name("w", token)
        yield _name("b", f"{before} {token}")
        before = token
    yield _name("b", f"{before} $")


def character_grams(token: str) -> Iterator[int]:
    """Name every run of 2–5 characters of a token between two spaces."""
    padded = f" {token} "
    for size in range(SHORTEST_CHARACTER_GRAM, LONGEST_CHARACTER_GRAM + 1):
        for start in range(len(padded) - size + 1):
            yield _name("c", padded[start : start + size])


@dataclass(frozen=True)
class GramVocabulary:
    """The n-grams that have a row: sorted CRC-32 names of word and of character n-grams.

    Row i belongs to the i-th word n-gram, then come the character n-grams. `idf` has one inverse
    document frequency a row.
    """

    words: Names
    characters: Names
    idf: NDArray[np.float32]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def vector(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Give the rows of a text and their values: (1 + ln tf) · idf, each block of length 1."""
        tokens = tokens_of(text)
        characters: list[int] = []
        for token in tokens:
            characters.extend(self._character_rows(token))
        blocks = [
            self._weighed(rows)
            for rows in (_rows(self.words, word_grams(tokens)), characters)
            if rows
        ]
        if not blocks:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        return (
            np.concatenate([rows for rows, _ in blocks]),
            np.concatenate([values for _, values in blocks]),
        )

    def _weighed(self, rows: list[int]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        counts = Counter(rows)
        unique = np.array(list(counts), dtype=np.int64)
        values = (1 + np.log(np.array(list(counts.values())))) * self.idf[unique]
        return unique, (values / np.linalg.norm(values)).astype(np.float32)

    def _character_rows(self, token: str) -> tuple[int, ...]:
        rows = self._known.get(token)
        if rows is None:
            first = len(self.words)
            rows = tuple(first + row for row in _rows(self.characters, character_grams(token)))
            if len(self._known) >= TOKEN_CACHE:
                self._known.clear()
            self._known[token] = rows
        return rows


def _rows(names: Names, wanted: Iterable[int]) -> list[int]:
    """Find the rows of those that are known."""
    asked = np.fromiter(wanted, dtype=np.uint32)
    places = np.searchsorted(names, asked)
    inside = places < len(names)
    found: list[int] = places[inside][names[places[inside]] == asked[inside]].tolist()
    return found


def _name(kind: str, gram: str) -> int:
    return zlib.crc32(f"{kind}{gram}".encode("utf-8", "surrogatepass"))
