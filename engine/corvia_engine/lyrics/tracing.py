"""Find, for every word of a line, where the person wrote it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.syllables import singable
from corvia_local.model.lyric_draft import LineEdit, LineForm, Source, SungWord, Written

MOST_SKIPPED = 6
"""Written words that may be left out between two that are sung."""

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class _Token:
    """A word as it can be sung, and the place of what was written for it."""

    plain: str
    source: Source
    spelt: str


class WrittenWords:
    """The words of one text, in order, to look lines up in."""

    def __init__(self, text: str, written: Written) -> None:
        self._tokens: list[_Token] = []
        for match in _TOKEN.finditer(text):
            source = Source(written, match.start(), match.end())
            sung = singable(match.group()).split()
            spelt = match.group() if any(char.isdigit() for char in match.group()) else ""
            self._tokens += [_Token(bare(word), source, spelt) for word in sung]
        self._next = 0

    def trace(self, line: str) -> LineForm:
        """Give a line's words with their places; what stands nowhere is an edit of its own."""
        words = line.split()
        plain = [bare(word) for word in words]
        places = self._places(plain)
        sung, edits = [], []
        for word, place in zip(words, places, strict=True):
            token = None if place is None else self._tokens[place]
            sung.append(SungWord(word, token.source if token else None))
            if token is None:
                edits.append(LineEdit("spelt", "", word))
            elif token.spelt and bare(token.spelt) != bare(word):
                edits.append(LineEdit("spelt", token.spelt, word))
        edits += self._left_out(places)
        return LineForm(tuple(sung), tuple(edits))

    def _places(self, plain: Sequence[str]) -> list[int | None]:
        runs = [
            run
            for start, token in enumerate(self._tokens)
            if token.plain == plain[0] and (run := self._run(plain, start)) is not None
        ]
        if runs:
            # The words that stand closest together; of equals the next ones in the text.
            found = min(runs, key=lambda run: (run[-1] - run[0], run[0] < self._next, run[0]))
            self._next = found[-1] + 1
            return list(found)
        return [self._anywhere(word) for word in plain]

    def _run(self, plain: Sequence[str], start: int) -> list[int] | None:
        found = [start]
        for word in plain[1:]:
            window = range(found[-1] + 1, min(found[-1] + 2 + MOST_SKIPPED, len(self._tokens)))
            place = next((k for k in window if self._tokens[k].plain == word), None)
            if place is None:
                return None
            found.append(place)
        return found

    def _anywhere(self, word: str) -> int | None:
        return next((k for k, token in enumerate(self._tokens) if token.plain == word), None)

    def _left_out(self, places: Sequence[int | None]) -> list[LineEdit]:
        known = [place for place in places if place is not None]
        gaps = [
            " ".join(token.plain for token in self._tokens[a + 1 : b])
            for a, b in itertools.pairwise(known)
            if 1 < b - a <= MOST_SKIPPED + 1
        ]
        return [LineEdit("left out", gap, "") for gap in gaps]
