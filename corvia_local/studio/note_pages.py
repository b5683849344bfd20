"""The notes of a section laid out as a page that one can walk over: time, scale steps, words."""

from dataclasses import dataclass

from corvia_local.studio.composing import ComposedSong
from corvia_local.studio.editing import NoteLine, note_lines
from corvia_local.studio.traditions import find_tradition

MARGIN = 1
"""Steps shown above and below the notes that there are."""


@dataclass(frozen=True)
class Row:
    """A step of the scale: its pitch in words, and its degree counted from 1."""

    step: int
    pitch: str
    degree: int


@dataclass(frozen=True)
class PageNote:
    """A note on the page: its bar, and what `NoteLine` says of it."""

    bar: int
    line: NoteLine


@dataclass(frozen=True)
class PageChord:
    """A chord from `start` for `duration` ticks."""

    start: int
    duration: int
    symbol: str


@dataclass(frozen=True)
class NotePage:
    """A section's tune. Bars count from 1, ticks from the song's beginning; rows go upwards."""

    section: str
    part: str
    first_bar: int
    last_bar: int
    bars: int
    bar_ticks: int
    beat_ticks: int
    notes: tuple[PageNote, ...]
    chords: tuple[PageChord, ...]
    rows: tuple[Row, ...]


def note_page(song: ComposedSong, bar: int) -> NotePage:
    """Lay out the section in which a bar, counted from 1, lies; raise NoSuchBar."""
    from corvia_engine.music.editing.tones import tones_in_bar, tune_role
    from corvia_engine.music.explaining.place import place_of_bar
    from corvia_engine.music.naming import pitch_name
    from corvia_engine.music.staging import stages_of

    score = song.score
    stages = stages_of(song.plan, find_tradition(song.plan.tradition))
    stage = place_of_bar(stages, bar).stage
    first, last = stage.start // stage.bar + 1, stage.end // stage.bar
    notes = tuple(
        PageNote(number, line)
        for number in range(first, last + 1)
        for line in note_lines(tones_in_bar(score, place_of_bar(stages, number)))
    )
    steps = [note.line.step for note in notes if note.line.step is not None]
    degrees = stage.scale.mode.degrees
    low, high = (min(steps), max(steps)) if steps else (0, 7)
    every = [7 * octave + degree for octave in range(-5, 6) for degree in degrees]
    shown = [
        step
        for place, step in enumerate(every)
        if _near(every, place, low) or low <= step <= high or _near(every, place, high)
    ]
    return NotePage(
        section=stage.plan.name,
        part=tune_role(stage),
        first_bar=first,
        last_bar=last,
        bars=score.end // stage.bar,
        bar_ticks=stage.bar,
        beat_ticks=stage.beat,
        notes=notes,
        chords=tuple(
            PageChord(mark.tick, mark.duration, mark.symbol)
            for mark in score.chords
            if stage.start <= mark.tick < stage.end
        ),
        rows=tuple(
            Row(step, pitch_name(stage.scale.cents(step)), degrees.index(step % 7) + 1)
            for step in shown
        ),
    )


def _near(steps: list[int], place: int, step: int) -> bool:
    return abs(place - steps.index(step)) <= MARGIN
