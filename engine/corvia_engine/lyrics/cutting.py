"""Where a written Latin word may be cut into a given number of syllables."""

import itertools
import re
import unicodedata
from functools import lru_cache

from corvia_engine.words.word_sets import word_set

_VOWELS = frozenset("aeiouy")
_HIATUS = re.compile(
    r"(?:(?<=i)[aoeu]|(?<=e)[aou]|(?<=u)[aeio]|(?<=o)[aei]|(?<=a)[oi]|(?<=y)[aeiou]|(?<=[aeo])u)"
)
_TOGETHER = ("sch", "th", "sh", "ch", "ph", "wh", "gh", "qu", "gn", "kn", "wr")
_CLOSING = ("tch", "dge", "ck", "ng", "x")
_ONSETS = word_set(
    "bl br cl cr dr fl fr gl gr pl pr sc sk sl sm sn sp st sw tr tw str spr scr spl thr shr"
)
_SILENT_E = re.compile(
    r"(?<=[^aeiouy])e(?=$|s$|d$|ry|li(?:ness|er|est)$|(?:ment|ly|less|ness|ful|thing|where|times?|how|one|self|selves|body"
    r"|work|land|side|way|like|some|ty|re|n't)s?$)"
)


def plain_letters(word: str) -> str:
    """Lower a word and take off accents, keeping its length (one letter for each letter)."""
    letters = []
    for letter in word:
        base = unicodedata.normalize("NFD", letter.lower())[:1]
        letters.append({"æ": "a", "ø": "o", "œ": "o", "ß": "s", "ı": "i"}.get(base, base))
    return "".join(letters)


def nuclei(word: str) -> list[tuple[int, int]]:
    """Find the sounding vowel groups of a lower-case word without accents, by rule.

    A final silent e (also in -es, -ed and before common endings) is no group; consonant + le is.
    """
    silent = {
        match.start() for match in _SILENT_E.finditer(word) if _is_silent(word, match.start())
    }
    groups: list[tuple[int, int]] = []
    start: int | None = None
    for place in range(len(word) + 1):
        sounds = place < len(word) and _sounds(word, place) and place not in silent
        if sounds and start is None:
            start = place
        elif not sounds and start is not None:
            groups.append((start, place))
            start = None
    return groups


def _sounds(word: str, place: int) -> bool:
    letter = word[place]
    if letter == "y":
        before_vowel = place + 1 < len(word) and word[place + 1] in _VOWELS - {"y"}
        return not (before_vowel and (place == 0 or word[place - 1] in _VOWELS))
    if letter == "u" and place and word[place - 1] == "q":
        return False
    return letter in _VOWELS


def _is_silent(word: str, place: int) -> bool:
    if not any(letter in _VOWELS for letter in word[:place]):
        return False
    before, ending = word[place - 1], word[place + 1 :]
    if ending in ("", "s") and before == "l":
        return place < 2 or word[place - 2] in _VOWELS
    if ending == "s":
        return before not in "szxcg" and not word[:place].endswith(("ch", "sh"))
    if ending == "d":
        return before not in "td" and not (before == "l" and word[place - 2] not in _VOWELS)
    return ending[:2] != "ry" or before == "v"


def cut_word(word: str, count: int) -> list[str]:
    """Cut a word into `count` written syllables, or fewer where it has too few letters.

    Cuts follow the hyphenation patterns of Pyphen (en_US) where one lies between the two vowels,
    otherwise the longest consonants that may begin an English syllable go to the right.
    """
    plain = plain_letters(word)
    count = max(1, min(count, len(word)))
    patterns = _pattern_cuts(plain)
    groups = nuclei(plain)
    if len(patterns) == count - 1 != len(groups) - 1:
        return _pieces(word, sorted(patterns))
    groups = _exactly(plain, groups, count)
    if len(groups) < count:
        return _even_pieces(word, count)
    cuts = [
        _cut_between(plain, left, right, patterns) for left, right in itertools.pairwise(groups)
    ]
    return _pieces(word, cuts)


def cut_by_patterns(word: str, language: str) -> list[str]:
    """Cut a word of another language by its hyphenation patterns; English ones where none are."""
    places = sorted(int(place) for place in _hyphenator(language).positions(word.lower()))
    return _pieces(word, [place for place in places if 0 < place < len(word)])


def _pieces(word: str, cuts: list[int]) -> list[str]:
    ends = [0, *cuts, len(word)]
    return [word[a:b] for a, b in itertools.pairwise(ends)]


def _exactly(word: str, groups: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    groups = list(groups)
    while len(groups) > count:
        groups.remove(_weakest(word, groups))
    while len(groups) < count:
        split = _split_one(word, groups)
        if split is None:
            break
        groups = split
    return groups


def _weakest(word: str, groups: list[tuple[int, int]]) -> tuple[int, int]:
    """Choose the vowel group that is most likely swallowed: a lone e, then i or o, inside first."""

    def strength(group: tuple[int, int]) -> tuple[int, int, int]:
        letters = word[group[0] : group[1]]
        edge = group is groups[0] or (group is groups[-1] and letters != "e")
        rank = "eioau".find(letters) if len(letters) == 1 else 6
        return (int(edge), rank if rank >= 0 else 5, -group[0])

    return min(groups, key=strength)


def _split_one(word: str, groups: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    if word.endswith("n't") and groups[-1:] and groups[-1][1] < len(word) - 3:
        return [*groups, (len(word) - 3, len(word) - 2)]
    for index, (start, end) in enumerate(groups):
        for match in _HIATUS.finditer(word, start, end):
            if start < match.start():
                halves = [(start, match.start()), (match.start(), end)]
                return groups[:index] + halves + groups[index + 1 :]
    taken = {place for start, end in groups for place in range(start, end)}
    for pattern in (r"m$", r"re?s?d?$", r"[aeiouy]", r"l$", r"n$"):
        for match in re.finditer(pattern, word):
            if match.start() > 0 and match.start() not in taken:
                return sorted([*groups, (match.start(), match.start() + 1)])
    return None


def _cut_between(  # noqa: PLR0911 (one rule a return)
    word: str, left: tuple[int, int], right: tuple[int, int], patterns: frozenset[int]
) -> int:
    low, high = left[1], right[0]
    between = word[low:high]
    if word[high:] == "n't":
        return high
    if left == (0, 1) and between in _ONSETS:
        return low
    for place in range(low, high + 1):
        if place in patterns:
            return place
    for cluster in _CLOSING:
        if between.startswith(cluster):
            return low + len(cluster)
    for size in (3, 2):
        if len(between) > size and between[-size:] in (*_ONSETS, *_TOGETHER):
            return high - size
    if between in _TOGETHER or len(between) <= 1:
        return low
    return high - 1


def _even_pieces(word: str, count: int) -> list[str]:
    ends = [len(word) * k // count for k in range(count + 1)]
    return [word[a:b] for a, b in itertools.pairwise(ends)]


@lru_cache(maxsize=4096)
def _pattern_cuts(word: str) -> frozenset[int]:
    return frozenset(int(place) for place in _hyphenator("en_US").positions(word))


@lru_cache(maxsize=4)
def _hyphenator(language: str):  # type: ignore[no-untyped-def]
    import pyphen

    known = pyphen.language_fallback(language) or "en_US"
    return pyphen.Pyphen(lang=known, left=1, right=1)
