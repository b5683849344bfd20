"""What makes a line sound like a tune, measured alike on the corpus and on what was written."""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corvia_engine.music.melody.metric import level_at
from corvia_engine.music.melody.request import MelodyNote
from corvia_local.model.score import Meter

Wanted = Callable[[int], bool]

MOTIF = 3


@dataclass(frozen=True)
class Song:
    """Phrases of one melody; `spans` run to the next note or the phrase's end."""

    meter: Meter
    phrases: tuple[tuple[MelodyNote, ...], ...]


@dataclass(frozen=True)
class Figures:
    """Shares are of all moves, phrases or bars.

    `stepwise` moves by one degree, `repeated` by none, `leaps` by a fifth or more;
    `degree_entropy` is in bits; `motifs` is the share of runs of three moves (with their spans)
    that were heard before in the same song; `bar_rhythms` the share of bars whose onsets repeat
    an earlier bar's; `arches` the share of phrases whose middle lies above both ends' mean;
    `placed_ends` and `long_ends` the share of phrases whose last note falls on a beat or is the
    phrase's longest; `stepwise_ends` reach it by a step or a repetition. `moves` and `spans` are
    whole distributions.
    """

    stepwise: float
    repeated: float
    leaps: float
    degree_entropy: float
    motifs: float
    bar_rhythms: float
    arches: float
    placed_ends: float
    long_ends: float
    stepwise_ends: float
    moves: dict[int, float]
    spans: dict[int, float]


def figures_of(songs: Sequence[Song]) -> Figures:
    """Measure songs together."""
    phrases = [(song.meter, phrase) for song in songs for phrase in song.phrases]
    moves = Counter(b.step - a.step for _, phrase in phrases for a, b in itertools.pairwise(phrase))
    spans = Counter(
        b.start - a.start for _, phrase in phrases for a, b in itertools.pairwise(phrase)
    )
    degrees = Counter(note.step % 7 for _, phrase in phrases for note in phrase)
    long = [(meter, phrase) for meter, phrase in phrases if len(phrase) >= 4]
    return Figures(
        stepwise=_share(moves, lambda move: abs(move) == 1),
        repeated=_share(moves, lambda move: move == 0),
        leaps=_share(moves, lambda move: abs(move) >= 4),
        degree_entropy=entropy(degrees),
        motifs=_mean([_motifs_heard_before(song) for song in songs if len(song.phrases) > 1]),
        bar_rhythms=_mean([_bar_rhythms_heard_before(song) for song in songs]),
        arches=_mean([_is_arch(phrase) for _, phrase in long]),
        placed_ends=_mean([level_at(meter, phrase[-1].start) >= 2 for meter, phrase in long]),
        long_ends=_mean([_ends_long(phrase) for _, phrase in long]),
        stepwise_ends=_mean([abs(p[-1].step - p[-2].step) <= 1 for _, p in long]),
        moves=_distribution(moves),
        spans=_distribution(spans),
    )


def distance(ours: dict[int, float], theirs: dict[int, float]) -> float:
    """Give the total variation distance of two distributions, 0…1."""
    return sum(abs(ours.get(k, 0) - theirs.get(k, 0)) for k in {*ours, *theirs}) / 2


def entropy(counts: Counter[int]) -> float:
    """Give the entropy in bits."""
    total = sum(counts.values())
    return -sum(c / total * math.log2(c / total) for c in counts.values())


def _share(counts: Counter[int], wanted: Wanted) -> float:
    return sum(c for value, c in counts.items() if wanted(value)) / max(sum(counts.values()), 1)


def _distribution(counts: Counter[int]) -> dict[int, float]:
    total = sum(counts.values())
    return {value: count / total for value, count in counts.items()}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(len(values), 1)


def _motifs_heard_before(song: Song) -> float:
    seen: set[tuple[tuple[int, int], ...]] = set()
    heard = total = 0
    for phrase in song.phrases:
        pairs = [(b.step - a.step, b.start - a.start) for a, b in itertools.pairwise(phrase)]
        runs = [tuple(pairs[i : i + MOTIF]) for i in range(len(pairs) - MOTIF + 1)]
        heard += sum(run in seen for run in runs)
        total += len(runs)
        seen.update(runs)
    return heard / max(total, 1)


def _bar_rhythms_heard_before(song: Song) -> float:
    seen: set[tuple[int, ...]] = set()
    heard = total = 0
    for phrase in song.phrases:
        bars: dict[int, list[int]] = {}
        for note in phrase:
            bar, place = divmod(note.start, song.meter.bar_ticks)
            bars.setdefault(bar, []).append(place)
        for places in bars.values():
            heard += tuple(places) in seen
            total += 1
            seen.add(tuple(places))
    return heard / max(total, 1)


def _is_arch(phrase: Sequence[MelodyNote]) -> bool:
    third = max(len(phrase) // 3, 1)
    steps = [note.step for note in phrase]
    ends = [*steps[:third], *steps[-third:]]
    middle = steps[third:-third]
    return bool(middle) and sum(middle) / len(middle) > sum(ends) / len(ends)


def _ends_long(phrase: Sequence[MelodyNote]) -> bool:
    return phrase[-1].duration >= max(note.duration for note in phrase[:-1])
