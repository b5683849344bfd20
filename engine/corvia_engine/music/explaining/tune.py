"""Why a bar's tune goes as it goes: what form asks, what the notes show, what the model chose."""

from corvia_engine.music.explaining.kinship import Kinship, kinship_of
from corvia_engine.music.explaining.place import BarPlace, tune_notes
from corvia_engine.music.naming import degree_name, pitch_name
from corvia_engine.music.phrasing import layout_of
from corvia_engine.music.reasons import CRAFT
from corvia_engine.music.staging import Stage
from corvia_engine.music.step_finding import step_of
from corvia_engine.music.tune import phrase_lengths
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import Note, Score

MODEL = "melody model and masks: corvia_engine/models/melody-card.md"


def tune_reasons(
    plan: SongPlan, score: Score, stages: tuple[Stage, ...], place: BarPlace
) -> tuple[Reason, ...]:
    """Say what a bar's tune comes from; nothing for a bar in which no tone of it begins."""
    notes = tune_notes(score, place)
    if not notes:
        return (
            Reason("tune", "silent here", "The line before has ended: room to breathe.", CRAFT),
        )
    names = ", ".join(pitch_name(100 * note.key + note.cents) for note in notes)
    kin = kinship_of(score, stages, place)
    reasons = [Reason("tune", names, _written(plan, place, notes), MODEL)]
    form = _form(place, stages)
    if kin is not None or form:
        reasons.append(
            Reason(
                "motif", _likeness(kin), form or "A tune that repeats itself is remembered.", CRAFT
            )
        )
    return tuple(reasons)


def _written(plan: SongPlan, place: BarPlace, notes: tuple[Note, ...]) -> str:
    stage = place.stage
    mode = stage.scale.mode
    steps = stage.scale.steps_within(stage.low, stage.high)
    low, high = (pitch_name(stage.scale.cents(step)) for step in (steps[0], steps[-1]))
    said = (
        f"Chosen tone by tone by the melody model among the tones of {mode.label} from {low} to"
        f" {high}"
    )
    said += (
        ", one to a syllable, accents on strong beats." if stage.plan.stanza is not None else "."
    )
    if _ends_a_phrase(plan, place):
        said += _rest(place, notes[-1])
    return said


def _rest(place: BarPlace, last: Note) -> str:
    scale = place.stage.scale
    closing = place.bar_in_section == place.stage.plan.bars
    wanted = dict.fromkeys(scale.mode.close if closing else scale.mode.rest)
    allowed = " or ".join(degree_name(scale, degree).split(" ")[0] for degree in wanted)
    here = degree_name(scale, step_of(scale, 100 * last.key + last.cents))
    way = "ends" if closing else "pauses"
    return f" The phrase {way} here, on the {here}; this mode {way} on the {allowed}."


def _ends_a_phrase(plan: SongPlan, place: BarPlace) -> bool:
    section = place.stage.plan
    lengths = [phrase.bars for phrase in layout_of(section, plan.lyric, place.stage.rhythm)]
    ends, at = set(), 0
    for bars in lengths or phrase_lengths(section.bars):
        at += bars
        ends.add(at)
    return place.bar_in_section in ends


def _likeness(kin: Kinship | None) -> str:
    if kin is None:
        return "new"
    if kin.likeness == "same":
        return f"as in bar {kin.bar} ({kin.section})"
    if kin.likeness == "shifted":
        way = "higher" if kin.semitones > 0 else "lower"
        return f"bar {kin.bar} ({kin.section}), {abs(kin.semitones):g} semitones {way}"
    return f"the rhythm of bar {kin.bar} ({kin.section})"


def _form(place: BarPlace, stages: tuple[Stage, ...]) -> str:
    kind = place.stage.plan.kind
    opening = place.bar_in_section <= max(1, place.stage.plan.bars // 2)
    first = next(stage for stage in stages if stage.plan.kind == kind)
    if kind == "chorus":
        if place.stage is first:
            return "The chorus is written first; its opening is the song's motif."
        return "The chorus returns with its tune, so that it can be remembered."
    if kind in ("intro", "interlude", "outro") and place.bar_in_section <= 2:
        return "Instruments take up the motif with which the chorus opens."
    if kind == "verse" and place.stage is not first and opening:
        return "Later verses take up the openings of the first, line by line."
    return ""
