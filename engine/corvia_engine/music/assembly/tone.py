"""A note of someone's melody on its way into the composition."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from corvia_local.model.score import SungSyllable


@dataclass(frozen=True, slots=True)
class Tone:
    """Start and duration in ticks from the phrase's beginning; MIDI key, cents, and the syllable
    that begins on it, where one does.
    """

    start: int
    duration: int
    key: int
    cents: int = 0
    syllable: SungSyllable | None = None

    @property
    def end(self) -> int:
        """The tick at which it falls silent."""
        return self.start + self.duration


def moved(tones: Iterable[Tone], ticks: int) -> tuple[Tone, ...]:
    """Give the tones later by some ticks."""
    return tuple(replace(tone, start=tone.start + ticks) for tone in tones)


def between(tones: Iterable[Tone], begin: int, end: int) -> tuple[Tone, ...]:
    """Give the tones that start in begin…end-1, cut at the end, counted from `begin`."""
    return tuple(
        replace(tone, start=tone.start - begin, duration=min(tone.duration, end - tone.start))
        for tone in tones
        if begin <= tone.start < end
    )
