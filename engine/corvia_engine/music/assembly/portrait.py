"""What the composition needs to know of a song, as integers."""

from dataclasses import dataclass

from corvia_engine.music.assembly.bar_shape import BarShape, shape_of
from corvia_engine.music.assembly.contribution import Contribution
from corvia_engine.music.assembly.whole_numbers import rounded, weighted_median
from corvia_local.model.score import Note, Part, Role, Score

DIATONIC = (0, 2, 4, 5, 7, 9, 11)
"""The white keys: semitones above the collection's root, which is the major scale's tonic."""

MOST_NOTES_READ = 512
MOST_CHORDS_READ = 256
_MICROTONE = 15
"""Cents from which a pitch is no longer heard as equal-tempered; the just-noticeable difference
of melodic pitch lies near 10 to 25 cents (Burns & Ward 1978)."""

_TUNE_ROLES: tuple[Role, ...] = ("melody", "counter", "figure", "chords", "pad", "bass", "drone")


@dataclass(frozen=True, slots=True)
class Portrait:
    """One song in figures.

    `root`: the white-key collection that holds most of the melody, as its major tonic's pitch
    class; `tonic`: the song's own. `quarter_micros`: its usual tempo. `valence`, `arousal`: means
    over its sections in thousandths; `felt` and `reached`: (valence, arousal) of its first and its
    last section. `chord_shares`: (root, minor third or not) to thousandths of the harmony's time.
    `microtonal`: an eighth or more of the melody lies off equal temperament.
    """

    contribution: Contribution
    tune: Part
    bar: BarShape
    root: int
    tonic: int
    quarter_micros: int
    valence: int
    arousal: int
    felt: tuple[int, int]
    reached: tuple[int, int]
    chord_shares: dict[tuple[int, bool], int]
    microtonal: bool

    @property
    def score(self) -> Score:
        """The song itself."""
        return self.contribution.score

    @property
    def title(self) -> str:
        """The song's title as its author shared it."""
        return self.contribution.title

    @property
    def distress(self) -> int:
        """From -2000 (soothed: pleasant and quiet) to 2000 (unpleasant and agitated)."""
        return self.arousal - self.valence

    @property
    def is_minor(self) -> bool:
        """Whether the tonic is the second, third or sixth degree of its collection: dorian,
        phrygian and aeolian have a minor third.
        """
        return (self.tonic - self.root) % 12 in (2, 4, 9)

    @property
    def on_drone(self) -> bool:
        """Whether the song stands on one root, in its own tuning."""
        return self.microtonal and len({root for root, _ in self.chord_shares}) <= 1


def portrait_of(contribution: Contribution) -> Portrait:
    """Measure a song. Only its first notes and chords are read, so that no song takes long."""
    score = contribution.score
    tune = tune_of(score)
    notes = tune.notes[:MOST_NOTES_READ]
    return Portrait(
        contribution=contribution,
        tune=tune,
        bar=shape_of(score.meter),
        root=_collection_root(notes, score.key.tonic),
        tonic=score.key.tonic,
        quarter_micros=_usual_tempo(score),
        valence=_over_sections(score, "valence"),
        arousal=_over_sections(score, "arousal"),
        felt=(score.sections[0].valence, score.sections[0].arousal),
        reached=(score.sections[-1].valence, score.sections[-1].arousal),
        chord_shares=_chord_shares(score),
        microtonal=_is_microtonal(notes),
    )


def tune_of(score: Score) -> Part:
    """Give the melody, or where it is silent the first other pitched part that sounds."""
    pitched = sorted(
        (part for part in score.parts if part.role in _TUNE_ROLES),
        key=lambda part: _TUNE_ROLES.index(part.role),
    )
    return next((part for part in pitched if part.notes), score.melody)


def _collection_root(notes: tuple[Note, ...], tonic: int) -> int:
    weights = [0] * 12
    for note in notes:
        weights[rounded(100 * note.key + note.cents, 100) % 12] += note.duration
    inside = [sum(weights[(root + step) % 12] for step in DIATONIC) for root in range(12)]
    return min(range(12), key=lambda root: (-inside[root], fifths_between(root, tonic), root))


def fifths_between(one: int, other: int) -> int:
    """Count the steps between two pitch classes on the circle of fifths, 0…6."""
    steps = (one - other) * 7 % 12
    return min(steps, 12 - steps)


def _usual_tempo(score: Score) -> int:
    ends = [mark.tick for mark in score.tempo[1:]] + [max(score.end, score.tempo[-1].tick + 1)]
    return weighted_median(
        (mark.microseconds, end - mark.tick) for mark, end in zip(score.tempo, ends, strict=True)
    )


def _over_sections(score: Score, axis: str) -> int:
    total = sum(getattr(s, axis) * (s.end - s.start) for s in score.sections)
    return rounded(total, score.end)


def _chord_shares(score: Score) -> dict[tuple[int, bool], int]:
    marks = score.chords[:MOST_CHORDS_READ]
    total = sum(mark.duration for mark in marks)
    times: dict[tuple[int, bool], int] = {}
    for mark in marks:
        minor = (mark.root + 3) % 12 in mark.pitch_classes
        times[mark.root, minor] = times.get((mark.root, minor), 0) + mark.duration
    return {chord: rounded(1000 * time, total) for chord, time in sorted(times.items())}


def _is_microtonal(notes: tuple[Note, ...]) -> bool:
    bent = sum(note.duration for note in notes if abs(note.cents) >= _MICROTONE)
    return bent > 0 and 8 * bent >= sum(note.duration for note in notes)
