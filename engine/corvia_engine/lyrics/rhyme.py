"""How two lines rhyme, by CMUdict's sounds, or by the letters of a word that it does not know."""

import re
from collections.abc import Sequence
from typing import Literal

from corvia_engine.lyrics.cutting import nuclei, plain_letters
from corvia_engine.lyrics.phrasing import bare
from corvia_engine.lyrics.pronunciation import phonemes

Rhyme = Literal["perfect", "near", "same word", "none"]

_STRESS = re.compile(r"\d")
_FAMILIES = (
    frozenset(("P", "T", "K")),
    frozenset(("B", "D", "G")),
    frozenset(("M", "N", "NG")),
    frozenset(("F", "TH", "S", "SH", "CH")),
    frozenset(("V", "DH", "Z", "ZH", "JH")),
    frozenset(("L", "R")),
)


def rhyme_of(first: str, second: str) -> Rhyme:
    """Say how two lines rhyme at their ends.

    Perfect: equal sounds from the last stressed vowel on. Near: the same last vowel, with equal
    consonants after it or consonants of one family.
    """
    one, other = _last_word(first), _last_word(second)
    if not one or not other:
        return "none"
    if one == other:
        return "same word"
    ending, other_ending = _ending(one), _ending(other)
    if ending == other_ending:
        return "perfect"
    return "near" if _is_near(ending, other_ending) else "none"


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
             if (kind := rhyme_of(lines[k], lines[place])) != "none"]  # fmt: skip
    return (best[2], best[3]) if (best := min(found, default=None)) else None


def _last_word(line: str) -> str:
    words = line.split()
    return plain_letters(bare(words[-1])) if words else ""


def _ending(word: str) -> tuple[str, ...]:
    sounds = phonemes(word)
    stressed = [k for k, sound in enumerate(sounds) if sound[-1] in "12"]
    vowels = [k for k, sound in enumerate(sounds) if sound[-1].isdigit()]
    if vowels:
        start = stressed[-1] if stressed else vowels[-1]
        return tuple(_STRESS.sub("", sound) for sound in sounds[start:])
    groups = nuclei(word)
    return (word[groups[-1][0] :],) if groups else (word,)


def _is_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) == 1 == len(other) and not (one[0].isupper() and other[0].isupper()):
        return False
    tail, other_tail = _last_vowel_on(one), _last_vowel_on(other)
    if not tail or not other_tail or tail[0] != other_tail[0]:
        return False
    rest, other_rest = tail[1:], other_tail[1:]
    if len(rest) != len(other_rest):
        return False
    return all(
        a == b or any(a in family and b in family for family in _FAMILIES)
        for a, b in zip(rest, other_rest, strict=True)
    )


def _last_vowel_on(ending: tuple[str, ...]) -> tuple[str, ...]:
    for place in range(len(ending) - 1, -1, -1):
        if ending[place][0] in "AEIOU":
            return ending[place:]
    return ()
