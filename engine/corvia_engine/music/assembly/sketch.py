"""The composition while it is being written: notes by part, words, chords, and who is heard."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corvia_engine.music.assembly.draws import Draws
from corvia_engine.music.assembly.harmony import Chord
from corvia_engine.music.assembly.tone import Tone
from corvia_engine.music.assembly.whole_numbers import clamped
from corvia_local.model.score import ChordMark, Note, SungSyllable

SOFTEST, LOUDEST = 16, 118
_HUMAN = 3


@dataclass
class Sketch:
    """What has been written so far. Parts are known by name: "lead", "bass", "seat 0" …

    `heard` holds for each voice the (first, last) ticks of what it brought.
    """

    draws: Draws
    bar_ticks: int
    notes: dict[str, list[Note]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    syllables: list[SungSyllable] = field(default_factory=list)
    chords: list[ChordMark] = field(default_factory=list)
    heard: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _line_of: dict[tuple[int, int], int] = field(default_factory=dict)

    def play(self, part: str, at: int, tones: Iterable[Tone], velocity: int) -> None:
        """Write tones into a part from tick `at`, bar lines a little louder, none quite equal."""
        written = self.notes.setdefault(part, [])
        for tone in tones:
            start = at + tone.start
            accent = 5 if start % self.bar_ticks == 0 else 0
            loud = velocity + accent + self.draws.around(_HUMAN)
            written.append(
                Note(start, tone.duration, tone.key, tone.cents, clamped(loud, SOFTEST, LOUDEST))
            )

    def sing(self, voice: int, lines: Sequence[str], at: int, tones: Iterable[Tone]) -> None:
        """Write the words that the tones carry, and their lines where these are new."""
        for tone in tones:
            if tone.syllable is None:
                continue
            place = voice, tone.syllable.line
            if place not in self._line_of:
                self._line_of[place] = len(self.lines)
                self.lines.append(lines[tone.syllable.line])
            self.syllables.append(
                SungSyllable(
                    at + tone.start,
                    tone.duration,
                    tone.syllable.text,
                    self._line_of[place],
                    tone.syllable.begins_word,
                    tone.syllable.ends_word,
                )
            )

    def credit(self, voice: int, at: int, tones: Sequence[Tone]) -> None:
        """Note that a voice's own melody is heard."""
        if tones:
            span = at + tones[0].start, at + tones[-1].end - 1
            self.heard.setdefault(voice, []).append(span)

    def harmonise(self, at: int, chords: Sequence[Chord]) -> None:
        """Write one chord a bar; equal neighbours become one mark."""
        for index, chord in enumerate(chords):
            tick = at + index * self.bar_ticks
            last = self.chords[-1] if self.chords else None
            if last and last.symbol == chord.symbol and last.tick + last.duration == tick:
                self.chords[-1] = ChordMark(
                    last.tick,
                    last.duration + self.bar_ticks,
                    chord.root,
                    chord.symbol,
                    chord.pitch_classes,
                )
            else:
                self.chords.append(
                    ChordMark(tick, self.bar_ticks, chord.root, chord.symbol, chord.pitch_classes)
                )
