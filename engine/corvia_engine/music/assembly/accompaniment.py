"""Bass, pad, broken chords and a light pulse under the voices."""

from collections.abc import Sequence

from corvia_engine.music.assembly.bar_shape import BarShape
from corvia_engine.music.assembly.harmony import Chord
from corvia_engine.music.assembly.tone import Tone

_BASS_LOW, _BASS_HIGH = 36, 51
_PAD_LOW, _PAD_HIGH = 48, 67
_SHAKER, _RIM, _KICK = 70, 37, 36


def bass_line(chords: Sequence[Chord], bar: BarShape, lively: bool) -> tuple[Tone, ...]:
    """Give the roots on the bar lines and, when lively, the fifth on the last accent; between
    roots the bass takes the nearer octave.
    """
    tones: list[Tone] = []
    before = _BASS_LOW + 7
    for index, chord in enumerate(chords):
        octaves = range(_BASS_LOW + (chord.root - _BASS_LOW) % 12, _BASS_HIGH + 1, 12)
        root = min(octaves, key=lambda key: (abs(key - before), key))
        start, turn = index * bar.ticks, bar.accents[-1]
        if lively and turn:
            fifth = root + 7 if root < _BASS_LOW + 8 else root - 5
            tones += [Tone(start, turn, root), Tone(start + turn, bar.ticks - turn, fifth)]
        else:
            tones.append(Tone(start, bar.ticks, root))
        before = root
    return tuple(tones)


class Pad:
    """Three held voices that move as little as they can from chord to chord."""

    def __init__(self) -> None:
        self._voicing: tuple[int, ...] = ()

    def held(self, chords: Sequence[Chord], bar: BarShape) -> tuple[Tone, ...]:
        """Give the chords as held tones; a voice that stays is tied over the bar line."""
        tones: list[Tone] = []
        sounding: dict[int, int] = {}
        for index, chord in enumerate(chords):
            now = index * bar.ticks
            self._voicing = self._next(chord)
            for key in sorted(sounding):
                if key not in self._voicing:
                    tones.append(Tone(sounding[key], now - sounding[key], key))
                    del sounding[key]
            for key in self._voicing:
                sounding.setdefault(key, now)
        end = len(chords) * bar.ticks
        tones += [Tone(start, end - start, key) for key, start in sounding.items()]
        return tuple(sorted(tones, key=lambda tone: (tone.start, tone.key)))

    def _next(self, chord: Chord) -> tuple[int, ...]:
        voicings = _voicings(chord)
        if not self._voicing:
            return voicings[len(voicings) // 2]
        return min(voicings, key=lambda voicing: (_movement(self._voicing, voicing), voicing))


def _voicings(chord: Chord) -> list[tuple[int, ...]]:
    """List the close voicings of a chord in the pad's range: every inversion, three voices."""
    keys = [key for key in range(_PAD_LOW, _PAD_HIGH + 1) if key % 12 in chord.pitch_classes]
    return [tuple(keys[at : at + 3]) for at in range(len(keys) - 2)]


def _movement(before: tuple[int, ...], after: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(before, after, strict=True))


def broken_chords(chords: Sequence[Chord], bar: BarShape, lively: bool) -> tuple[Tone, ...]:
    """Give one chord tone each group, or each half beat when lively, rising and falling through a
    close voicing.
    """
    tones: list[Tone] = []
    for index, chord in enumerate(chords):
        low = _voicings(chord)[1]
        shape = (low[0], low[1], low[2], low[1])
        places = _plucks(bar) if lively else list(zip(bar.group_starts, bar.groups, strict=True))
        for place, (start, duration) in enumerate(places):
            tones.append(Tone(index * bar.ticks + start, duration, shape[place % 4]))
    return tuple(tones)


def _plucks(bar: BarShape) -> list[tuple[int, int]]:
    """Cut each group in two where it is even in eighths, else in threes or in ones."""
    places: list[tuple[int, int]] = []
    for start, length in zip(bar.group_starts, bar.groups, strict=True):
        parts = max(1, length // 240)
        step = length // parts
        places += [(start + part * step, step) for part in range(parts)]
    return places


def light_pulse(bars: int, bar: BarShape) -> tuple[Tone, ...]:
    """Give a shaker on the groups, a soft low stroke on the bar line, a rim on the last accent."""
    tones: list[Tone] = []
    for index in range(bars):
        at = index * bar.ticks
        tones.append(Tone(at, 120, _KICK))
        if bar.accents[-1]:
            tones.append(Tone(at + bar.accents[-1], 120, _RIM))
        tones += [Tone(at + start, 120, _SHAKER) for start, _ in _plucks(bar)]
    return tuple(sorted(tones, key=lambda tone: (tone.start, tone.key)))
