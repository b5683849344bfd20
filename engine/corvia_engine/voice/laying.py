"""A line's spoken syllables laid on its notes, frame by frame.

A vowel begins where its note does; the consonants that open its syllable come before that, and
those that close it just before the next syllable's. Consonants keep their spoken length as long
as they leave the vowel half of the note; vowels are held: their beginning and end run as spoken
and their middle is stretched. A diphthong holds its first element and glides at the end.

A voice that half speaks lets a word's last vowel last as long as it is spoken, and closes the word
then, though its note goes on: a recogniser takes vowels held for half a second for other words,
while a rest between two words costs it next to nothing (`benchmarks/voice.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corvia_engine.voice.matching import Matched
from corvia_engine.voice.phonemes import Phoneme
from corvia_engine.voice.sung_notes import SungTone
from corvia_engine.voice.syllabifying import SpokenSyllable
from corvia_engine.voice.vocoder import FRAMES_A_SECOND

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHORTEST_GAP = 4
"""Frames of rest without which a word is sung on to the next one."""

LEGATO_FRAMES = 60
"""A gap between two notes up to 0.3 s is bridged; in a longer one the voice rests."""

_MOST_CONSONANTS = 0.5
_LEAST_VOWEL = 6
_FIRST_CONSONANTS = 50
"""Frames that may open a line before its first note."""

_STEADY = (0.35, 0.65)
_GLIDING = (0.25, 0.4)


@dataclass(frozen=True)
class SungUnit:
    """A spoken syllable on its tones, in frames of the song: its vowel sounds from `start`, and
    everything of it has ended at `end`. `rests` says that silence follows.
    """

    spoken: SpokenSyllable
    tones: tuple[SungTone, ...]
    start: int
    end: int
    rests: bool


@dataclass(frozen=True, eq=False)
class LaidLine:
    """Frames `first`… of the song: where in the speech each comes from (in its frames, with
    fractions), whether the voice's folds swing in it, and its unit; -1 in a rest.
    """

    first: int
    source: "NDArray[np.float64]"
    voiced: "NDArray[np.bool_]"
    unit: "NDArray[np.int64]"
    units: tuple[SungUnit, ...]

    @property
    def end(self) -> int:
        """The frame after the last."""
        return self.first + len(self.source)


def frame_of(seconds: float) -> int:
    """Give the frame nearest to a time."""
    return round(seconds * FRAMES_A_SECOND)


def units_of(
    matched: Sequence[Matched],
    tones: Sequence[tuple[SungTone, ...]],
    limit: int | None,
    *,
    half_spoken: bool = False,
) -> tuple[SungUnit, ...]:
    """Give each spoken syllable its notes; nothing sounds at or after the frame `limit`.

    Words that are `half_spoken` are closed when they are said.
    """
    taken = iter(tones)
    held = [
        (match.spoken, tuple(tone for _ in range(match.held_on) for tone in next(taken)))
        for match in matched
    ]
    starts = [frame_of(on[0].start) for _, on in held]
    units = []
    for place, (spoken, on) in enumerate(held):
        start, end = starts[place], frame_of(on[-1].end)
        following = starts[place + 1] if place + 1 < len(held) else limit
        rests = following is None or following - end > LEGATO_FRAMES
        if following is not None and (not rests or end > following):
            end = following
        end = max(end, start + 1)
        if half_spoken and (rests or _word_ends(held, place)):
            closed = _closed(spoken, start)
            needed = _frames(held[place + 1][0].onset) if place + 1 < len(held) else 0
            if closed + needed + _SHORTEST_GAP <= end:
                end, rests = closed, True
        units.append(SungUnit(spoken, on, start, end, rests))
    return tuple(units)


def _word_ends(held: Sequence[tuple[SpokenSyllable, tuple[SungTone, ...]]], place: int) -> bool:
    """Say whether the syllable is the last of its word."""
    if place + 1 == len(held):
        return True
    here, following = held[place][0], held[place + 1][0]
    return here.nucleus[0].text_position != following.nucleus[0].text_position


def _closed(spoken: SpokenSyllable, start: int) -> int:
    """Give where a syllable that ends a word is closed when its vowel lasts as long as spoken."""
    vowel = round(spoken.spoken_seconds * FRAMES_A_SECOND)
    return start + max(_LEAST_VOWEL, vowel) + _frames(spoken.coda)


def opening_frames(matched: Sequence[Matched]) -> int:
    """Give how many frames a line's first consonants take before its first note."""
    return min(_FIRST_CONSONANTS, _frames(matched[0].spoken.onset)) if matched else 0


def lay(units: Sequence[SungUnit]) -> LaidLine:
    """Lay a line's units, one or more, on frames."""
    import numpy as np

    opening = min(_FIRST_CONSONANTS, _frames(units[0].spoken.onset))
    first = units[0].start - opening
    length = units[-1].end - first
    source = np.zeros(length)
    voiced = np.zeros(length, np.bool_)
    unit = np.full(length, -1, np.int64)
    begin = first
    for number, sung in enumerate(units):
        following = units[number + 1] if number + 1 < len(units) else None
        close, next_begin = _closing(sung, following)
        spans = _spans(sung, begin, close, next_begin if not sung.rests else sung.end)
        for phoneme, start, end, held in spans:
            low, high = max(start, first) - first, min(end, units[-1].end) - first
            if high > low:
                source[low:high] = _path(phoneme, high - low, held=held)
                voiced[low:high] = phoneme.is_voiced
                unit[low:high] = number
        begin = next_begin
    return LaidLine(max(0, first), *_from_zero(first, source, voiced, unit), tuple(units))


def _from_zero(
    first: int,
    source: "NDArray[np.float64]",
    voiced: "NDArray[np.bool_]",
    unit: "NDArray[np.int64]",
) -> tuple["NDArray[np.float64]", "NDArray[np.bool_]", "NDArray[np.int64]"]:
    """Leave out what would sound before the song begins."""
    cut = max(0, -first)
    return source[cut:], voiced[cut:], unit[cut:]


def _closing(sung: SungUnit, following: SungUnit | None) -> tuple[int, int]:
    """Give the frames where a unit's coda, and the next unit's onset, begin."""
    coda = _frames(sung.spoken.coda)
    onset = 0 if following is None else _frames(following.spoken.onset)
    if sung.rests:
        coda = min(coda, sung.end - sung.start - _LEAST_VOWEL)
        if following is None:
            return sung.end - coda, sung.end
        onset = min(onset, following.start - sung.end)
        return sung.end - coda, following.start - onset
    room = min(
        int(_MOST_CONSONANTS * (sung.end - sung.start)), sung.end - sung.start - _LEAST_VOWEL
    )
    share = min(1.0, max(room, 0) / max(1, coda + onset))
    onset = int(onset * share)
    return sung.end - onset - int(coda * share), sung.end - onset


def _spans(
    sung: SungUnit, begin: int, close: int, end: int
) -> Iterator[tuple[Phoneme, int, int, bool]]:
    """Give each phoneme of a unit with its first frame, the frame after its last, and whether it
    is held.
    """
    spoken = sung.spoken
    yield from _shared(spoken.onset, begin, sung.start)
    yield from _held(spoken.nucleus, sung.start, close)
    yield from _shared(spoken.coda, close, end)


def _shared(
    phonemes: Sequence[Phoneme], start: int, end: int
) -> Iterator[tuple[Phoneme, int, int, bool]]:
    """Share frames out by spoken length."""
    total = sum(p.end - p.start for p in phonemes)
    passed = 0.0
    for phoneme in phonemes:
        low = start + round((end - start) * passed / total)
        passed += phoneme.end - phoneme.start
        yield phoneme, low, start + round((end - start) * passed / total), False


def _held(
    phonemes: Sequence[Phoneme], start: int, end: int
) -> Iterator[tuple[Phoneme, int, int, bool]]:
    """Hold the vowels of a nucleus; consonants between joined ones keep their spoken length."""
    if len(phonemes) == 1:
        yield phonemes[0], start, end, True
        return
    vowels = sum(p.end - p.start for p in phonemes if p.is_vowel)
    others = sum(p.end - p.start for p in phonemes if not p.is_vowel) * FRAMES_A_SECOND
    share = min(1.0, _MOST_CONSONANTS * (end - start) / max(others, 1e-9))
    at = float(start)
    for phoneme in phonemes:
        length = phoneme.end - phoneme.start
        if phoneme.is_vowel:
            frames = (end - start - share * others) * length / vowels
        else:
            frames = share * length * FRAMES_A_SECOND
        yield phoneme, round(at), round(at + frames), phoneme.is_vowel
        at += frames


def _path(phoneme: Phoneme, frames: int, *, held: bool) -> "NDArray[np.float64]":
    """Give the speech's frames through which a phoneme runs in so many of the song's."""
    import numpy as np

    start, end = phoneme.start * FRAMES_A_SECOND, phoneme.end * FRAMES_A_SECOND
    spoken = end - start
    if not held or frames <= spoken:
        return np.linspace(start, end, frames, endpoint=False)
    from_share, to_share = _GLIDING if phoneme.glides else _STEADY
    corners = (0.0, from_share * spoken, frames - (1 - to_share) * spoken, float(frames))
    places = (start, start + from_share * spoken, start + to_share * spoken, end)
    path: NDArray[np.float64] = np.interp(np.arange(frames), corners, places)
    return path


def _frames(phonemes: Sequence[Phoneme]) -> int:
    return round(sum(p.end - p.start for p in phonemes) * FRAMES_A_SECOND)
