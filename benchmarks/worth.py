"""Are the melodies worth singing? Measured alike on composed songs and on tunes of the corpus.

For each figure the band between the 10th and the 90th hundredth of 1,500 tunes is printed, and how
many of 40 composed songs lie in it (of 40 tunes 32 do); then what only a song with words and chords
has: stresses on strong beats, words split over a rest, strong-beat tones in their chord; and how
alike songs of different seeds are, against how alike tunes of one collection are.
"""

import itertools
import statistics
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.copying import TRADITIONS
from benchmarks.night_texts import NIGHT_TEXTS
from corvia_engine.music.composing import compose as write_score
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition
from corvia_engine.music.tuning import DEGREES
from corvia_engine.music.varying.reading_back import tunes_of
from corvia_engine.training.melody.corpus import read_corpus
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

SONGS, TUNES, PAIRS_OF_TUNES = 40, 1500, 400
RUN = 4

Line = tuple[tuple[int, int], ...]
"""(onset in ticks, step) of each note of one phrase, in order."""


@dataclass(frozen=True)
class Melody:
    """A melody as phrases. `degrees` are those of its scale: in a scale of five tones a step goes
    to the next tone that there is.
    """

    phrases: tuple[Line, ...]
    degrees: tuple[int, ...] = tuple(range(DEGREES))

    def places(self) -> list[list[int]]:
        """Give each phrase's notes as places in the scale."""
        tones = [tone + DEGREES * octave for octave in range(-4, 5) for tone in self.degrees]
        return [[bisect_left(tones, step) for _, step in line] for line in self.phrases]

    def moves(self) -> list[int]:
        """Give the moves in steps within phrases."""
        return [b[1] - a[1] for line in self.phrases for a, b in itertools.pairwise(line)]

    def runs(self) -> list[tuple[tuple[int, int], ...]]:
        """Give every run of a few moves with their spans."""
        return [
            tuple(pairs[at : at + RUN])
            for line in self.phrases
            for pairs in [[(b[1] - a[1], b[0] - a[0]) for a, b in itertools.pairwise(line)]]
            for at in range(len(pairs) - RUN + 1)
        ]


def _range(melody: Melody) -> float:
    steps = [step for line in melody.phrases for _, step in line]
    return max(steps) - min(steps)


def _steps(melody: Melody) -> float:
    moves = [b - a for places in melody.places() for a, b in itertools.pairwise(places)]
    return sum(abs(move) <= 1 for move in moves) / len(moves)


def _leaps(melody: Melody) -> float:
    moves = melody.moves()
    return sum(abs(move) >= 4 for move in moves) / len(moves)


def _length(melody: Melody) -> float:
    return statistics.mean(len(line) for line in melody.phrases)


def _repetition(melody: Melody) -> float:
    runs = melody.runs()
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def _cadence(melody: Melody) -> float:
    """Share of phrases that end on the tonic, the third or the fifth."""
    return statistics.mean(line[-1][1] % 7 in (0, 2, 4) for line in melody.phrases)


FIGURES: dict[str, Callable[[Melody], float]] = {
    "range in steps": _range,
    "moves by step or none": _steps,
    "leaps of a fifth or more": _leaps,
    "notes a phrase": _length,
    "runs heard before": _repetition,
    "phrases that end in the chord of the tonic": _cadence,
}


def main() -> None:
    """Print every figure."""
    tunes = [
        Melody(tuple(tuple((n.onset, n.step) for n in phrase) for phrase in tune.phrases if phrase))
        for tune in read_corpus().splits["train"][:: 9978 // TUNES][:TUNES]
    ]
    tunes = [tune for tune in tunes if tune.moves()]
    songs = [_song(number) for number in range(SONGS)]
    melodies = [melody for melody, _, _ in songs]
    for name, figure in FIGURES.items():
        band = statistics.quantiles([figure(tune) for tune in tunes], n=10)
        ours = [figure(melody) for melody in melodies]
        within = sum(band[0] <= value <= band[-1] for value in ours)
        print(
            f"{name:<44} tunes {band[0]:.2f}–{band[-1]:.2f},"
            f" songs {statistics.mean(ours):.2f}; {within} of {SONGS} within"
        )
    strong = [_stresses(score, plan) for _, plan, score in songs]
    print(f"stressed syllables on a beat {statistics.mean(strong):.2f}")
    chords = [value for _, _, score in songs if (value := _in_chord(score)) is not None]
    print(f"strong-beat tones in their chord {statistics.mean(chords):.2f}")
    print(f"words split over a rest {sum(_split(score) for _, _, score in songs)}")
    ours_alike = [alike(a, b) for a, b in itertools.combinations(melodies, 2)]
    theirs = [alike(a, b) for a, b in itertools.pairwise(tunes[: PAIRS_OF_TUNES + 1])]
    print(
        f"runs shared by two songs {statistics.mean(ours_alike):.3f},"
        f" by two tunes of a collection {statistics.mean(theirs):.3f}"
    )


def _song(number: int) -> tuple[Melody, SongPlan, Score]:
    texts = [*(demo_text(author) for author in AUTHORS), *NIGHT_TEXTS.values()]
    text, reframe = texts[number % len(texts)]
    wish = SongWish(seed=number, tradition=TRADITIONS[number % len(TRADITIONS)])
    plan = plan_song(request_from_text(text, wish, reframe))
    score = write_score(plan)
    stages = stages_of(plan, tradition(plan.tradition))
    tunes = tunes_of(plan, score, stages)
    lines = tuple(
        tuple((phrase.offset + note.start, note.step) for note in phrase.notes)
        for tune in tunes
        if tune.is_sung
        for phrase in tune.phrases
    )
    return Melody(lines, stages[-1].scale.mode.degrees), plan, score


def _stresses(score: Score, plan: SongPlan) -> float:
    beat = score.meter.bar_ticks // score.meter.beats
    stressed = [
        syllable.stress
        for section in plan.sections
        if section.stanza is not None
        for line in plan.lyric.stanzas[section.stanza].lines
        for syllable in line.syllables
    ]
    hits = [
        sung.tick % beat == 0
        for sung, stress in zip(score.syllables, stressed, strict=True)
        if stress == 2
    ]
    return statistics.mean(hits)


def _in_chord(score: Score) -> float | None:
    hits = [
        note.key % 12 in chord.pitch_classes
        for note in score.melody.notes
        if note.start % score.meter.bar_ticks == 0
        for chord in score.chords
        if chord.tick <= note.start < chord.tick + chord.duration
    ]
    return statistics.mean(hits) if hits else None


def _split(score: Score) -> int:
    return sum(
        not a.ends_word and b.tick - a.tick - a.duration >= 240
        for a, b in itertools.pairwise(score.syllables)
    )


def alike(one: Melody, other: Melody) -> float:
    """Give the share of the shorter melody's different runs that the other has too."""
    ours, theirs = set(one.runs()), set(other.runs())
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


if __name__ == "__main__":
    main()
