"""Where each section lies in time and in pitch."""

from dataclasses import dataclass

from corvia_engine.music.phrasing import beat_ticks, meter_of
from corvia_engine.music.traditions.tradition import Rhythm, Tradition
from corvia_engine.music.tuning import Scale, tonic_key
from corvia_local.model.plan import SectionPlan, SongPlan

HALF_RANGE = 700
"""Half of a song's melodic range in cents: 14 semitones in all."""
HALF_SECTION_RANGE = 600
LOWERED = 300
TONIC_BELOW_MIDDLE = 5
"""The last tonic is looked for a fourth below the middle, so that a tune can rise from its final;
the range may be lowered by three semitones to take in the tonics of the other sections."""


@dataclass(frozen=True)
class Stage:
    """A section ready to be composed. Ticks are absolute; `low` and `high` are in cents."""

    plan: SectionPlan
    number: int
    start: int
    bar: int
    beat: int
    rhythm: Rhythm
    scale: Scale
    low: int
    high: int
    is_last_chorus: bool
    is_last: bool

    @property
    def end(self) -> int:
        """The tick at which the section ends."""
        return self.start + self.plan.bars * self.bar

    def group_starts(self) -> tuple[int, ...]:
        """Ticks from a bar's start at which its accents lie."""
        unit = 480 * 4 // self.rhythm.unit
        groups = self.rhythm.groups
        return tuple(unit * sum(groups[:place]) for place in range(len(groups)))

    def is_strong(self, tick: int) -> bool:
        """Tell whether a tick carries an accent: a group's start or, in even metres, a half bar."""
        within = (tick - self.start) % self.bar
        if all(group == 1 for group in self.rhythm.groups):
            return within == 0 or (len(self.rhythm.groups) == 4 and within * 2 == self.bar)
        return within in self.group_starts()


def stages_of(plan: SongPlan, tradition: Tradition) -> tuple[Stage, ...]:
    """Place a plan's sections one after the other."""
    rhythm = tradition.rhythm(plan.meter.groups, plan.meter.unit)
    bar = meter_of(rhythm).bar_ticks
    last_chorus = max(i for i, section in enumerate(plan.sections) if section.kind == "chorus")
    tonics = _tonics(plan)
    low, high = _song_range(plan, tonics)
    stages = []
    start = 0
    for number, (section, tonic) in enumerate(zip(plan.sections, tonics, strict=True)):
        middle = 100 * section.cues.register
        bottom = max(low, min(100 * tonic, middle - HALF_SECTION_RANGE))
        top = min(high, middle + HALF_SECTION_RANGE)
        stages.append(
            Stage(
                plan=section,
                number=number,
                start=start,
                bar=bar,
                beat=beat_ticks(rhythm),
                rhythm=rhythm,
                scale=Scale(tradition.mode(section.key.mode), tonic),
                low=bottom,
                high=top,
                is_last_chorus=number == last_chorus,
                is_last=number == len(plan.sections) - 1,
            )
        )
        start += section.bars * bar
    return tuple(stages)


def _song_range(plan: SongPlan, tonics: tuple[int, ...]) -> tuple[int, int]:
    """Lie about the sections' middles, a little lower where that takes in a tonic."""
    middle = _middle(plan)
    low = max(middle - HALF_RANGE - LOWERED, min(middle - HALF_RANGE, 100 * min(tonics)))
    return low, low + 2 * HALF_RANGE


def _middle(plan: SongPlan) -> int:
    registers = [section.cues.register for section in plan.sections]
    return 50 * (min(registers) + max(registers))


def _tonics(plan: SongPlan) -> tuple[int, ...]:
    """Place the last tonic below the middle and the others near it, none below the range."""
    last = tonic_key(plan.key.tonic, _middle(plan) // 100 - TONIC_BELOW_MIDDLE)
    lowest = _middle(plan) - HALF_RANGE - LOWERED
    near = [tonic_key(section.key.tonic, last) for section in plan.sections]
    return tuple(key if 100 * key >= lowest else key + 12 for key in near)
