"""The tempo map: sections join without a jump, and the song slows down at its end."""

import itertools

from corvia_engine.music.staging import Stage
from corvia_local.model.score import TempoMark

RITARDANDO_BARS = 2
SLOWEST_SHARE = 1300
"""How long the last beat lasts, in thousandths of the section's beat."""
SLOWEST_QUARTER = 3_000_000


def tempo_map(stages: tuple[Stage, ...]) -> tuple[TempoMark, ...]:
    """Give a mark a felt beat where the tempo moves: over two bars about each border of sections,
    and over the last two bars of the song.
    """
    marks = {0: stages[0].plan.cues.quarter_micros}
    for before, after in itertools.pairwise(stages):
        marks.update(_ramp(before, after))
    marks.update(_ritardando(stages[-1]))
    steady: list[TempoMark] = []
    for tick in sorted(marks):
        if not steady or steady[-1].microseconds != marks[tick]:
            steady.append(TempoMark(tick, marks[tick]))
    return tuple(steady)


def _ramp(before: Stage, after: Stage) -> dict[int, int]:
    """Go from one section's tempo to the next's in a straight line, from a bar before to a bar
    after their border; sections of two bars keep half of their length steady.
    """
    begin = after.start - min(before.bar, (before.end - before.start) // 2)
    end = after.start + min(after.bar, (after.end - after.start) // 2)
    old, new = before.plan.cues.quarter_micros, after.plan.cues.quarter_micros
    beats = (end - begin) // after.beat
    return {
        begin + step * after.beat: old + (new - old) * step // beats for step in range(1, beats + 1)
    }


def _ritardando(stage: Stage) -> dict[int, int]:
    quarter = stage.plan.cues.quarter_micros
    begin = max(stage.start + stage.bar, stage.end - RITARDANDO_BARS * stage.bar)
    beats = (stage.end - begin) // stage.beat
    return {
        begin + step * stage.beat: min(
            SLOWEST_QUARTER,
            quarter * (1000 + (SLOWEST_SHARE - 1000) * (step + 1) // beats) // 1000,
        )
        for step in range(beats)
    }
