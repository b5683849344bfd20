"""How long a song of two minutes takes to compose, against its own length and against the melody
writer alone with the same phrases.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.repeating import paired
from corvia_engine.music.arranging import arrange
from corvia_engine.music.composing import compose
from corvia_engine.music.harmony import harmonise
from corvia_engine.music.melody.writing import MelodyWriter
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition
from corvia_engine.music.tune import TuneWriter
from corvia_local.model.lyric import Lyric, LyricLine, LyricSyllable, Stanza, StanzaKind
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest
from corvia_local.model.score import seconds_at

T = TypeVar("T")


def main() -> None:
    """Print seconds by step, and both ratios."""
    plan = plan_song(SongRequest(_lyric(), Mood(-0.6, -0.3), Mood(0.6, 0.2), minutes=2, seed=1))
    score = compose(plan)
    length = seconds_at(score, score.end)
    chosen = tradition(plan.tradition)
    stages = stages_of(plan, chosen)
    tunes, melody = _timed(lambda: TuneWriter(plan, stages).write(lambda share: None))
    harmonies, harmony = _timed(lambda: tuple(harmonise(tune, plan.seed) for tune in tunes))
    _, arrangement = _timed(lambda: arrange(plan, chosen, tunes, harmonies))
    requests = {id(p.request): p.request for tune in tunes for p in tune.phrases}

    def melody_alone() -> None:
        writer = MelodyWriter(1)
        for request in requests.values():
            writer.write(request)

    whole, alone, ratio = paired(lambda: compose(plan), melody_alone)
    print(f"a song of {length:.0f} s, {len(score.syllables)} syllables")
    print(f"melody      {melody:6.3f} s")
    print(f"harmony     {harmony:6.3f} s")
    print(f"arrangement {arrangement:6.3f} s")
    print(f"whole       {whole:6.3f} s   a {length / whole:.0f}th of the song's length")
    print(f"melody writer alone, same phrases {alone:6.3f} s   ratio {ratio:.2f}")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def _lyric() -> Lyric:
    kinds: tuple[StanzaKind, ...] = ("verse", "chorus", "verse", "bridge")
    syllable = (
        LyricSyllable("ri", 2, True, False),
        LyricSyllable("ver", 0, False, True),
    )
    line = LyricLine("river river river river", syllable * 4, "given")
    return Lyric("River", tuple(Stanza(kind, (line,) * 4) for kind in kinds))


if __name__ == "__main__":
    main()
