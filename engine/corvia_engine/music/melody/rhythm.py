"""Which onsets are still possible, and which serve the words best.

Both questions are answered exactly, before the first note: backwards from the phrase's end, for
every place and every number of notes left. A choice that keeps to the answer can never get stuck.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from corvia_engine.music.melody.metric import level_at
from corvia_engine.music.melody.refusals import TooManySyllables
from corvia_engine.music.melody.request import PhraseRequest
from corvia_engine.music.melody.vocabulary import SPANS
from corvia_local.model.score import Meter

FINEST_GRID: Final = 60
"""Thirty-second notes: the finest subdivision that a crowded phrase is given."""
GRIDS: Final = (120, FINEST_GRID)
LAST_NOTES: Final = (480, 240, 120, FINEST_GRID)
"""Least lengths of the last note, tried in turn: a quarter where there is room."""
LEAD_GRID: Final = 240
AIRY_SPAN: Final = 240
"""A phrase begins after its bar line only where an eighth a note remains."""
LONGEST_LAST_NOTE: Final = 1920

STRESS_ON_LEVEL: Final = (
    (-800, 0, -500, -1600, -2600),
    (-2400, -800, 0, 0, -300),
    (-5000, -3000, -1000, 0, 0),
)
"""What it costs, in thousandths of a nat, to set a syllable of stress 0, 1, 2 on a place of
metric level 0…4."""
SHORT_STRESS: Final = -350
LONG_UNSTRESSED: Final = -350
RUSH: Final = -900
LINGER: Final = -600
"""What it costs a stressed syllable to be short, an unstressed one to be long, any one to be a
sixteenth or shorter where there is time, or to stand still."""
LATE_ENDING: Final = (-2500, -900, -100, 0, 0)
"""What it costs to begin the last note on a place of metric level 0…4."""
NEVER: Final = -(10**9)


def most_notes(meter: Meter, bars: int, rest: int = 240) -> int:
    """Give the most notes that a phrase of so many bars can hold: all thirty-seconds.

    Singable phrases hold far fewer: about one note an eighth. `rest` is the silence at the end.
    """
    return max(meter.bar_ticks * bars - max(rest, 0), 0) // FINEST_GRID


@dataclass(frozen=True)
class Rhythm:
    """The rhythmic room of one phrase. Ticks count from its first bar line.

    `grid` is the subdivision, `last_onset` bounds the last note's onset from below and above;
    `stresses` holds one entry a note.
    """

    meter: Meter
    end: int
    grid: int
    last_onset: tuple[int, int]
    stresses: tuple[int, ...]

    @cached_property
    def spans(self) -> tuple[int, ...]:
        """Spans on the grid."""
        return tuple(span for span in SPANS if span % self.grid == 0 and span <= self.end)

    @cached_property
    def possible(self) -> tuple[int, ...]:
        """For each number of notes left (0 is unused) the onsets at which that many can still be
        placed, as bits: bit t stands for tick t·grid."""
        low, high = self.last_onset
        places = sum(1 << (t // self.grid) for t in range(0, high + 1, self.grid) if t >= low)
        found = [0, places]
        for _ in range(len(self.stresses) - 1):
            before = 0
            for span in self.spans:
                before |= found[-1] >> (span // self.grid)
            found.append(before)
        return tuple(found)

    def can_stand(self, tick: int, notes_left: int) -> bool:
        """Say whether `notes_left` notes, the first at `tick`, can fill the phrase."""
        return (
            0 <= tick < self.end
            and tick % self.grid == 0
            and bool(self.possible[notes_left] >> (tick // self.grid) & 1)
        )

    def leads(self) -> list[int]:
        """Give the places at which the phrase may begin: its bar line, or up to half a bar
        later where notes are few."""
        count = len(self.stresses)
        airy = self.end - count * AIRY_SPAN
        latest = min(self.meter.bar_ticks // 2, airy)
        wished = range(0, max(latest, 0) + 1, LEAD_GRID)
        return [tick for tick in wished if self.can_stand(tick, count)]

    def spans_at(self, tick: int, notes_left: int) -> list[int]:
        """Give the spans that a note at `tick` may have; `notes_left` counts it."""
        if notes_left == 1:
            return [self.end - tick]
        return [span for span in self.spans if self.can_stand(tick + span, notes_left - 1)]

    @cached_property
    def _best(self) -> list[dict[int, int]]:
        """For each number of notes left and each possible onset the best that is still ahead."""
        count = len(self.stresses)
        found: list[dict[int, int]] = [{}]
        for left in range(1, count + 1):
            column: dict[int, int] = {}
            for tick in range(0, self.end, self.grid):
                if not self.can_stand(tick, left):
                    continue
                if left == 1:
                    column[tick] = self._ending(tick)
                else:
                    column[tick] = max(
                        self._setting(tick, span, left) + found[-1][tick + span]
                        for span in self.spans_at(tick, left)
                    )
            found.append(column)
        return found

    def ahead(self, tick: int, notes_left: int) -> int:
        """Give the best score, in thousandths of a nat, that `notes_left` notes from `tick` on
        can reach: words on their accents, no rush, no standstill, a placed ending."""
        return self._best[notes_left].get(tick, NEVER)

    def after(self, tick: int, span: int, notes_left: int) -> int:
        """Give the best score from here if the note at `tick` gets this span."""
        if notes_left == 1:
            return 0
        return self._setting(tick, span, notes_left) + self.ahead(tick + span, notes_left - 1)

    def _setting(self, tick: int, span: int, left: int) -> int:
        stress = self.stresses[len(self.stresses) - left]
        average = (self.end - tick) // left
        score = self._accent(tick, stress)
        if span <= 120 < average * 2 // 3:
            score += RUSH
        if span > 2 * average + 240:
            score += LINGER
        if self._uneven_words and stress == 2 and span < average * 3 // 4:
            score += SHORT_STRESS
        if self._uneven_words and stress == 0 and span > average * 3 // 2:
            score += LONG_UNSTRESSED
        return score

    def _ending(self, tick: int) -> int:
        return self._accent(tick, self.stresses[-1]) + LATE_ENDING[level_at(self.meter, tick)]

    def _accent(self, tick: int, stress: int) -> int:
        return STRESS_ON_LEVEL[stress][level_at(self.meter, tick)] if self._uneven_words else 0

    @cached_property
    def _uneven_words(self) -> bool:
        return len(set(self.stresses)) > 1


def rhythm_of(request: PhraseRequest) -> Rhythm:
    """Find the roomiest rhythm in which the request can be met; raise TooManySyllables.

    In this order a crowded phrase gives up: a last note of a quarter (on any grid), the grid of
    sixteenths, the last note in the last bar (kept where there are few notes for many bars).
    """
    end = request.meter.bar_ticks * request.bars
    for shortest in LAST_NOTES:
        latest = end - request.rest - shortest
        for grid in GRIDS:
            for earliest in (end - request.meter.bar_ticks, 0):
                if latest < earliest:
                    continue
                rhythm = Rhythm(request.meter, end, grid, (earliest, latest), request.stresses)
                if rhythm.can_stand(0, len(request.stresses)):
                    return rhythm
    most = most_notes(request.meter, request.bars, request.rest)
    raise TooManySyllables(
        f"{len(request.stresses)} syllables do not fit into {request.bars}"
        f" {'bar' if request.bars == 1 else 'bars'}, which hold {most} at most."
        " Give the line more bars, or cut it in two."
    )
