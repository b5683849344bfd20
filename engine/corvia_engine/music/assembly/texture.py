"""How several melodies share one time: onsets between onsets, skeletons behind lines."""

from collections.abc import Sequence
from dataclasses import replace

from corvia_engine.music.assembly.bar_shape import BarShape
from corvia_engine.music.assembly.harmony import Chord
from corvia_engine.music.assembly.tone import Tone


def interleaved(tones: Sequence[Tone], front: Sequence[Tone], bar: BarShape) -> tuple[Tone, ...]:
    """Leave out the onsets that coincide with the front voice's, except on bar lines; the note
    before lasts on in their place.
    """
    taken = frozenset(tone.start for tone in front)
    kept: list[Tone] = []
    for tone in tones:
        if tone.start in taken and bar.strength(tone.start) < 3:
            if kept and kept[-1].end == tone.start:
                kept[-1] = replace(kept[-1], duration=tone.end - kept[-1].start)
            continue
        kept.append(tone)
    return tuple(kept)


def skeleton(tones: Sequence[Tone], bar: BarShape, middle: int) -> tuple[Tone, ...]:
    """Keep one held tone for each accent, the longest that begins in its span, in the octave
    nearest to the tone before and within seven semitones of `middle`.
    """
    spans: dict[tuple[int, int], list[Tone]] = {}
    edges = (*bar.accents, bar.ticks)
    for tone in tones:
        index, place = divmod(tone.start, bar.ticks)
        accent = max(number for number, edge in enumerate(bar.accents) if edge <= place)
        spans.setdefault((index, accent), []).append(tone)
    held: list[Tone] = []
    before = middle
    for (index, accent), inside in sorted(spans.items()):
        longest = max(inside, key=lambda tone: (tone.duration, -tone.start))
        begin = index * bar.ticks + edges[accent]
        length = edges[accent + 1] - edges[accent]
        key = _octave_near(longest.key, before, middle)
        if held and held[-1].key == key and held[-1].end == begin:
            held[-1] = replace(held[-1], duration=held[-1].duration + length)
        else:
            held.append(Tone(begin, length, key))
        before = key
    return tuple(held)


def _octave_near(key: int, before: int, middle: int) -> int:
    octaves = [near for near in range(middle - 7, middle + 8) if near % 12 == key % 12]
    return min(octaves, key=lambda near: (abs(near - before), near))


def listening(chords: Sequence[Chord], bar: BarShape, middle: int) -> tuple[Tone, ...]:
    """Give the held tones of one who listens: a chord tone a bar, each as near as can be to the
    one before; the same tone is not struck again.
    """
    tones: list[Tone] = []
    before = middle
    for index, chord in enumerate(chords):
        near = [key for key in range(before - 6, before + 7) if key % 12 in chord.pitch_classes]
        key = min(near, key=lambda near_key: (abs(near_key - before), near_key))
        if tones and tones[-1].key == key:
            tones[-1] = replace(tones[-1], duration=tones[-1].duration + bar.ticks)
        else:
            tones.append(Tone(index * bar.ticks, bar.ticks, key))
        before = key
    return tuple(tones)
