"""Which spoken syllable is sung on which syllables of the score.

A speech synthesizer cuts words otherwise than a lyric does: it speaks “in the” as one word and
“quiet” with one vowel. Words are matched by where they stand in the text, and syllables within
them by count: too many are joined where they are shortest, too few are parted at a triphthong or
held over several notes where they are longest.
"""

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from corvia_engine.voice.phonemes import Phoneme
from corvia_engine.voice.syllabifying import SpokenSyllable, join, part_triphthong, syllabify


@dataclass(frozen=True)
class Matched:
    """A spoken syllable and how many of the score's syllables, in their order, it is held on."""

    spoken: SpokenSyllable
    held_on: int


def match(
    phonemes: Sequence[Phoneme], word_positions: Sequence[int], sung_counts: Sequence[int]
) -> list[Matched]:
    """Match a line's phonemes to its sung syllables; the counts held add up to all of them.

    `word_positions` rise and give where each word begins in the spoken text (as phonemes do);
    `sung_counts` gives each word's syllables on the score, 1 or more. A text without any phoneme
    gives nothing.
    """
    by_word: list[list[Phoneme]] = [[] for _ in word_positions]
    for phoneme in phonemes:
        word = bisect.bisect_right(word_positions, phoneme.text_position) - 1
        by_word[max(0, word)].append(phoneme)
    matched = []
    for group, count in _groups(by_word, sung_counts):
        matched += match_counts(syllabify(group), count)
    return matched


def match_counts(spoken: list[SpokenSyllable], count: int) -> list[Matched]:
    """Match spoken syllables, one or more, to `count` sung ones."""
    spoken = list(spoken)
    while len(spoken) > count:
        at = min(range(len(spoken) - 1), key=lambda n: _length(spoken[n]) + _length(spoken[n + 1]))
        spoken[at : at + 2] = [join(spoken[at], spoken[at + 1])]
    while len(spoken) < count:
        at = next((n for n, s in enumerate(spoken) if s.nucleus[0].splits), -1)
        if at < 0:
            break
        spoken[at : at + 1] = part_triphthong(spoken[at])
    held = [1] * len(spoken)
    for _ in range(count - len(spoken)):
        longest = max(range(len(spoken)), key=lambda n: spoken[n].spoken_seconds / held[n])
        held[longest] += 1
    return [Matched(syllable, notes) for syllable, notes in zip(spoken, held, strict=True)]


def _groups(
    by_word: Sequence[list[Phoneme]], sung_counts: Sequence[int]
) -> list[tuple[list[Phoneme], int]]:
    """Let words that were not spoken by themselves go with the word before them, or after."""
    groups: list[tuple[list[Phoneme], int]] = []
    waiting = 0
    for phonemes, count in zip(by_word, sung_counts, strict=True):
        if phonemes:
            groups.append((phonemes, count + waiting))
            waiting = 0
        elif groups:
            groups[-1] = groups[-1][0], groups[-1][1] + count
        else:
            waiting += count
    return groups


def _length(syllable: SpokenSyllable) -> float:
    sounds = itertools.chain(syllable.onset, syllable.nucleus, syllable.coda)
    return sum(sound.end - sound.start for sound in sounds)
