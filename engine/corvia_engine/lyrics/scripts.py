"""Syllables of scripts that are not Latin, by simple rules of each script."""

import itertools
import unicodedata

_SMALL_KANA = frozenset("ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ")
_VOWELS = frozenset("аеёиоуыэюяіїєαεηιουωάέήίόύώϊϋ")
_CLUSTER_LETTERS = 2


def is_ideograph(char: str) -> bool:
    """Say whether a character is one syllable by itself: ideographs, kana, Hangul blocks."""
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x323AF
        or 0x3040 <= code <= 0x30FF
        or 0xAC00 <= code <= 0xD7A3
    )


def cut_other_script(word: str) -> list[str]:
    """Cut a run of letters of any script.

    Ideographs and Hangul blocks are a syllable each, kana a mora each (small kana join the one
    before). Cyrillic and Greek are cut before the consonant that leads to the next vowel. In the
    others two letters with their marks make a syllable: too coarse to be right, enough to sing.
    """
    clusters = _clusters(word)
    if any(is_ideograph(cluster[0]) for cluster in clusters):
        return clusters
    if any(cluster[0].lower() in _VOWELS for cluster in clusters):
        return _by_vowels(clusters)
    if unicodedata.category(word[0]) == "Lo" and any(len(cluster) > 1 for cluster in clusters):
        return clusters
    return [
        "".join(clusters[k : k + _CLUSTER_LETTERS])
        for k in range(0, len(clusters), _CLUSTER_LETTERS)
    ]


def _clusters(word: str) -> list[str]:
    clusters: list[str] = []
    for char in word:
        joins = unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf") or char in _SMALL_KANA
        if clusters and joins and len(clusters[-1]) < 8:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _by_vowels(clusters: list[str]) -> list[str]:
    places = [i for i, cluster in enumerate(clusters) if cluster[0].lower() in _VOWELS]
    cuts = [0]
    for left, right in itertools.pairwise(places):
        cuts.append(right if right == left + 1 else right - 1)
    cuts.append(len(clusters))
    return ["".join(clusters[a:b]) for a, b in itertools.pairwise(cuts)]
