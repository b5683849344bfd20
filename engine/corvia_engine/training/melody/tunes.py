"""Tunes seen from their tonic: steps, ticks, phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corvia_engine.training.melody.abc_fields import NATURAL
from corvia_engine.training.melody.abc_fields import WHOLE as FINE_WHOLE
from corvia_engine.training.melody.abc_reader import AbcNote, AbcTune, TuneNotRead

WHOLE = 1920
TONIC_IN_MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR_THIRD, MAJOR_THIRD = 3, 4
SHARE_OF_BARS_IN_TIME = 0.9
FEWEST_NOTES = 12
DANCE_PHRASE_TICKS = 3840


@dataclass(frozen=True)
class TuneNote:
    """A note of a tune.

    `onset` counts ticks (480 a quarter) from the first full bar's line, an upbeat is negative.
    `span` reaches to the next note's onset, `duration` is what sounds of it. `step` is
    degree + 7·octave above the tonic, `alteration` the semitones by which the note differs from
    the tune's own scale (major where `bright`, else natural minor).
    """

    onset: int
    span: int
    duration: int
    step: int
    alteration: int


@dataclass(frozen=True)
class Tune:
    """A tune; `phrases` are its notes, cut. `sung` tells a song from a dance tune."""

    collection: str
    title: str
    bar_ticks: int
    beats: int
    unit: int
    bright: bool
    sung: bool
    phrases: tuple[tuple[TuneNote, ...], ...]

    def notes(self) -> Iterator[TuneNote]:
        """Give every note in order."""
        for phrase in self.phrases:
            yield from phrase


def tune_of(abc: AbcTune, collection: str, *, sung: bool) -> Tune:
    """Turn an ABC tune into steps and ticks; raise TuneNotRead where its bars do not add up."""
    scale = 2 if abc.unit <= 2 and abc.beats > 2 and sung else 1
    beats, unit = abc.beats, abc.unit * scale
    if unit not in (2, 4, 8, 16):
        raise TuneNotRead(f"the metre {beats}/{unit}")
    bar_ticks = WHOLE * beats // unit
    ticks = [_ticks(bar, scale) for bar in abc.bars]
    upbeat = _upbeat(ticks, bar_ticks)
    if _share_in_time(ticks, upbeat, bar_ticks) < SHARE_OF_BARS_IN_TIME:
        raise TuneNotRead("the bars do not add up")
    sounding = [note for note in abc.notes if note.key is not None]
    if len(sounding) < FEWEST_NOTES:
        raise TuneNotRead("too few notes")
    letter, tonic = _tonic(abc, sounding, sung=sung)
    bright = _is_bright(sounding, tonic, abc)
    end = _ticks(max(n.onset + n.duration for n in abc.notes), scale) - upbeat
    notes = _tonic_relative(sounding, letter, tonic, bright, scale, upbeat, end)
    if sung:
        phrases = _by_line(notes, [note.line for note in sounding])
    else:
        phrases = _by_length(notes, bar_ticks, upbeat)
    return Tune(collection, abc.title, bar_ticks, beats, unit, bright, sung, phrases)


def _ticks(fine: int, scale: int) -> int:
    ticks, rest = divmod(fine * WHOLE, FINE_WHOLE * scale)
    if rest:
        raise TuneNotRead("a length off the grid of ticks")
    return ticks


def _upbeat(bars: Sequence[int], bar_ticks: int) -> int:
    first = next((bar for bar in bars if bar > 0), 0)
    return first if first < bar_ticks else 0


def _share_in_time(bars: Sequence[int], upbeat: int, bar_ticks: int) -> float:
    inner = [bar for bar in bars if bar > 0]
    if not inner:
        return 0.0
    return sum((bar - upbeat) % bar_ticks in (0, bar_ticks - upbeat) for bar in inner) / len(inner)


def _tonic(abc: AbcTune, notes: Sequence[AbcNote], *, sung: bool) -> tuple[int, int]:
    """Give the tonic's letter (0 is C) and pitch class.

    Songs carry their tonic in K:. Dance tunes in a mode often carry the key of the same signature
    instead, so a last note on its second, fifth or sixth that is also heard longer than the
    written tonic is believed.
    """
    letter = "CDEFGAB".index(abc.key.letter)
    if sung:
        return letter, abc.key.tonic
    last = notes[-1]
    degree = (last.letter - letter) % 7
    if degree in (1, 4, 5) and _heard(notes, last.letter % 7) > _heard(notes, letter):
        assert last.key is not None
        return last.letter % 7, last.key % 12
    return letter, abc.key.tonic


def _heard(notes: Sequence[AbcNote], letter: int) -> int:
    return sum(n.duration for n in notes if n.letter % 7 == letter)


def _is_bright(notes: Sequence[AbcNote], tonic: int, abc: AbcTune) -> bool:
    thirds = {MINOR_THIRD: 0, MAJOR_THIRD: 0}
    for note in notes:
        assert note.key is not None
        interval = (note.key - tonic) % 12
        if interval in thirds:
            thirds[interval] += note.duration
    if thirds[MINOR_THIRD] == thirds[MAJOR_THIRD]:
        third = "CDEFGAB"[("CDEFGAB".index(abc.key.letter) + 2) % 7]
        return (NATURAL[third] + abc.key.signature[third] - tonic) % 12 == MAJOR_THIRD
    return thirds[MAJOR_THIRD] > thirds[MINOR_THIRD]


def _tonic_relative(
    notes: Sequence[AbcNote],
    letter: int,
    tonic: int,
    bright: bool,
    scale: int,
    upbeat: int,
    end: int,
) -> list[TuneNote]:
    steps = [note.letter - 28 - letter for note in notes]
    octave = round((sum(steps) / len(steps) - 2.5) / 7)
    onsets = [_ticks(note.onset, scale) - upbeat for note in notes] + [end]
    third_sixth_seventh = () if bright else (2, 5, 6)
    found = []
    for index, note in enumerate(notes):
        assert note.key is not None
        degree = steps[index] % 7
        plain = TONIC_IN_MAJOR[degree] - (degree in third_sixth_seventh)
        alteration = (note.key - tonic - plain + 6) % 12 - 6
        span = onsets[index + 1] - onsets[index]
        duration = _ticks(note.duration, scale)
        found.append(TuneNote(onsets[index], span, duration, steps[index] - 7 * octave, alteration))
    return found


def _by_line(notes: Sequence[TuneNote], lines: Sequence[int]) -> tuple[tuple[TuneNote, ...], ...]:
    phrases: dict[int, list[TuneNote]] = {}
    for note, line in zip(notes, lines, strict=True):
        phrases.setdefault(line, []).append(note)
    return tuple(tuple(phrase) for phrase in phrases.values())


def _by_length(
    notes: Sequence[TuneNote], bar_ticks: int, upbeat: int
) -> tuple[tuple[TuneNote, ...], ...]:
    """Cut every two bars, or every four of short bars, an upbeat before the bar line."""
    length = bar_ticks * (2 if 2 * bar_ticks >= DANCE_PHRASE_TICKS * 3 // 4 else 4)
    phrases: dict[int, list[TuneNote]] = {}
    for note in notes:
        phrases.setdefault((note.onset + upbeat) // length, []).append(note)
    return tuple(tuple(phrase) for phrase in phrases.values())
