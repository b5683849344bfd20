"""Set the tempo of a song, or of one section."""

import msgspec

from corvia_engine.music.cues import FASTEST_BEAT, SLOWEST_BEAT
from corvia_engine.music.editing.edited import CannotEdit, Edited
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.tempo import tempo_map
from corvia_engine.music.traditions.tradition import Tradition
from corvia_local.model.plan import BarRange, SectionPlan, SongPlan
from corvia_local.model.score import Score, TempoMark, check_score

MICROS = 60_000_000 * 480


def beats_a_minute(stage: Stage) -> float:
    """Give a section's tempo in felt beats a minute."""
    return MICROS / (stage.plan.cues.quarter_micros * stage.beat)


def change_tempo(
    plan: SongPlan, score: Score, tradition: Tradition, beats: float, section: str | None = None
) -> Edited:
    """Let a song begin with so many felt beats a minute, all of it as much faster or slower; or
    one section alone, with a bar to go over on either side. Raises CannotEdit.
    """
    stages = stages_of(plan, tradition)
    if section is None:
        factor = beats / beats_a_minute(stages[0])
        changing = stages
        said = (
            f"It begins with {beats:g} beats a minute instead of {beats_a_minute(stages[0]):.0f}."
        )
    else:
        changing = tuple(s for s in stages if section.lower() in (s.plan.name, s.plan.kind))
        if not changing:
            names = ", ".join(stage.plan.name for stage in stages)
            raise CannotEdit(f"The song has no section “{section[:40]}”. It has: {names}.")
        factor = beats / beats_a_minute(changing[0])
        said = (
            f"{section} has {beats:g} beats a minute instead of {beats_a_minute(changing[0]):.0f}."
        )
    _check(changing, factor)
    sections = tuple(
        _scaled(stage.plan, factor) if stage in changing else stage.plan for stage in stages
    )
    changed = msgspec.structs.replace(plan, sections=sections)
    if section is None:
        marks = tuple(
            TempoMark(mark.tick, round(mark.microseconds / factor)) for mark in score.tempo
        )
    else:
        marks = tempo_map(stages_of(changed, tradition))
    made = msgspec.structs.replace(score, tempo=marks)
    if made.tempo == score.tempo:
        raise CannotEdit("Nothing would change: that is the tempo already.")
    check_score(made)
    return Edited(changed, made, (said,), () if section is None else _bars(changing))


def _check(stages: tuple[Stage, ...], factor: float) -> None:
    tempi = [beats_a_minute(stage) for stage in stages]
    low, high = SLOWEST_BEAT / 1000, FASTEST_BEAT / 1000
    if min(tempi) * factor >= low - 0.05 and max(tempi) * factor <= high + 0.05:
        return
    first = tempi[0]
    raise CannotEdit(
        f"Songs here have {low:g} to {high:g} beats a minute throughout. This can begin with"
        f" {low / min(tempi) * first + 0.5:.0f} to {high / max(tempi) * first - 0.5:.0f}."
    )


def _scaled(section: SectionPlan, factor: float) -> SectionPlan:
    micros = round(section.cues.quarter_micros / factor)
    return msgspec.structs.replace(
        section, cues=msgspec.structs.replace(section.cues, quarter_micros=micros)
    )


def _bars(stages: tuple[Stage, ...]) -> tuple[BarRange, ...]:
    return tuple((stage.start // stage.bar + 1, stage.end // stage.bar) for stage in stages)
