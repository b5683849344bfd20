"""Cut a sentence into singable lines at its natural boundaries, in the best way or in several."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corvia_engine.lyrics.joining_words import JOINING_WORDS
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.leaving_out import clause_runs, left_out_cost
from corvia_engine.lyrics.line_breaks import break_cost
from corvia_engine.lyrics.syllables import singable, syllable_count, syllables_of_line

SHORTEST_LINE = 4
LONGEST_LINE = 10
LONGEST_ALTERNATIVE = 11
IDEAL_LINE = 7
LONGEST_WORD = 12

MOST_WAYS = 16
MOST_DEARER = 8.0
"""By how much another way to cut may cost more than the best."""

DEAREST_CUT = 3.0
"""No cut of another way costs more: it never parts an article or a preposition from its noun."""


class Cut(NamedTuple):
    """Lines that a sentence was cut into, and what that way costs."""

    lines: tuple[str, ...]
    cost: float


def cut_into_lines(sentence: str, language: str = ENGLISH) -> list[str]:
    """Cut a sentence into lines of 4–10 syllables where it can be.

    The cuts are those of least cost by dynamic programming: a cut is cheap at punctuation, before
    a conjunction, a preposition or a new subject, dear inside a phrase and nearly forbidden after
    a word that hangs in the air (an article, a preposition, “I'm”). Lines near 7 syllables cost
    least. No word is divided, except one of more than 12 syllables (writing without spaces).
    """
    cutter = _Cutter(sentence, language, ways=1)
    return list(cutter.cuts(0, cutter.end)[0].lines) if cutter.end else []


def ways_to_cut(sentence: str, language: str = ENGLISH, most: int = MOST_WAYS) -> list[Cut]:
    """Give the best way to cut a sentence, then others, by their cost.

    Others end a line elsewhere, or sing the sentence up to the end of a clause, or from “and I …”
    on, so that what is sung is a whole clause of the person's in any case.
    """
    cutter = _Cutter(sentence, language, ways=most)
    if not cutter.end:
        return []
    whole = cutter.cuts(0, cutter.end)
    found = {cut.lines: cut for cut in whole}
    if language == ENGLISH:
        for start, end in clause_runs(cutter.words):
            if not cutter.may_end(end):
                continue
            less = left_out_cost(cutter.words, start, end)
            for cut in cutter.cuts(start, end):
                cost = max(cut.cost, whole[0].cost) + less
                found.setdefault(cut.lines, Cut(cut.lines, cost))
    best = whole[0]
    others = [
        cut for cut in found.values()
        if cut.lines != best.lines and cut.cost <= best.cost + MOST_DEARER
    ]  # fmt: skip
    return [best, *sorted(others, key=lambda cut: (cut.cost, cut.lines))[: most - 1]]


def whole_ways(ways: Sequence[Cut]) -> tuple[Cut, ...]:
    """Keep the ways that sing all words of the first."""
    size = _letters(ways[0].lines)
    return tuple(way for way in ways if _letters(way.lines) == size)


def _letters(lines: Sequence[str]) -> int:
    return sum(len(line.replace(" ", "")) for line in lines)


class _Way(NamedTuple):
    cost: float
    ends: tuple[int, ...]


class _Cutter:
    """The words of a sentence, and the cheapest ways to cut any run of them."""

    def __init__(self, sentence: str, language: str, *, ways: int) -> None:
        self.words, self._glued = _divided(singable(sentence).split(), language)
        self.end = len(self.words)
        self._small = JOINING_WORDS.get(language, JOINING_WORDS[ENGLISH])
        self._ways = ways
        self._counts = [_count(word, language) for word in self.words]
        self._costs = [0.0] + [
            break_cost(self.words, place, self._small) for place in range(1, self.end + 1)
        ]

    def may_end(self, end: int) -> bool:
        """Say whether what is sung of the sentence may end before the word at `end`."""
        return end == self.end or self._costs[end] <= DEAREST_CUT

    def cuts(self, start: int, end: int) -> list[Cut]:
        """Give the ways to cut the words from `start` to `end`, the cheapest first."""
        best: list[list[_Way]] = [[_Way(0.0, ())]]
        for here in range(start + 1, end + 1):
            options = [
                _Way(way.cost + cost, (*way.ends, here))
                for before, cost in self._last_lines(start, here, here == end)
                for way in best[before - start]
            ]
            best.append(sorted(options)[: self._ways])
        cheapest = best[-1][0].ends
        return [
            Cut(self._lines(start, way.ends), round(way.cost, 4))
            for way in best[-1]
            if (way.ends == cheapest and end - start == self.end)
            or self._is_sayable(start, way.ends)
        ]

    def _last_lines(self, start: int, here: int, is_end: bool) -> Iterator[tuple[int, float]]:
        """Give where a line that ends at `here` may begin, and what that line costs."""
        cut = 0.0 if is_end else self._costs[here]
        syllables = 0
        for before in range(here - 1, start - 1, -1):
            syllables += self._counts[before]
            if syllables > LONGEST_LINE + 6 and before < here - 1:
                return
            yield before, _length_cost(syllables) + cut

    def _is_sayable(self, start: int, ends: Sequence[int]) -> bool:
        """Say whether no cut is a bad one, and every line can be sung in a breath."""
        singable_lines = all(
            SHORTEST_LINE <= sum(self._counts[a:b]) <= LONGEST_ALTERNATIVE
            for a, b in itertools.pairwise((start, *ends))
        )
        return singable_lines and all(self._costs[end] <= DEAREST_CUT for end in ends[:-1])

    def _lines(self, start: int, ends: Sequence[int]) -> tuple[str, ...]:
        lines = []
        for a, b in itertools.pairwise((start, *ends)):
            parts = (("" if k in self._glued else " ") + self.words[k] for k in range(a, b))
            lines.append("".join(parts).strip())
        return tuple(lines)


def _count(word: str, language: str) -> int:
    return syllable_count(word) if language == ENGLISH else len(syllables_of_line(word, language))


def _divided(words: list[str], language: str) -> tuple[list[str], set[int]]:
    """Divide what is written without spaces at its stops or after ten syllables.

    Gives the pieces and the places of those that follow the one before without a space.
    """
    pieces: list[str] = []
    glued: set[int] = set()
    for word in words:
        if len(word) <= LONGEST_WORD or _count(word, language) <= LONGEST_WORD:
            pieces.append(word)
            continue
        own = _runs(word)
        glued.update(range(len(pieces) + 1, len(pieces) + len(own)))
        pieces.extend(own)
    return pieces, glued


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    run, size = "", 0
    for syllable in syllables_of_line(word):
        run, size = run + syllable.text, size + 1
        if (size >= SHORTEST_LINE and run[-1] in "、。，！？,.!?") or size == LONGEST_LINE:
            runs.append(run)
            run, size = "", 0
    return [*runs, run] if run else runs


def _length_cost(syllables: int) -> float:
    if syllables < SHORTEST_LINE:
        return 2.5 * (SHORTEST_LINE - syllables) + 1.0
    if syllables > LONGEST_LINE:
        return 4.0 + 3.0 * (syllables - LONGEST_LINE)
    return 0.6 + 0.12 * (syllables - IDEAL_LINE) ** 2
