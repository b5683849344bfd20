"""Sentences as sparse TF-IDF vectors: hashed word 1–2-grams and character 2–5-grams.

Every n-gram is named by its CRC-32, so that no vocabulary of strings has to be shipped or loaded.
Training and inference call the same functions, which is why they cannot drift apart.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator

SHORTEST_CHARACTER_GRAM = 2
LONGEST_CHARACTER_GRAM = 5
LONGEST_TOKEN = 24
MOST_TOKENS = 400

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "`": "'"})
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[!?]+|[:;=][-']?[()\[\]DPpo/|]|[^\w\s]", re.UNICODE)
_LONG_RUN = re.compile(r"(.)\1{3,}", re.DOTALL)


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
    """Name every token and every pair of neighbours, the sentence's ends included."""
    before = "^"
    for token in tokens:
        yield single_word(token)
        yield _name("b", f"{before} {token}")
        before = token
    yield _name("b", f"{before} $")


def single_word(token: str) -> int:
    """Name one token."""
    return _name("w", token)


def character_grams(token: str) -> Iterator[int]:
    """Name every run of 2–5 characters of a token between two spaces."""
    padded = f" {token} "
    for size in range(SHORTEST_CHARACTER_GRAM, LONGEST_CHARACTER_GRAM + 1):
        for start in range(len(padded) - size + 1):
            yield _name("c", padded[start : start + size])


def _name(kind: str, gram: str) -> int:
    return zlib.crc32(f"{kind}{gram}".encode("utf-8", "surrogatepass"))
