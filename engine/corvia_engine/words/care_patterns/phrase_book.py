"""Many phrases read in one pass: a phrase is only tried where the words it needs stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from corvia_engine.words.care_patterns.needed_words import MOST_NEEDS, branches_of, needs_of

LONGEST_PIECE = 24
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|'[^\W_]+")

Masks = tuple[int, ...]
"""One bit a phrase; the k-th number says whose k-th need is met."""


@dataclass(frozen=True)
class Found:
    """A phrase that was found: its group, the number of its pattern in it, and the match."""

    group: str
    number: int
    match: re.Match[str]


class _Phrase:
    """One alternative of a pattern, compiled when it is first tried."""

    def __init__(self, group: str, number: int, source: str) -> None:
        self.group, self.number, self.source = group, number, source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)


class PhraseBook:
    """Patterns by group. A sentence costs what its own words call for, not all the patterns."""

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self._phrases = [
            _Phrase(group, number, branch)
            for group, patterns in groups.items()
            for number, pattern in enumerate(patterns)
            for branch in branches_of(pattern)
        ]
        self._pieces: dict[str, list[int]] = {}
        free = [0] * MOST_NEEDS
        for bit, phrase in enumerate(self._phrases):
            needs = needs_of(phrase.source)
            for k in range(MOST_NEEDS):
                if k >= len(needs):
                    free[k] |= 1 << bit
                    continue
                for piece in needs[k]:
                    self._pieces.setdefault(piece, [0] * MOST_NEEDS)[k] |= 1 << bit
        self._free: Masks = tuple(free)

    def find(self, plain: str, known: dict[str, Masks]) -> Iterator[Found]:
        """Find all phrases of a sentence in plain spelling.

        `known` keeps what the words of one text call for, from sentence to sentence.
        """
        met = list(self._free)
        for word in _WORD.findall(plain):
            masks = known.get(word)
            if masks is None:
                masks = known[word] = self._called_for_by(word)
            for k in range(MOST_NEEDS):
                met[k] |= masks[k]
        tried = met[0]
        for mask in met[1:]:
            tried &= mask
        while tried:
            lowest = tried & -tried
            tried ^= lowest
            phrase = self._phrases[lowest.bit_length() - 1]
            for match in phrase.pattern.finditer(plain):
                yield Found(phrase.group, phrase.number, match)

    def _called_for_by(self, word: str) -> Masks:
        masks = [0] * MOST_NEEDS
        for start in range(min(len(word), 2 * LONGEST_PIECE)):
            for end in range(start + 1, min(len(word), start + LONGEST_PIECE) + 1):
                for k, mask in enumerate(self._pieces.get(word[start:end], ())):
                    masks[k] |= mask
        return tuple(masks)
