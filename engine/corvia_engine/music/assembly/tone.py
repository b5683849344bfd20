"""A note of someone's melody on its way into the composition."""

from dataclasses import dataclass

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
