"""The players of the composition: the lead, each voice's instrument, and those who accompany."""

from collections.abc import Sequence

from corvia_engine.music.assembly.accompaniment import (
    Pad,
    bass_line,
    broken_chords,
    light_pulse,
)
from corvia_engine.music.assembly.fitting import Harmony
from corvia_engine.music.assembly.form import Turn
from corvia_engine.music.assembly.harmony import (
    BRIGHT,
    DARK,
    GROUND_BARS,
    Chord,
    chord_at,
    ground_of,
    scale_of,
)
from corvia_engine.music.assembly.meeting import Meeting
from corvia_engine.music.assembly.phrases import Phrasebook
from corvia_engine.music.assembly.portrait import Portrait
from corvia_engine.music.assembly.seating import Seating
from corvia_engine.music.assembly.sketch import Sketch
from corvia_engine.music.assembly.tone import Tone
from corvia_engine.music.assembly.whole_numbers import rounded

LEAD, BASS, PAD, FIGURE, PULSE = "lead", "bass", "pad", "figure", "pulse"
LEAD_MIDDLE = 65
PULSE_FROM = 150
"""Median arousal, in thousandths, from which the songs ask for a pulse."""

_CALM = -200
_DOUBLING, _HUMMING = 20, 26
"""By how much an instrument that doubles a sung line, or a voice that hums along with an
instrument's line, is softer."""


class Ensemble:
    """All who play, and the music before them."""

    def __init__(
        self, voices: Sequence[Portrait], meeting: Meeting, seating: Seating, sketch: Sketch
    ) -> None:
        self.voices = voices
        self.meeting = meeting
        self.bar = meeting.bar
        self._seating = seating
        self._sketch = sketch
        self._books = [Phrasebook(voice, meeting) for voice in voices]
        self._scale = scale_of(meeting)
        self._held = Pad()
        phrases = [book.phrase(0, GROUND_BARS, LEAD_MIDDLE) for book in self._books]
        self._grounds = {home: ground_of(voices, phrases, meeting, home) for home in (BRIGHT, DARK)}

    def home_of(self, turn: Turn) -> int:
        """Choose the dark or the bright home by the turn's mood, or, where that is withheld, by
        the modes of its songs.
        """
        if turn.valence:
            return BRIGHT if turn.valence > 0 else DARK
        minor = sum(self.voices[voice].is_minor for voice in turn.voices)
        return DARK if 2 * minor > len(turn.voices) else BRIGHT

    def ground(self, home: int) -> tuple[int, ...]:
        """Give the eight-bar ground that starts from a home."""
        return self._grounds[home]

    def chords(self, indexes: Sequence[int]) -> tuple[Chord, ...]:
        """Give chords of the vocabulary by their indexes."""
        return tuple(chord_at(self.meeting, index) for index in indexes)

    def harmony(self, chords: Sequence[Chord]) -> Harmony:
        """Give the frame into which lines over these chords are fitted."""
        return Harmony(self.bar, tuple(chords), self._scale)

    def phrase(self, voice: int, turn_round: int, bars: int, middle: int) -> tuple[Tone, ...]:
        """Give bars of a voice's own melody in the common key and bar."""
        return self._books[voice].phrase(turn_round, bars, middle)

    def story(self, voice: int, turn_round: int, bars: int, middle: int) -> tuple[Tone, ...]:
        """Give bars of a voice's verse, and of the refrain to which it leads."""
        return self._books[voice].story(turn_round, bars, middle)

    def lead(self, voice: int, at: int, line: Sequence[Tone], velocity: int) -> None:
        """Let a voice lead: the lead part sings or hums, the voice's own instrument plays."""
        sung = any(tone.syllable for tone in line)
        self._sketch.play(LEAD, at, line, velocity - (0 if sung else _HUMMING))
        self._sketch.sing(voice, self.voices[voice].score.lines, at, line)
        self.play(voice, at, line, velocity - (_DOUBLING if sung else 0))
        self._sketch.credit(voice, at, line)

    def join(self, voice: int, at: int, line: Sequence[Tone], velocity: int) -> None:
        """Let a voice's own instrument play its own melody."""
        self.play(voice, at, line, velocity)
        self._sketch.credit(voice, at, line)

    def play(self, voice: int, at: int, line: Sequence[Tone], velocity: int) -> None:
        """Let a voice's instrument play something that is not its own melody."""
        self._sketch.play(seat_part(self._seating.seat_of[voice]), at, line, velocity)

    def accompany(self, turn: Turn, at: int, chords: Sequence[Chord], parts: Sequence[str]) -> None:
        """Write the harmony and those of bass, pad, figure and pulse that are asked for."""
        self._sketch.harmonise(at, chords)
        lively = turn.arousal > _CALM and turn.kind != "ending"
        if PAD in parts:
            self._sketch.play(PAD, at, self._held.held(chords, self.bar), 56)
        if BASS in parts:
            self._sketch.play(BASS, at, bass_line(chords, self.bar, lively), 66)
        if FIGURE in parts:
            dense = lively and turn.kind != "dialogue"
            self._sketch.play(FIGURE, at, broken_chords(chords, self.bar, dense), 50)
        if PULSE in parts and self.meeting.arousal >= PULSE_FROM:
            self._sketch.play(PULSE, at, light_pulse(len(chords), self.bar), 46)


def seat_part(seat: int) -> str:
    """Give the name under which a seat's notes are sketched."""
    return f"seat {seat}"


def loudness(turn: Turn, base: int) -> int:
    """Give a velocity: agitated turns are louder."""
    return base + rounded(10 * turn.arousal, 1000)
