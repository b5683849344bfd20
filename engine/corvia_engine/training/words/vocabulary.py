"""Which rows of the vocabulary are kept: those of Latin script, signs and emoji that are needed.

The model hears English alone; the rows for other scripts and the empty ones would be dead weight.
BERT's rows stand in the order of how common the pieces are: of the rarer whole words only those are
kept that occur in the texts for training, and the others are built of pieces.
"""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

from corvia_engine.words.wordpiece import CONTINUED, wordpiece_of

COMMON_ROWS = 16_000

_EMPTY = re.compile(r"\[unused\d+\]")
_OTHER = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI",
          "TAMIL", "THAI", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "TIBETAN", "TELUGU",
          "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "GURMUKHI", "GUJARATI", "BOPOMOFO",
          "KANGXI", "RUNIC", "ETHIOPIC", "LAO")  # fmt: skip


def kept_rows(vocabulary: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """Give the kept rows in order; the marks for padding, unknown, start and end are among them."""
    tokenizer = wordpiece_of(vocabulary)
    seen = {piece for text in texts for word in tokenizer.words(text)
            for piece in tokenizer.pieces(word)}  # fmt: skip
    return np.array(
        [
            row
            for row, piece in enumerate(vocabulary)
            if _is_kept(piece) and (row < COMMON_ROWS or row in seen or piece.startswith(CONTINUED))
        ]
    )


def _is_kept(piece: str) -> bool:
    if _EMPTY.fullmatch(piece):
        return False
    return not any(unicodedata.name(char, "").startswith(_OTHER) for char in piece)
