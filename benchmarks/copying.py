"""How long the runs are that songs share with the tunes on which the melody model was trained.

A shared run has the same moves in steps over the same spans in ticks. Beside composed songs the
same is printed for held-back tunes of the corpus: how much tunes share with each other.
"""

import itertools
from collections import Counter
from collections.abc import Iterable

from corvia_engine.music.composing import compose as write_score
from corvia_engine.music.melody.known_runs import LONGEST_SHARED, Pair
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition
from corvia_engine.music.varying.reading_back import tunes_of
from corvia_engine.training.melody.corpus import read_corpus
from corvia_engine.training.melody.known_runs import pairs_of, runs_of
from corvia_local.studio.composing import SongWish, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text

SONGS = 40
TRADITIONS = ("western", "irish", "western", "blues")
HELD_BACK = 300
SHORTEST, LONGEST = 4, 20
"""Pairs: a run of n pairs has n + 1 notes."""


def main() -> None:
    """Print both distributions."""
    corpus = read_corpus()
    known = {
        length: {
            _mark(run) for tune in corpus.splits["train"] for run in runs_of(pairs_of(tune), length)
        }
        for length in range(SHORTEST, LONGEST + 1)
    }
    ours = [max(_longest(pairs, known) for pairs in sections_of(n)) for n in range(SONGS)]
    theirs = [_longest(pairs_of(tune), known) for tune in corpus.splits["test"][:HELD_BACK]]
    _say(f"{SONGS} composed songs", ours)
    _say(f"{len(theirs)} held-back tunes", theirs)
    over = sum(notes > LONGEST_SHARED for notes in ours)
    print(f"songs that share more than {LONGEST_SHARED} notes in a row: {over} of {SONGS}")


def sections_of(number: int) -> list[list[Pair]]:
    """Compose one of a row of songs; give each section's moves and spans."""
    text, reframe = demo_text(AUTHORS[number % len(AUTHORS)])
    wish = SongWish(seed=number, tradition=TRADITIONS[number % len(TRADITIONS)])
    plan = plan_song(request_from_text(text, wish, reframe))
    score = write_score(plan)
    sections = []
    for tune in tunes_of(plan, score, stages_of(plan, tradition(plan.tradition))):
        notes = [(phrase.offset + n.start, n.step) for phrase in tune.phrases for n in phrase.notes]
        sections.append([(b[1] - a[1], b[0] - a[0]) for a, b in itertools.pairwise(notes)])
    return sections


def _longest(pairs: list[Pair], known: dict[int, set[int]]) -> int:
    """Give the notes of the longest shared run, below the shortest that is looked for 0."""
    found = [
        length + 1
        for length, runs in known.items()
        if any(_mark(run) in runs for run in runs_of(pairs, length))
    ]
    return max(found, default=0)


def _mark(run: Iterable[Pair]) -> int:
    """Give a number for a run. Moves are told by their names, since -1 and -2 hash alike."""
    return hash(tuple((str(move), span) for move, span in run))


def _say(name: str, longest: Iterable[int]) -> None:
    counts = sorted(Counter(longest).items())
    print(f"{name}, longest shared run: " + ", ".join(f"{n} notes: {c}" for n, c in counts))


if __name__ == "__main__":
    main()
