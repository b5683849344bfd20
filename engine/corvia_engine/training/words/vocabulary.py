"""Which rows of the vocabulary are kept: those of Latin script, signs and emoji.

The model hears English alone; the rows for other scripts and the empty ones would be dead weight.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

_EMPTY = re.compile(r"\[unused\d+\]")
_OTHER = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI",
          "TAMIL", "THAI", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "TIBETAN", "TELUGU",
          "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "GURMUKHI", "GUJARATI", "BOPOMOFO",
          "KANGXI", "RUNIC", "ETHIOPIC", "LAO")  # fmt: skip


def kept_rows(vocabulary: Sequence[str]) -> np.ndarray:
    """Give the kept rows in order; the marks for padding, unknown, start and end are among them."""
    return np.array([row for row, piece in enumerate(vocabulary) if _is_kept(piece)])


def _is_kept(piece: str) -> bool:
    if _EMPTY.fullmatch(piece):
        return False
    return not any(unicodedata.name(char, "").startswith(_OTHER) for char in piece)
