"""How well a line's stresses fall in with a metre."""

from collections.abc import Sequence

from corvia_local.model.lyric import LyricSyllable

METRES: dict[str, tuple[int, ...]] = {
    "iambic": (0, 1),
    "trochaic": (1, 0),
    "anapaestic": (0, 0, 1),
    "dactylic": (1, 0, 0),
}
"""Feet: 1 a strong place, 0 a weak one."""

LIGHT = 0.5
"""What a clash counts that a singer can smooth over: a stressed word of one syllable on a weak
place. In words of several syllables the stress is fixed (Halle & Keyser 1971), and it counts 1."""


def alignment(syllables: Sequence[LyricSyllable], metre: str) -> float:
    """Give the share 0…1 of a line's syllables that fall in with a metre, by the best of its
    beginnings (a foot may be cut short at the start).

    A primary stress on a weak place clashes, and so does an unstressed syllable of a longer word
    on a strong place; a short unstressed word may stand anywhere.
    """
    if not syllables:
        return 1.0
    foot = METRES[metre]
    return max(_aligned(syllables, foot, shift) for shift in range(len(foot)))


def best_metre(lines: Sequence[Sequence[LyricSyllable]]) -> tuple[str, float]:
    """Name the metre in which lines fall best, and their mean alignment in it."""
    scores = {
        name: sum(alignment(line, name) for line in lines) / max(1, len(lines)) for name in METRES
    }
    name = max(scores, key=lambda one: (round(scores[one], 6), -list(METRES).index(one)))
    return name, scores[name]


def _aligned(syllables: Sequence[LyricSyllable], foot: tuple[int, ...], shift: int) -> float:
    clashes = 0.0
    for place, syllable in enumerate(syllables):
        strong = foot[(place + shift) % len(foot)]
        alone = syllable.begins_word and syllable.ends_word
        if not strong and syllable.stress == 2:
            clashes += LIGHT if alone else 1.0
        elif strong and syllable.stress == 0 and not alone:
            clashes += 1.0
    return 1.0 - clashes / len(syllables)
