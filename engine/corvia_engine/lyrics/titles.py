"""A title out of the song's own words."""

import re

from corvia_engine.lyrics.phrasing import bare
from corvia_engine.lyrics.selecting import speaks_of_harm
from corvia_engine.lyrics.syllables import singable, syllable_count

LONGEST_TITLE = 60
UNTITLED = "Untitled"

_SMALL = frozenset("a an the and but or nor of in on at by for from with to as so".split())
_EDGE_SIGNS = " .,;:–—…-\"“”'‘’()[]«»"
_HANGING = _SMALL | frozenset(
    "my your his her our their i i'm is am are was were that because".split()
)


def title_of(lines: list[str]) -> str:
    """Choose the line that makes the best title: 3–8 syllables, the earlier the better.

    Lines that speak of harm give no title; without another line the song is “Untitled”.
    """
    safe = [line for line in lines if not speaks_of_harm(line) and singable(line)]
    if not safe:
        return UNTITLED
    ranked = sorted(range(len(safe)), key=lambda k: (_unfitness(safe[k]), k))
    return as_title(safe[ranked[0]])


def as_title(line: str) -> str:
    """Make a title of one line: capitals on the larger words, no hanging end, at most 60 code
    points cut between words.
    """
    words = singable(line).strip(_EDGE_SIGNS).split()
    while len(words) > 2 and bare(words[-1]) in _HANGING:
        words.pop()
    title = ""
    for index, word in enumerate(words):
        capital = index in (0, len(words) - 1) or bare(word) not in _SMALL
        shown = word[:1].upper() + word[1:] if capital else word
        if len(title) + len(shown) + 1 > LONGEST_TITLE:
            break
        title = f"{title} {shown}" if title else shown
    return (title or " ".join(words)[:LONGEST_TITLE]).rstrip(_EDGE_SIGNS) or UNTITLED


def _unfitness(line: str) -> int:
    count = syllable_count(line)
    length = 0 if 3 <= count <= 8 else 1 if count <= 12 else 2
    first = re.split(r"\s", line, maxsplit=1)[0]
    return length * 2 + (bare(first) in ("and", "but", "because", "or", "that", "which", "than"))
