"""From a request to a plan: the way of the mood, the form, and each section's cues."""

from dataclasses import dataclass

from corvia_engine.music.cues import (
    FASTEST_BEAT,
    SLOWEST_BEAT,
    beat_tempo,
    cues_for,
    quarter_micros,
    register,
)
from corvia_engine.music.dice import Dice
from corvia_engine.music.form import FormSection, form_of, named
from corvia_engine.music.keys import final_tonic, key_in, modes_for, section_mode
from corvia_engine.music.phrasing import beat_ticks, meter_of
from corvia_engine.music.reasons import reasons_for
from corvia_engine.music.remembering.tempo import tempo_share
from corvia_engine.music.traditions import tradition
from corvia_engine.music.traditions.tradition import Mode, Rhythm, Tradition
from corvia_engine.music.trajectory import Point, path, way_done
from corvia_local.model.plan import SectionPlan, SongPlan, SongRequest
from corvia_local.model.score import TICKS_PER_QUARTER, Milli

VERSION = 1
NEAR_ENOUGH = 130
"""A plan within this many thousandths of the wished length is taken."""
ROUNDS = 5
DEPARTURE, ARRIVAL = 120, 750
"""Shares of the song's time, in thousandths, at which the felt mood is left and by which the
wished one is reached: what begins within the first quarter is still near the felt mood, and the
last quarter holds the wished one."""
CLOCK_ROUNDS = 4
"""How often moods and the sections' moments are reckoned from each other; they settle by then."""


@dataclass(frozen=True)
class _Frame:
    """What holds for the whole song."""

    request: SongRequest
    tradition: Tradition
    rhythm: Rhythm
    start: Point
    goal: Point
    first_mode: Mode
    last_mode: Mode
    tonic: int
    tempo_share: int
    """Thousandths of the mood's tempo at which the song goes, so that it is not the last one's."""

    def quarter_at(self, share: int, arousal: Milli) -> int:
        """Give a quarter's length; a felt heartbeat fades out of it as `share` goes to 1000."""
        tempo = beat_tempo(arousal) * self.tempo_share // 1000
        if self.request.heart_rate is not None:
            heart = max(SLOWEST_BEAT, min(FASTEST_BEAT, round(1000 * self.request.heart_rate)))
            tempo += (heart - beat_tempo(self.start[1])) * (1000 - share) // 1000
        within = max(SLOWEST_BEAT, min(FASTEST_BEAT, tempo))
        return quarter_micros(within, beat_ticks(self.rhythm))


def plan_song(request: SongRequest, given: Tradition | None = None) -> SongPlan:
    """Plan a song. Equal requests give equal plans.

    `given` is a checked tradition that takes the place of the one that the request names.
    Raises UnknownTradition, NothingToSing and LyricTooLong, all BadInput.
    """
    frame = _frame(request, given or tradition(request.tradition))
    sections = _sections_of_wished_length(frame)
    return SongPlan(
        version=VERSION,
        seed=request.seed,
        tradition=frame.tradition.name,
        key=sections[-1].key,
        meter=meter_of(frame.rhythm),
        start_valence=frame.start[0],
        start_arousal=frame.start[1],
        goal_valence=frame.goal[0],
        goal_arousal=frame.goal[1],
        sections=sections,
        lyric=request.lyric,
        reasons=reasons_for(request, frame.tradition, frame.rhythm, sections),
    )


def _frame(request: SongRequest, chosen: Tradition) -> _Frame:
    start, goal = request.start.in_milli(), request.goal.in_milli()
    first_mode, last_mode = modes_for(chosen, start[0], goal[0], Dice(request.seed, "mode"))
    rhythm = _rhythm(chosen, (start[1] + goal[1]) // 2, Dice(request.seed, "rhythm"))
    quarter = quarter_micros(beat_tempo(start[1]), beat_ticks(rhythm))
    unlike = () if request.heart_rate is not None else request.remembered
    return _Frame(
        request=request,
        tradition=chosen,
        rhythm=rhythm,
        start=start,
        goal=goal,
        first_mode=first_mode,
        last_mode=last_mode,
        tonic=final_tonic(register(goal[0], "chorus"), Dice(request.seed, "tonic")),
        tempo_share=tempo_share(quarter, unlike),
    )


def _rhythm(chosen: Tradition, arousal: Milli, dice: Dice) -> Rhythm:
    fitting = [
        (rhythm, rhythm.weight)
        for rhythm in chosen.rhythms
        if rhythm.arousal[0] <= arousal <= rhythm.arousal[1]
    ]
    return dice.weighted(fitting)


def _sections_of_wished_length(frame: _Frame) -> tuple[SectionPlan, ...]:
    """Try forms until the length by the tempo map comes near the wish; take the nearest."""
    wished = round(60_000_000 * frame.request.minutes)
    middle = frame.quarter_at(500, (frame.start[1] + frame.goal[1]) // 2)
    bars = max(4, wished // _bar_micros(frame, middle))
    tries: list[tuple[int, tuple[SectionPlan, ...]]] = []
    used = frozenset(trace.form for trace in frame.request.remembered)
    for _ in range(ROUNDS):
        sections = _sections(frame, form_of(frame.request.lyric, frame.rhythm, bars, used))
        length = sum(
            section.bars * _bar_micros(frame, section.cues.quarter_micros) for section in sections
        )
        tries.append((abs(length - wished), sections))
        if abs(length - wished) * 1000 <= wished * NEAR_ENOUGH:
            break
        bars = max(4, bars * wished // length)
    return min(tries, key=lambda tried: tried[0])[1]


def _bar_micros(frame: _Frame, quarter: int) -> int:
    return quarter * meter_of(frame.rhythm).bar_ticks // TICKS_PER_QUARTER


def _sections(frame: _Frame, form: tuple[FormSection, ...]) -> tuple[SectionPlan, ...]:
    """Lay the way of the mood over the sections' moments, which follow from the moods' tempi."""
    begins = [sum(section.bars for section in form[:place]) for place in range(len(form))]
    end = begins[-1] + form[-1].bars
    for _ in range(CLOCK_ROUNDS):
        departure, arrival = _way(begins, end)
        moods = path(frame.start, frame.goal, begins, departure, arrival)
        quarters = [
            frame.quarter_at(way_done(begin, departure, arrival), arousal)
            for begin, (_, arousal) in zip(begins, moods, strict=True)
        ]
        lengths = [section.bars * quarter for section, quarter in zip(form, quarters, strict=True)]
        begins = [sum(lengths[:place]) for place in range(len(form))]
        end = sum(lengths)
    return tuple(
        _section(frame, section, name, mood, quarter)
        for section, name, mood, quarter in zip(form, named(form), moods, quarters, strict=True)
    )


def _way(begins: list[int], end: int) -> tuple[int, int]:
    """Give the moments of departure and arrival. The last chorus holds the goal in any case, in
    short songs the outro.
    """
    settled = begins[-2] if len(begins) >= 6 else begins[-1]
    arrival = min(settled, end * ARRIVAL // 1000)
    return min(end * DEPARTURE // 1000, arrival // 4), arrival


def _section(
    frame: _Frame, section: FormSection, name: str, mood: Point, quarter: int
) -> SectionPlan:
    valence, arousal = mood
    mode = section_mode(frame.first_mode, frame.last_mode, valence)
    return SectionPlan(
        name=name,
        kind=section.kind,
        bars=section.bars,
        valence=valence,
        arousal=arousal,
        key=key_in(mode, frame.last_mode, frame.tonic),
        cues=cues_for(valence, arousal, section.kind, quarter, _density(frame, section, arousal)),
        stanza=section.stanza,
    )


def _density(frame: _Frame, section: FormSection, arousal: Milli) -> int:
    """Give melody onsets a bar in hundredths: one a syllable, else 0.7 to 1.2 a beat by arousal."""
    if section.stanza is not None:
        lines = frame.request.lyric.stanzas[section.stanza].lines
        return 100 * sum(len(line.syllables) for line in lines) // section.bars
    beats = meter_of(frame.rhythm).bar_ticks // beat_ticks(frame.rhythm)
    return max(100, beats * (95 + arousal // 40))
