"""Are the songs of one person different songs? Ten after another, with memory and without.

Four persons, each with one mood and words of the same kind, as they come back night after night.
Printed is how alike each song is to the one before and to the most alike of the five before: by
the composer's own measure, and by what that measure does not see: runs of five notes shared by
both whole melodies. Below each stands the ratio to songs by the seed alone. Last what the memory
costs, as a share of composing.
"""

import itertools
import statistics
import time

import msgspec

from benchmarks.night_texts import NIGHT_TEXTS
from corvia_engine.music.composing import compose as write_score
from corvia_engine.music.remembering.choosing import plan_remembering
from corvia_engine.music.remembering.likeness import likeness
from corvia_engine.music.remembering.trace import trace_of
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest, SongTrace
from corvia_local.model.score import Score
from corvia_local.studio.composing import SongWish, request_from_text

PERSONS = (
    ("western", Mood(-0.6, -0.4), Mood(0.4, -0.3)),
    ("western", Mood(-0.5, 0.6), Mood(0.5, -0.4)),
    ("irish", Mood(0.2, -0.3), Mood(0.6, 0.4)),
    ("arab", Mood(-0.4, -0.2), Mood(0.3, 0.1)),
)
SONGS, REMEMBERED = 10, 6
RUN = 4
TEXTS = tuple(NIGHT_TEXTS.values())


class Made(msgspec.Struct, frozen=True):
    """A song that was made: its trace, and the runs of its melody."""

    trace: SongTrace
    runs: frozenset[tuple[tuple[int, int], ...]]


def main() -> None:
    """Print the table."""
    rows: dict[bool, list[tuple[float, float, float]]] = {True: [], False: []}
    planning = composing = 0.0
    for number, (tradition, start, goal) in enumerate(PERSONS):
        for memory in (True, False):
            songs, planned, composed = _songs(number, tradition, start, goal, memory=memory)
            rows[memory] += _likenesses(songs)
            if memory:
                planning, composing = planning + planned, composing + composed
    names = ("one before", "most of five", "runs shared")
    print(f"{'alike, of 1':<22}" + "".join(f"{name:>14}" for name in names))
    means = {
        memory: [statistics.mean(column) for column in zip(*found, strict=True)]
        for memory, found in rows.items()
    }
    for memory, name in ((False, "by the seed alone"), (True, "with memory")):
        print(f"{name:<22}" + "".join(f"{mean:>14.3f}" for mean in means[memory]))
    ratios = [a / b for a, b in zip(means[True], means[False], strict=True)]
    print(f"{'ratio':<22}" + "".join(f"{ratio:>14.2f}" for ratio in ratios))
    print(f"choosing takes {planning / composing:.2f} of what composing the notes takes")


def _songs(
    person: int, tradition: str, start: Mood, goal: Mood, *, memory: bool
) -> tuple[list[Made], float, float]:
    made: list[Made] = []
    planned = composed = 0.0
    for number in range(SONGS):
        request = _request(person, number, tradition, start, goal)
        if memory:
            traces = tuple(song.trace for song in made[: -REMEMBERED - 1 : -1])
            request = msgspec.structs.replace(request, remembered=traces)
        began = time.process_time()
        plan = plan_remembering(request)
        between = time.process_time()
        score = write_score(plan)
        planned, composed = planned + between - began, composed + time.process_time() - between
        made.append(Made(trace_of(plan, score), _runs(score)))
    return made, planned, composed


def _request(person: int, number: int, tradition: str, start: Mood, goal: Mood) -> SongRequest:
    text, reframe = TEXTS[(person * SONGS + number) % len(TEXTS)]
    seed = 1000 * person + number
    wish = SongWish(start=start, goal=goal, tradition=tradition, minutes=1.5, seed=seed)
    return request_from_text(text, wish, reframe, after_care=True)


def _runs(score: Score) -> frozenset[tuple[tuple[int, int], ...]]:
    pairs = [(b.key - a.key, b.start - a.start) for a, b in itertools.pairwise(score.melody.notes)]
    return frozenset(tuple(pairs[at : at + RUN]) for at in range(len(pairs) - RUN + 1))


def _likenesses(songs: list[Made]) -> list[tuple[float, float, float]]:
    found = []
    for place in range(1, len(songs)):
        here, before = songs[place], songs[max(0, place - 5) : place]
        found.append(
            (
                likeness(here.trace, before[-1].trace) / 1000,
                max(likeness(here.trace, song.trace) for song in before) / 1000,
                len(here.runs & before[-1].runs)
                / max(1, min(len(here.runs), len(before[-1].runs))),
            )
        )
    return found


if __name__ == "__main__":
    main()
