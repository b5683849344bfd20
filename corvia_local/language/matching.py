"""Find the pattern that a finished sentence was made from, and what stands in its fields."""

import re
from collections.abc import Iterable
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

LEAST_LETTERS = 6
"""Patterns with fewer letters of their own would fit too much."""

Found = tuple[str, dict[str, str]]
"""A pattern, and each of its fields' text."""


class _Pattern(NamedTuple):
    template: str
    longest: str
    """The longest run of its own words, which a sentence must hold."""

    letters: int
    fields: tuple[str, ...]


class Sentences:
    """Patterns such as “There is no file {file}.” to look sentences up in."""

    def __init__(self, templates: Iterable[str]) -> None:
        self._patterns = sorted(
            (found for one in templates if (found := _pattern(one)) is not None),
            key=lambda pattern: -pattern.letters,
        )

    def match(self, sentence: str) -> Found | None:
        """Give the pattern with the most words of its own that fits the whole sentence."""
        for pattern in self._patterns:
            if pattern.longest in sentence and (
                found := _expression(pattern.template).fullmatch(sentence)
            ):
                values = found.groups()
                return pattern.template, dict(zip(pattern.fields, values, strict=True))
        return None


def _pattern(template: str) -> _Pattern | None:
    if "{" not in template:
        return None
    parts = list(Formatter().parse(template))
    words = [literal for literal, *_ in parts]
    letters = sum(map(len, words))
    fields = tuple(name for _, name, *_ in parts if name is not None)
    if not fields or letters < LEAST_LETTERS or len(set(fields)) != len(fields):
        return None
    return _Pattern(template, max(words, key=len), letters, fields)


@lru_cache(maxsize=512)
def _expression(template: str) -> re.Pattern[str]:
    written = (
        re.escape(literal) + ("" if name is None else "(.*?)")
        for literal, name, *_ in Formatter().parse(template)
    )
    return re.compile("".join(written), re.DOTALL)
