"""Change a song's character as a whole: tempo, register, brightness, fullness.

Each step is small enough that the song stays itself: 8 % of tempo, a whole tone, a quarter of the
way from neutral to the pleasant or unpleasant end, a quarter of the way in liveliness.
"""

from collections.abc import Callable
from typing import Final

import msgspec

from corvia_engine.music.composing import PITCHES
from corvia_engine.music.cues import FASTEST_BEAT, SLOWEST_BEAT, brightness, quarter_micros
from corvia_engine.music.dice import Dice
from corvia_engine.music.keys import key_in, modes_for, section_mode
from corvia_engine.music.phrasing import beat_ticks
from corvia_engine.music.traditions.tradition import Tradition
from corvia_local.errors import BadInput
from corvia_local.model.plan import Change, SectionPlan, SongPlan
from corvia_local.model.score import ChordMark, Key, Note, Score, TempoMark

OPPOSITES: Final[dict[Change, Change]] = {
    "faster": "slower",
    "slower": "faster",
    "higher": "lower",
    "lower": "higher",
    "brighter": "darker",
    "darker": "brighter",
    "fuller": "sparser",
    "sparser": "fuller",
}
TEMPO_PERCENT: Final = 108
WHOLE_TONE: Final = 2
LOWEST_REGISTER, HIGHEST_REGISTER = 58, 71
"""Between which the melody's middle stays, as a MIDI key (B♭3 to B4): what a voice can still sing
with seven semitones to either side, low and high ones by octaves."""
BRIGHTNESS_STEP: Final = 250
FULLNESS_STEP: Final = 250
MOST: Final = 1000


class ChangeTooFar(BadInput):
    """The song is already as fast, slow, high or low as songs here go."""


def with_tempo(
    plan: SongPlan, score: Score, tradition: Tradition, change: Change
) -> tuple[SongPlan, Score]:
    """Play a song faster or slower; notes stay. Raises ChangeTooFar."""
    over, under = (100, TEMPO_PERCENT) if change == "faster" else (TEMPO_PERCENT, 100)

    def scaled(micros: int) -> int:
        return micros * over // under

    sections = tuple(
        _with_cues(section, quarter_micros=scaled(section.cues.quarter_micros))
        for section in plan.sections
    )
    beat = beat_ticks(tradition.rhythm(plan.meter.groups, plan.meter.unit))
    fastest, slowest = (quarter_micros(tempo, beat) for tempo in (FASTEST_BEAT, SLOWEST_BEAT))
    if not all(fastest <= section.cues.quarter_micros <= slowest for section in sections):
        raise ChangeTooFar(f"It cannot go {change}: songs here have 50 to 160 beats a minute.")
    marks = tuple(TempoMark(mark.tick, scaled(mark.microseconds)) for mark in score.tempo)
    return (
        msgspec.structs.replace(plan, sections=sections),
        msgspec.structs.replace(score, tempo=marks),
    )


def transposed(plan: SongPlan, score: Score, change: Change) -> tuple[SongPlan, Score]:
    """Move a song a whole tone up or down, its tuning with it. Raises ChangeTooFar."""
    by = WHOLE_TONE if change == "higher" else -WHOLE_TONE
    sections = tuple(
        msgspec.structs.replace(
            _with_cues(section, register=section.cues.register + by), key=_moved(section.key, by)
        )
        for section in plan.sections
    )
    registers = [section.cues.register for section in sections]
    if min(registers) < LOWEST_REGISTER or max(registers) > HIGHEST_REGISTER:
        raise ChangeTooFar(f"It cannot go {change}: most voices could not sing along any more.")
    parts = tuple(
        part
        if part.role == "percussion"
        else msgspec.structs.replace(
            part, notes=tuple(_note_moved(note, by) for note in part.notes)
        )
        for part in score.parts
    )
    moved_plan = msgspec.structs.replace(plan, key=_moved(plan.key, by), sections=sections)
    moved_score = msgspec.structs.replace(
        score,
        key=_moved(score.key, by),
        chords=tuple(_chord_moved(mark, by) for mark in score.chords),
        parts=parts,
    )
    return moved_plan, moved_score


def with_brightness(plan: SongPlan, tradition: Tradition, change: Change) -> SongPlan:
    """Aim at a more, or less, pleasant mood: other modes where the tradition has them."""
    by = BRIGHTNESS_STEP if change == "brighter" else -BRIGHTNESS_STEP
    start, goal = _bounded(plan.start_valence + by), _bounded(plan.goal_valence + by)
    first, last = modes_for(tradition, start, goal, Dice(plan.seed, "mode"))
    return msgspec.structs.replace(
        plan,
        key=Key(plan.key.tonic, last.name),
        start_valence=start,
        goal_valence=goal,
        sections=tuple(
            _brighter(
                section,
                _bounded(section.valence + by),
                lambda valence: key_in(section_mode(first, last, valence), last, plan.key.tonic),
            )
            for section in plan.sections
        ),
    )


def with_fullness(plan: SongPlan, change: Change) -> SongPlan:
    """Accompany more, or less, fully."""
    by = FULLNESS_STEP if change == "fuller" else -FULLNESS_STEP
    return msgspec.structs.replace(
        plan,
        sections=tuple(
            msgspec.structs.replace(section, fullness=_bounded(section.fullness + by))
            for section in plan.sections
        ),
    )


def _brighter(section: SectionPlan, valence: int, key_for: Callable[[int], Key]) -> SectionPlan:
    return msgspec.structs.replace(
        _with_cues(section, brightness=brightness(valence, section.arousal)),
        valence=valence,
        key=key_for(valence),
    )


def _with_cues(section: SectionPlan, **changes: int) -> SectionPlan:
    return msgspec.structs.replace(section, cues=msgspec.structs.replace(section.cues, **changes))


def _bounded(value: int) -> int:
    return max(-MOST, min(MOST, value))


def _moved(key: Key, by: int) -> Key:
    return Key((key.tonic + by) % 12, key.mode)


def _note_moved(note: Note, by: int) -> Note:
    """Move a note; at the end of the keyboard it takes its octave."""
    key = note.key + by if 0 <= note.key + by <= 127 else note.key + by - 12 * (1 if by > 0 else -1)
    return Note(note.start, note.duration, key, note.cents, note.velocity)


def _chord_moved(mark: ChordMark, by: int) -> ChordMark:
    root = (mark.root + by) % 12
    suffix = mark.symbol.removeprefix(PITCHES[mark.root])
    return ChordMark(
        mark.tick,
        mark.duration,
        root,
        PITCHES[root] + suffix,
        tuple((tone + by) % 12 for tone in mark.pitch_classes),
    )
