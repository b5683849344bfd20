"""Where all songs can meet: one collection of notes, one bar, one pulse."""

from collections.abc import Sequence
from dataclasses import dataclass

from corvia_engine.music.assembly.bar_shape import BarShape
from corvia_engine.music.assembly.parameters import AssemblyParameters
from corvia_engine.music.assembly.portrait import Portrait, fifths_between
from corvia_engine.music.assembly.whole_numbers import clamped, median


@dataclass(frozen=True, slots=True)
class Meeting:
    """The common frame. `root`: the white-key collection's major tonic as a pitch class;
    `quarter_micros`: the common pulse; `bar`: the common bar; `arousal`: the songs' median.
    """

    root: int
    bar: BarShape
    quarter_micros: int
    arousal: int

    def shift(self, portrait: Portrait) -> int:
        """Give the smallest interval, -5…6 semitones, that brings a song into the collection."""
        return (self.root - portrait.root + 5) % 12 - 5


def meeting_of(portraits: Sequence[Portrait], parameters: AssemblyParameters) -> Meeting:
    """Choose the frame by the songs' own statistics.

    The root is the medoid on the circle of fifths: the song's root from which all others are
    nearest; ties go to the least sum of transpositions in semitones, then to the lower pitch
    class. The bar is the majority's length, and among these the majority's grouping; ties go to
    common time, then to the shorter bar. The pulse is the median tempo within the bounds.
    """
    return Meeting(
        root=_medoid([portrait.root for portrait in portraits]),
        bar=_majority_bar([portrait.bar for portrait in portraits]),
        quarter_micros=clamped(
            median(portrait.quarter_micros for portrait in portraits),
            parameters.fastest,
            max(parameters.fastest, parameters.slowest),
        ),
        arousal=median(portrait.arousal for portrait in portraits),
    )


def _medoid(roots: Sequence[int]) -> int:
    counts = [roots.count(pitch_class) for pitch_class in range(12)]

    def cost(root: int) -> tuple[int, int, int]:
        fifths = sum(count * fifths_between(root, pc) for pc, count in enumerate(counts))
        semitones = sum(
            count * min((root - pc) % 12, (pc - root) % 12) for pc, count in enumerate(counts)
        )
        return fifths, semitones, root

    return min((pc for pc in range(12) if counts[pc]), key=cost)


def _majority_bar(bars: Sequence[BarShape]) -> BarShape:
    lengths = [bar.ticks for bar in bars]
    length = min(lengths, key=lambda ticks: (-lengths.count(ticks), ticks != 1920, ticks))
    shapes = sorted(
        (bar for bar in bars if bar.ticks == length), key=lambda bar: (bar.groups, bar.meter.unit)
    )
    return min(shapes, key=lambda bar: -shapes.count(bar))
