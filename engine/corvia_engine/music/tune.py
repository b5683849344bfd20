"""The song's tune: phrases by the melody model, held together by a motif.

The chorus is composed first and once. Its opening is the song's motif: intro, interludes and
outro begin with it. Later verses take up the first verse's openings line by line, and a stanza's
third line takes up its first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from corvia_engine.music.clarity import leanings_of
from corvia_engine.music.dice import Dice
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.writing import MelodyWriter
from corvia_engine.music.phrasing import BREATH, LONG, SHORT, Phrase, meter_of, phrases_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.tuning import DEGREES
from corvia_local.model.plan import SongPlan

MOTIF_NOTES = 6
RISE, FALL = 400, -500


@dataclass(frozen=True)
class TunePhrase:
    """A composed phrase: where it lies in its section, and its notes from its own start.

    `sung` is None where an instrument plays it.
    """

    offset: int
    bars: int
    notes: tuple[MelodyNote, ...]
    request: PhraseRequest
    sung: Phrase | None


@dataclass(frozen=True)
class Tone:
    """A sounding note at an absolute tick; `cents` above MIDI key 0."""

    start: int
    duration: int
    cents: int


@dataclass(frozen=True)
class SectionTune:
    """A section's tune. `home` is the stage for whose scale the steps were written."""

    stage: Stage
    home: Stage
    phrases: tuple[TunePhrase, ...]

    @property
    def is_sung(self) -> bool:
        """Tell whether it carries words."""
        return self.stage.plan.stanza is not None

    def tones(self) -> tuple[Tone, ...]:
        """Give the tune as sounding notes; degrees that lean downwards do so before a fall."""
        placed = [
            (self.stage.start + phrase.offset + note.start, note)
            for phrase in self.phrases
            for note in phrase.notes
        ]
        following = [note.step for _, note in placed[1:]] + [placed[-1][1].step] if placed else []
        return tuple(
            Tone(
                tick, note.duration, self.home.scale.cents(note.step, falling=next_step < note.step)
            )
            for (tick, note), next_step in zip(placed, following, strict=True)
        )


class TuneWriter:
    """Composes section after section and remembers what returns."""

    def __init__(self, plan: SongPlan, stages: tuple[Stage, ...]) -> None:
        self._plan = plan
        self._stages = stages
        self._melody = MelodyWriter(Dice(plan.seed, "melody").below(2**31))
        self._stanzas: dict[tuple[int, str], SectionTune] = {}
        self._first_verse: SectionTune | None = None
        self._last_chorus: SectionTune | None = None
        self._motif: tuple[MelodyNote, ...] = ()

    def write(self, tell: Callable[[float], None]) -> tuple[SectionTune, ...]:
        """Compose all sections; `tell` hears the share done."""
        tunes = []
        for done, tune in enumerate(self.sections(), start=1):
            tunes.append(tune)
            tell(done / len(self._stages))
        return tuple(tunes)

    def sections(self) -> Iterator[SectionTune]:
        """Give the sections in their order, each when it is composed."""
        self.last_chorus()
        for stage in self._stages:
            sung = stage.plan.stanza is not None
            yield self._sung(stage) if sung else self._played(stage)

    def last_chorus(self) -> SectionTune:
        """Give the last chorus's tune, which is composed before all else."""
        if self._last_chorus is None:
            stage = next(stage for stage in self._stages if stage.is_last_chorus)
            self._last_chorus = self._sung(stage)
            self._motif = motif_of(self._last_chorus)
        return self._last_chorus

    def _sung(self, stage: Stage) -> SectionTune:
        stanza = stage.plan.stanza
        assert stanza is not None
        home = self._home(stage)
        known = self._stanzas.get((stanza, home.plan.key.mode))
        if known:
            for phrase in known.phrases:
                self._melody.remember(phrase.request, phrase.notes)
            return replace(known, stage=stage)
        tune = SectionTune(stage, home, self._sung_phrases(home, stanza))
        self._stanzas[stanza, home.plan.key.mode] = tune
        if stage.plan.kind == "verse" and self._first_verse is None:
            self._first_verse = tune
        return tune

    def _home(self, stage: Stage) -> Stage:
        """A chorus is written for the key of its last return, so that its tune never changes."""
        if stage.plan.kind != "chorus":
            return stage
        return [s for s in self._stages if s.plan.stanza == stage.plan.stanza][-1]

    def _sung_phrases(self, stage: Stage, stanza: int) -> tuple[TunePhrase, ...]:
        lines = self._plan.lyric.stanzas[stanza].lines
        layout = phrases_of(self._plan.lyric.stanzas[stanza], stage.rhythm)
        written: list[TunePhrase] = []
        offset = 0
        for place, phrase in enumerate(layout):
            syllables = lines[phrase.line].syllables[phrase.first : phrase.last]
            request = phrase_request(
                stage,
                phrase.bars,
                tuple(syllable.stress for syllable in syllables),
                place,
                len(layout),
                self._opening(stage, place, len(layout), written),
                self._plan.seed,
            )
            notes = self._melody.write(request)
            written.append(TunePhrase(offset, phrase.bars, notes, request, phrase))
            offset += phrase.bars * stage.bar
        return tuple(written)

    def _opening(
        self, stage: Stage, place: int, count: int, written: list[TunePhrase]
    ) -> tuple[MelodyNote, ...]:
        first = self._first_verse
        if stage.plan.kind == "verse" and first and place < len(first.phrases):
            return first_half(first.phrases[place], stage.bar)
        if place % 4 == 2 and count > 3:
            return first_half(written[place - 2], stage.bar)
        return ()

    def _played(self, stage: Stage) -> SectionTune:
        phrases = []
        offset = 0
        lengths = phrase_lengths(stage.plan.bars)
        for place, bars in enumerate(lengths):
            count = max(2, bars * stage.plan.cues.density // 100 - 1)
            stresses = alternating(count)
            opening = self._motif if place == 0 else ()
            request = phrase_request(
                stage, bars, stresses, place, len(lengths), opening, self._plan.seed
            )
            notes = self._melody.write(request)
            phrases.append(TunePhrase(offset, bars, notes, request, None))
            offset += bars * stage.bar
        return SectionTune(stage, stage, tuple(phrases))


def phrase_request(
    stage: Stage,
    bars: int,
    stresses: tuple[int, ...],
    place: int,
    count: int,
    opening: tuple[MelodyNote, ...],
    seed: int,
) -> PhraseRequest:
    """Ask for a section's phrase number `place` of `count`; `seed` is the song's."""
    mode = stage.scale.mode
    steps = stage.scale.steps_within(stage.low, stage.high)
    wished = _endings(stage, place, count)
    reachable = tuple(degree for degree in wished if any(s % DEGREES == degree for s in steps))
    return PhraseRequest(
        meter=meter_of(stage.rhythm),
        bars=bars,
        stresses=stresses,
        degrees=mode.degrees,
        low=steps[0],
        high=steps[-1],
        endings=reachable or mode.degrees,
        bright=mode.bright,
        density=100 * len(stresses) // bars,
        contour=_contour(stage, place, count),
        opening=tuple(_fitted(note, steps) for note in opening),
        rest=BREATH,
        not_rising=mode.not_rising,
        not_falling=mode.not_falling,
        starts=mode.starts if place == 0 else (),
        turns=mode.turns,
        cadence=_cadence(stage, place, count, seed, steps),
        leanings=leanings_of(mode, stage.plan.valence),
        balanced=bool(mode.chords),
    )


def _cadence(stage: Stage, place: int, count: int, seed: int, steps: list[int]) -> tuple[int, ...]:
    """Choose the mode's ending for a closing phrase, the same wherever a section returns, among
    those that the range has room for.
    """
    room = set(steps)
    endings = [
        ending
        for ending in stage.scale.mode.endings
        if any(room.issuperset(step + DEGREES * octave for step in ending) for octave in (-1, 0, 1))
    ]
    if not endings or place < count - 1 or stage.plan.kind in ("intro", "interlude"):
        return ()
    return Dice(seed, f"ending {stage.plan.kind} {stage.plan.stanza}").pick(endings)


def _fitted(note: MelodyNote, steps: list[int]) -> MelodyNote:
    return MelodyNote(note.start, note.duration, nearest_step(steps, note.step))


def nearest_step(steps: list[int], wished: int) -> int:
    """Give the step nearest to the wished one, the lower in a tie."""
    return min(steps, key=lambda step: (abs(step - wished), step))


def _endings(stage: Stage, place: int, count: int) -> tuple[int, ...]:
    """Pause in the middle, close at the end; what leads on (an intro) stays open."""
    mode = stage.scale.mode
    if place < count - 1 or (stage.plan.kind in ("intro", "interlude")):
        return mode.rest
    return mode.close[:1] if stage.plan.kind in ("chorus", "outro") else mode.close


def _contour(stage: Stage, place: int, count: int) -> int:
    """Go the mode's way: up and back, falling throughout, or rising until the last phrase."""
    path = stage.scale.mode.path
    if place == count - 1 or path == "falling":
        return FALL
    if path == "rising":
        return RISE
    if place == 0 or place % 4 == 2:
        return RISE + (200 if stage.plan.kind == "chorus" else 0)
    return 0


def motif_of(tune: SectionTune) -> tuple[MelodyNote, ...]:
    """Give the notes of a chorus's first bar, or of two bars where one has fewer than three."""
    notes = tune.phrases[0].notes
    bar = tune.home.bar
    first = tuple(note for note in notes if note.start < bar)
    if len(first) < 3:
        first = tuple(note for note in notes if note.start < 2 * bar)
    return first[:MOTIF_NOTES]


def alternating(count: int) -> tuple[int, ...]:
    """Give the stresses of a line without words: every other note."""
    return tuple(2 if beat % 2 == 0 else 0 for beat in range(count))


def first_half(phrase: TunePhrase, bar: int) -> tuple[MelodyNote, ...]:
    """Give the notes that begin in a phrase's first half."""
    return tuple(note for note in phrase.notes if note.start < phrase.bars * bar // 2)


def phrase_lengths(bars: int) -> list[int]:
    """Cut instrumental bars into phrases of four, then of two."""
    lengths = [LONG] * (bars // LONG)
    rest = bars - LONG * len(lengths)
    return lengths + ([rest] if rest else []) if bars >= SHORT else [bars]
