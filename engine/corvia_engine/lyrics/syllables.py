"""Lines as written syllables with stress."""

import re
import unicodedata
from functools import lru_cache

from corvia_engine.lyrics.cutting import cut_by_patterns, cut_word, nuclei, plain_letters
from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.numbers import spelled
from corvia_engine.lyrics.pronunciation import Stresses, pronunciations
from corvia_engine.lyrics.scripts import cut_other_script
from corvia_engine.words.word_sets import word_set
from corvia_local.model.lyric import LyricSyllable

LONGEST_SYLLABLE = 24
LONGEST_LINE = 4_000
LONGEST_HYPHENATED = 60

_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*", re.UNICODE)
_WORDLESS = frozenset("&@#+=*~^|<>_\\/")
_UNSTRESSED = word_set(
    "a an the and but or nor so of to in on at by for from with as if than that is am are was were"
    " be been do does did has have had can could will would shall should may might must it its"
    " it's i'm i've i'd i'll you're he's she's we're they're there's not"
)
_LIGHTLY_STRESSED = word_set("i me my you your he him his she her we us our they them their")


def singable(text: str) -> str:
    """Give a line as it is sung: numbers spelt, emoji and lone signs left out, spaces single.

    At most 4,000 code points of the line are read.
    """
    unified = unicodedata.normalize("NFC", text[:LONGEST_LINE])
    kept = "".join(char if _is_kept(char) else " " for char in spelled(unified))
    words = (word.strip() for word in kept.split())
    return " ".join(word for word in words if any(char.isalnum() for char in word))


def _is_kept(char: str) -> bool:
    category = unicodedata.category(char)
    if category in ("So", "Sk", "Sm", "Cc", "Cs", "Co", "Cn") or char in _WORDLESS:
        return False
    return not (category == "Cf" and char not in "\u200c\u200d")


def syllables_of_line(text: str, language: str = ENGLISH) -> tuple[LyricSyllable, ...]:
    """Split a line into written syllables.

    The syllables of `singable(text)` in order; those of one word joined, and words joined by one
    space, give that line back. Number and stress of the syllables come from CMUdict, unknown
    words and other scripts follow rules. Short function words are unstressed, whatever the
    dictionary says about them standing alone. In another language the syllables are those of its
    hyphenation patterns, and where the stress lies is not known.
    """
    found: list[LyricSyllable] = []
    for word in singable(text).split():
        pieces = _written(word, language)
        last = len(pieces) - 1
        for index, (piece, stress) in enumerate(pieces):
            found.append(LyricSyllable(piece, stress, index == 0, index == last))
    return tuple(found)


def syllable_count(text: str) -> int:
    """Count the syllables of a line."""
    return sum(len(_written(word)) for word in singable(text).split())


@lru_cache(maxsize=8192)
def _written(word: str, language: str = ENGLISH) -> tuple[tuple[str, int], ...]:
    """Cut one word with the signs around it into (syllable, stress)."""
    pieces: list[tuple[str, int]] = []
    end = 0
    lead = ""
    for match in _LETTERS.finditer(word):
        between = word[end : match.start()]
        end = match.end()
        own = _bounded(_syllables(match.group(), language))
        if pieces:
            pieces[-1] = (pieces[-1][0] + between, pieces[-1][1])
        else:
            lead = between
        pieces.extend(own)
    if not pieces:
        return tuple(_bounded([(word, 0)]))
    pieces[0] = (lead + pieces[0][0], pieces[0][1])
    pieces[-1] = (pieces[-1][0] + word[end:], pieces[-1][1])
    return tuple(_bounded(pieces))


def _bounded(pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [
        (piece[start : start + LONGEST_SYLLABLE], stress)
        for piece, stress in pieces
        for start in range(0, len(piece), LONGEST_SYLLABLE)
    ]


def _syllables(run: str, language: str) -> list[tuple[str, int]]:
    if language != ENGLISH and len(run) <= LONGEST_HYPHENATED:
        return [(piece, 1) for piece in cut_by_patterns(run, language)]
    plain = plain_letters(run.replace("’", "'").replace("ʼ", "'"))
    if not plain.isascii() or len(run) > 60:
        return [(piece, 1) for piece in cut_other_script(run)]
    stresses = _stresses(plain)
    pieces = cut_word(run, len(stresses))
    return list(zip(pieces, stresses, strict=False))


def _stresses(plain: str) -> Stresses:
    known = pronunciations(plain)
    if not known:
        return _stresses_by_rule(plain)
    written = max(1, len(nuclei(plain)))
    chosen = min(known, key=lambda pattern: abs(len(pattern) - written))
    if len(chosen) == 1:
        return (_single_stress(plain),)
    return chosen


def _single_stress(word: str) -> int:
    if word in _UNSTRESSED:
        return 0
    return 1 if word in _LIGHTLY_STRESSED else 2


def _stresses_by_rule(plain: str) -> Stresses:
    """Guess an unknown word: a group of vowels a syllable; stress on the first of two, the one
    before -tion and its like, else the last but two.
    """
    count = max(1, len(nuclei(plain)))
    if count == 1:
        return (_single_stress(plain),)
    stressed = 0 if count == 2 else count - 3
    if re.search(r"(?:[ts]ion|ic|ity|ian|ious|eous)s?$", plain):
        stressed = max(0, count - (3 if plain.endswith("ity") else 2))
    return tuple(2 if place == stressed else 0 for place in range(count))
