"""A title out of the song's own words."""

import re
from collections.abc import Sequence

from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.selecting import speaks_of_harm
from corvia_engine.lyrics.syllables import singable, syllable_count
from corvia_engine.words.word_sets import word_set

LONGEST_TITLE = 60
UNTITLED = "Untitled"

_SMALL = word_set("a an the and but or nor of in on at by for from with to as so")
_JOINING = word_set("and but because or that which than when so")
_CLAUSE_ENDS = ",;:.!?…–—"
_CLAUSE = re.compile(r"[^,;:.!?…–—]+[,;:.!?…–—]*")
_EDGE_SIGNS = " .,;:–—…-\"“”'‘’()[]«»"
_HANGING = _SMALL | word_set("my your his her our their i i'm is am are was were that because")


def title_of(lines: Sequence[str], language: str = ENGLISH) -> str | None:
    """Choose the part of a line that makes the best title, or None.

    A whole clause of 3–8 syllables without a “not” is best, the earlier the better. Lines that
    speak of harm give no title.
    """
    parts: list[tuple[int, int, str]] = []
    inside = False
    for line in lines:
        for part in _CLAUSE.findall(line):
            if singable(part) and not speaks_of_harm(line):
                parts.append((_unfitness(part) + inside, len(parts), part))
            inside = part.strip()[-1:] not in _CLAUSE_ENDS
    return as_title(min(parts)[2], language) if parts else None


def as_title(line: str, language: str = ENGLISH) -> str:
    """Make a title of one line: no hanging end, at most 60 code points cut between words; capitals
    on the larger words in English, elsewhere on the first alone.
    """
    words = _without_joiner(singable(line).strip(_EDGE_SIGNS).split())
    while len(words) > 2 and bare(words[-1]) in _HANGING:
        words.pop()
    title = ""
    for index, word in enumerate(words):
        large = index == len(words) - 1 or bare(word) not in _SMALL
        capital = index == 0 or (language == ENGLISH and large)
        shown = word[:1].upper() + word[1:] if capital else word
        if len(title) + len(shown) + 1 > LONGEST_TITLE:
            break
        title = f"{title} {shown}" if title else shown
    return (title or " ".join(words)[:LONGEST_TITLE]).rstrip(_EDGE_SIGNS) or UNTITLED


def _unfitness(part: str) -> int:
    words = [bare(word) for word in part.split()]
    count = syllable_count(" ".join(_without_joiner(part.split())))
    length = 0 if 3 <= count <= 8 else 2 if count <= 12 else 4
    negated = any(word in ("not", "no", "never", "nothing") or "n't" in word for word in words)
    begins_badly = words[0] in _JOINING or words[0] in _SMALL - {"a", "an", "the"}
    return length + 2 * negated + begins_badly + (part.strip()[-1] not in _CLAUSE_ENDS)


def _without_joiner(words: list[str]) -> list[str]:
    while len(words) > 2 and bare(words[0]) in _JOINING:
        words = words[1:]
    return words
