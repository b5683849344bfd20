"""How two lines rhyme, by CMUdict's sounds, or by the letters of a word that it does not know."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from corvia_engine.lyrics.cutting import nuclei, plain_letters
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.pronunciation import phonemes

Rhyme = Literal["perfect", "near", "assonance", "same word", "none"]

_STRESS = re.compile(r"\d")
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "P T K", "B D G", "M N NG", "F TH S SH CH", "V DH Z ZH JH", "L R",
        "P B", "T D", "K G", "F V", "TH DH", "S Z", "SH ZH", "CH JH", "AA AO",
    )
)  # fmt: skip
"""Consonants that differ in their place alone, or in their voice alone; and the vowels of “cot” and
“caught”, one for half of those who speak English."""


MOST_UNLIKE = 2
"""Sounds in which a near rhyme may differ, one more at the end among them: “time”, “mind”."""


class _Ending(NamedTuple):
    """The sounds of a word's end, vowels without their stress.

    `stressed` begins with the last stressed vowel, `last` with the last vowel; `is_stressed` tells
    whether they are one.
    """

    stressed: tuple[str, ...]
    last: tuple[str, ...]
    is_stressed: bool


def rhyme_of(first: str, second: str) -> Rhyme:
    """Say how two lines rhyme at their ends.

    Perfect: equal sounds from the last stressed vowel on. Near, also called slant: the same vowels
    from there on, and consonants that are equal or alike (“home”, “alone”), or one more at the end
    (“door”, “floors”); or the last syllables so, where one of them is stressed (“see”, “slowly”).
    These are the feature and subsequence rhymes that rock lyrics use beside perfect ones (Zwicky
    1976, Papers from CLS 12). Assonance: the same last stressed vowel, whatever follows.
    """
    return _rhyme_of_words(end_word(first), end_word(second))


def end_word(line: str) -> str:
    """Give the last word of a line in plain small letters; empty where there is none."""
    words = line.split()
    return plain_letters(bare(words[-1])) if words else ""


def rhyme_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """Give a letter for each line: lines that rhyme perfectly, or end alike, share a capital; one
    that comes near an earlier line has that letter in small; a line without rhyme has "·".
    """
    marks: list[str] = []
    letter = 0
    for place in range(len(lines)):
        found = _best_earlier(lines, place)
        if found is None:
            marks.append("·")
            continue
        earlier, kind = found
        if marks[earlier] == "·":
            marks[earlier] = chr(ord("A") + letter % 26)
            letter += 1
        shared = marks[earlier].upper()
        marks.append(shared if kind in ("perfect", "same word") else shared.lower())
    return tuple(marks)


def _best_earlier(lines: Sequence[str], place: int) -> tuple[int, Rhyme] | None:
    order: tuple[Rhyme, ...] = ("perfect", "same word", "near")
    found = [(order.index(kind), -k, k, kind) for k in range(place)
             if (kind := rhyme_of(lines[k], lines[place])) in order]  # fmt: skip
    return (best[2], best[3]) if (best := min(found, default=None)) else None


@lru_cache(maxsize=65536)
def _rhyme_of_words(one: str, other: str) -> Rhyme:
    if not one or not other:
        return "none"
    if one == other:
        return "same word"
    ending, other_ending = _ending(one), _ending(other)
    if ending is None or other_ending is None:
        return "perfect" if _letters(one) == _letters(other) else "none"
    return _rhyme_of_endings(ending, other_ending)


def _rhyme_of_endings(one: _Ending, other: _Ending) -> Rhyme:
    if one.stressed == other.stressed:
        return "perfect"
    one_stressed = one.is_stressed or other.is_stressed
    near = _are_close(one.stressed, other.stressed)
    if near or (one_stressed and _are_alike(one.last, other.last)):
        return "near"
    vowels, other_vowels = _vowels(one.stressed), _vowels(other.stressed)
    same = vowels[0] == other_vowels[0] and len(vowels) == len(other_vowels)
    return "assonance" if same else "none"


@lru_cache(maxsize=8192)
def _ending(word: str) -> _Ending | None:
    sounds = phonemes(word)
    vowels = [k for k, sound in enumerate(sounds) if sound[-1].isdigit()]
    if not vowels:
        return None
    stressed = [k for k in vowels if sounds[k][-1] in "12"] or vowels
    plain = tuple(_STRESS.sub("", sound) for sound in sounds)
    return _Ending(plain[stressed[-1] :], plain[vowels[-1] :], stressed[-1] == vowels[-1])


def _letters(word: str) -> str:
    groups = nuclei(word)
    return word[groups[-1][0] :] if groups else word


def _vowels(sounds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sound for sound in sounds if sound[0] in "AEIOU")


def _are_close(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two endings are alike but for at most one more consonant at the end of one."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    one_more = len(longer) == len(shorter) + 1 and not _vowels(longer[-1:])
    if one_more:
        longer = longer[:-1]
    return _are_alike(longer, shorter, most=MOST_UNLIKE - one_more)


def _are_alike(one: tuple[str, ...], other: tuple[str, ...], most: int = MOST_UNLIKE) -> bool:
    """Say whether two endings have the same vowels, and consonants that sound alike: at most so
    many sounds that are not the same.
    """
    if len(one) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) <= most and all(
        any(a in family and b in family for family in _FAMILIES) for a, b in unlike
    )
