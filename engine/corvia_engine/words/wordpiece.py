"""Split a text into WordPiece tokens (Wu et al. 2016), as BERT's uncased vocabulary wants it.

The steps are those of Devlin et al. (2019): drop control characters, part CJK characters, lower
the case, strip accents, part words at punctuation, then take the longest known piece each time.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
CONTINUED = "##"
LONGEST_WORD = 100
WORD_CACHE = 20_000
_CJK_BLOCKS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True)
class WordPiece:
    """A vocabulary: `numbers` gives each piece its row in the embedding."""

    numbers: dict[str, int]
    _pieces: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def words(self, text: str) -> list[str]:
        """Split a text into lower-cased words and single punctuation marks."""
        plain = unicodedata.normalize("NFD", _cleaned(text).lower())
        unaccented = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        found: list[str] = []
        for word in unaccented.split():
            found.extend(_parted(word))
        return found

    def pieces(self, word: str) -> tuple[int, ...]:
        """Give the numbers of one word's pieces; one unknown piece if it cannot be built."""
        known = self._pieces.get(word)
        if known is None:
            known = self._longest_first(word)
            if len(self._pieces) >= WORD_CACHE:
                self._pieces.clear()
            self._pieces[word] = known
        return known

    def encode(self, text: str, most: int) -> list[int]:
        """Give at most `most` numbers, the start and end marks included."""
        return self.encode_words(self.words(text), most)

    def encode_words(self, words: Sequence[str], most: int) -> list[int]:
        """Encode words that are already split."""
        numbers = [self.numbers[START]]
        for word in words:
            if len(numbers) >= most:
                break
            numbers.extend(self.pieces(word))
        return [*numbers[: most - 1], self.numbers[END]]

    def _longest_first(self, word: str) -> tuple[int, ...]:
        unknown = (self.numbers[UNKNOWN],)
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = CONTINUED if start else ""
            for end in range(len(word), start, -1):
                number = self.numbers.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return unknown
        return tuple(found)


def wordpiece_of(vocabulary: Sequence[str]) -> WordPiece:
    """Make a tokenizer of the pieces in the order of their rows."""
    return WordPiece({piece: row for row, piece in enumerate(vocabulary)})


def _cleaned(text: str) -> str:
    kept: list[str] = []
    for char in text.replace("’", "'").replace("‘", "'"):
        if char.isspace():
            kept.append(" ")
        elif char == "\ufffd" or unicodedata.category(char).startswith("C"):
            continue
        elif _is_cjk(char):
            kept.append(f" {char} ")
        else:
            kept.append(char)
    return "".join(kept)


def _is_cjk(char: str) -> bool:
    return ord(char) >= 0x3400 and any(low <= ord(char) <= high for low, high in _CJK_BLOCKS)


def _parted(word: str) -> list[str]:
    if word.isalnum():
        return [word]
    parts: list[str] = []
    within = False
    for char in word:
        if _is_punctuation(char):
            parts.append(char)
            within = False
        elif within:
            parts[-1] += char
        else:
            parts.append(char)
            within = True
    return parts


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return not char.isalnum() and char.isprintable() and char != " "
    return unicodedata.category(char).startswith("P")
