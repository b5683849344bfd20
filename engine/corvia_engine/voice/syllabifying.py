"""Phonemes into syllables: each vowel with the consonants before and after it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corvia_engine.voice.phonemes import Phoneme

_LIQUIDS = frozenset("lrwj")
_NOT_BEFORE_LIQUIDS = frozenset("mnNlrwjL")


@dataclass(frozen=True)
class SpokenSyllable:
    """Consonants before, the vowels that are held (more than one where two were joined), and
    consonants after."""

    onset: tuple[Phoneme, ...]
    nucleus: tuple[Phoneme, ...]
    coda: tuple[Phoneme, ...]

    @property
    def spoken_seconds(self) -> float:
        """How long its vowels were spoken."""
        return sum(vowel.end - vowel.start for vowel in self.nucleus)


def syllabify(phonemes: Sequence[Phoneme]) -> list[SpokenSyllable]:
    """Cut the phonemes of one word. Without a vowel the longest sonorant, else the longest
    phoneme, is held; an empty word has no syllables.
    """
    if not phonemes:
        return []
    vowels = [n for n, phoneme in enumerate(phonemes) if phoneme.is_vowel] or [
        max(
            range(len(phonemes)),
            key=lambda n: (phonemes[n].is_sonorant, phonemes[n].end - phonemes[n].start),
        )
    ]
    cuts = [0]
    for left, right in itertools.pairwise(vowels):
        cuts.append(right - _onset_length(phonemes[left + 1 : right]))
    cuts.append(len(phonemes))
    return [
        SpokenSyllable(
            tuple(phonemes[first:vowel]), (phonemes[vowel],), tuple(phonemes[vowel + 1 : last])
        )
        for (first, last), vowel in zip(itertools.pairwise(cuts), vowels, strict=True)
    ]


def join(first: SpokenSyllable, second: SpokenSyllable) -> SpokenSyllable:
    """Sing two syllables as one, with whatever consonants stand between them inside."""
    middle = (*first.nucleus, *first.coda, *second.onset, *second.nucleus)
    return SpokenSyllable(first.onset, middle, second.coda)


def part_triphthong(syllable: SpokenSyllable) -> tuple[SpokenSyllable, SpokenSyllable]:
    """Sing a triphthong's syllable as two."""
    first, last = syllable.nucleus[0].split()
    return replace(syllable, nucleus=(first,), coda=()), replace(
        syllable, onset=(), nucleus=(last,)
    )


def _onset_length(between: Sequence[Phoneme]) -> int:
    """Count the consonants between two vowels that open the second syllable: as many as English
    begins a word with (the maximal onset principle).
    """
    if len(between) < 2:
        return len(between)
    before, last = between[-2].name[:1], between[-1].name[:1]
    if last in _LIQUIDS and before not in _NOT_BEFORE_LIQUIDS:
        return 3 if len(between) > 2 and between[-3].name[:1] == "s" and before in "ptk" else 2
    return 2 if before == "s" and last in "ptkmn" else 1
