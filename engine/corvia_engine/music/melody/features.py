"""What the model is told at every token: the metre, the plan of the phrase, what is left to do.

Training and writing call the same functions, which is why they cannot drift apart.
"""

from dataclasses import dataclass
from typing import Final

from corvia_engine.music.melody.metric import LEVELS, level_at
from corvia_local.model.score import Meter

LEAD, STEP, SPAN = 0, 1, 2
"""Kinds of token."""

RATES: Final = (160, 220, 280, 340, 420, 520, 680)
"""Bounds of the buckets of moving rate: onsets in 1920 ticks, in hundredths."""
CONTOURS: Final = (-600, -200, 200, 600)
"""Bounds of the buckets of contour, in thousandths."""
AVERAGES: Final = (60, 90, 120, 150, 180, 210, 240, 280, 320, 380, 480, 600, 720, 960, 1440)
"""Bounds of the buckets of ticks left a note."""
STEPS_OF_FULL_CONTOUR: Final = 4
UNKNOWN_ENDING: Final = 7

_LOWEST, _HIGHEST = -11, 1
SIZES: Final = (
    3, 64, LEVELS, 8, 32, 64, len(AVERAGES) + 1, 2, 2, len(RATES) + 1, len(CONTOURS) + 1, 8, 8, 8,
    16, 16, 2, 2, 2, 2, 2, 2, 2,
)  # fmt: skip
"""How many values each feature has: kind, place in the bar, metric level, metre, notes left,
ticks left, ticks left a note, bright, sung, rate, contour, ending, phrase number, bar number,
low, high, and whether each of the seven degrees may sound."""

SUNG, LOW, HIGH, DEGREES = 8, 14, 15, 16
"""Places of features by which training chooses or which it varies."""


def bucket(value: int, bounds: tuple[int, ...]) -> int:
    """Count the bounds that `value` reaches."""
    return sum(value >= bound for bound in bounds)


@dataclass(frozen=True)
class Frame:
    """What stays the same through a phrase.

    `end` is the phrase's end in ticks from its first bar line. `rate` counts onsets in 1920
    ticks while the phrase moves, in hundredths; `contour` is in thousandths; `ending` is a degree
    or UNKNOWN_ENDING; `number` counts phrases from 0.
    """

    meter: Meter
    end: int
    bright: bool
    sung: bool
    rate: int
    contour: int
    ending: int
    number: int
    low: int
    high: int
    degrees: tuple[int, ...]


def fixed_features(frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the features that stay, in two runs: those from `bright` to `phrase number`, and
    those from `low` on."""
    first = (
        int(frame.bright),
        int(frame.sung),
        bucket(frame.rate, RATES),
        bucket(frame.contour, CONTOURS),
        frame.ending,
        min(frame.number, 7),
    )
    low = min(max(frame.low - _LOWEST, 0), 15)
    high = min(max(frame.high - _HIGHEST, 0), 15)
    return first, (low, high, *(int(degree in frame.degrees) for degree in range(7)))


def features_at(
    frame: Frame,
    fixed: tuple[tuple[int, ...], tuple[int, ...]],
    kind: int,
    tick: int,
    notes_left: int,
) -> tuple[int, ...]:
    """Give the features for the token of `kind` to be written at `tick` of the phrase.

    `notes_left` counts the note being written.
    """
    left = max(frame.end - tick, 0)
    return (
        kind,
        min(tick % frame.meter.bar_ticks // 60, 63),
        level_at(frame.meter, tick),
        _meter_class(frame.meter),
        min(notes_left, 31),
        min(left // 120, 63),
        bucket(left // max(notes_left, 1), AVERAGES),
        *fixed[0],
        min(tick // frame.meter.bar_ticks, 7),
        *fixed[1],
    )


def _meter_class(meter: Meter) -> int:
    """Name a metre by its beat and length; an uneven one takes the even one of its length."""
    if set(meter.groups) == {3} and len(meter.groups) > 1:
        return {2: 4, 3: 5}.get(len(meter.groups), 6) if meter.unit >= 8 else 6
    quarters = meter.bar_ticks / 480
    if quarters <= 1.5:
        return 3
    if quarters <= 2.25:
        return 0
    return 1 if quarters <= 3.25 else 2 if quarters <= 5 else 7
