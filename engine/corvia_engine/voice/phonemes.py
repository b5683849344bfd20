"""Phonemes in time, by eSpeak's mnemonics, and what kind of sound each is."""

from collections.abc import Iterable
from dataclasses import dataclass

from corvia_engine.voice.espeak import PhonemeMark

_MARKS = "',%=|_:;!~ \u0303"
_VOWEL_STARTS = frozenset("aeiouyAEIOUYVQW@&0123")
_SONORANT_STARTS = frozenset("mnNlLrRwj")
_VOICED_STARTS = frozenset("bdgvDzZ")
_FLAP = "t#"
_TWO_VOWELS = ("aI@", "aI3", "aU@", "aU3")
"""What one mnemonic writes and two syllables of a song may sing, as in fire and quiet."""

_GLIDES_AFTER = frozenset({"aI", "eI", "OI", "oU", "aU", "e@", "i@", "U@", "O@", "A@"})
_FIRST_OF_TWO = 0.62
"""Share of a triphthong's time that its first two elements take, as eSpeak speaks it."""


@dataclass(frozen=True)
class Phoneme:
    """A phoneme spoken from `start` to `end` in seconds, in the word at `text_position`."""

    name: str
    start: float
    end: float
    text_position: int

    @property
    def is_vowel(self) -> bool:
        """Say whether a syllable can be held on it."""
        return self.name[:1] in _VOWEL_STARTS or self.name.endswith("-")

    @property
    def is_sonorant(self) -> bool:
        """Say whether it rings: vowels, nasals, liquids, glides and the flap."""
        return self.is_vowel or self.name[:1] in _SONORANT_STARTS or self.name == _FLAP

    @property
    def is_voiced(self) -> bool:
        """Say whether the vocal folds swing in it."""
        return self.is_sonorant or self.name[:1] in _VOICED_STARTS

    @property
    def glides(self) -> bool:
        """Say whether it is a diphthong: its first element is held, the second comes late."""
        return self.name in _GLIDES_AFTER

    @property
    def splits(self) -> bool:
        """Say whether it is a triphthong that may be sung as two syllables."""
        return self.name.startswith(_TWO_VOWELS)

    def split(self) -> tuple["Phoneme", "Phoneme"]:
        """Cut a triphthong into its diphthong and its last vowel."""
        middle = self.start + _FIRST_OF_TWO * (self.end - self.start)
        first = Phoneme(self.name[:2], self.start, middle, self.text_position)
        return first, Phoneme(self.name[2:], middle, self.end, self.text_position)


def phonemes_of(marks: Iterable[PhonemeMark], rate: int, samples: int) -> list[Phoneme]:
    """Give the phonemes that sound, each until the next mark; pauses are left out."""
    marks = list(marks)
    ends = [mark.sample for mark in marks[1:]] + [samples]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        name = mark.mnemonic.lstrip(_MARKS)
        if name and end > mark.sample:
            found.append(Phoneme(name, mark.sample / rate, end / rate, mark.text_position))
    return found
