"""How long a community's songs take to become one piece: seconds a song, against three songs."""

import dataclasses
import random
import statistics
import time

from corvia_engine.music.assembly.assembling import assemble
from corvia_engine.music.assembly.contribution import Contribution
from corvia_local.model.score import (
    ChordMark,
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionKind,
    SectionMark,
    SungSyllable,
    TempoMark,
)

COUNTS = (3, 30, 300)
REPEATS = 5
_BAR = 1920
_SECTIONS: tuple[SectionKind, ...] = ("verse", "chorus", "verse", "chorus")


@dataclasses.dataclass(frozen=True)
class _Timing:
    songs: int
    seconds: float

    @property
    def each(self) -> float:
        return self.seconds / self.songs


def main() -> None:
    """Print seconds for 3, 30 and 300 songs, and the time a song against the case of three."""
    timings = [_time(count) for count in COUNTS]
    base = timings[0]
    for timing in timings:
        print(
            f"assemble {timing.songs:3d} songs   {timing.seconds:6.2f} s"
            f"   a song {1000 * timing.each:6.1f} ms   ratio {timing.each / base.each:.2f}"
        )


def _time(count: int) -> _Timing:
    songs = [_song(number) for number in range(count)]
    assemble(songs, bytes(32))
    seconds = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        assemble(songs, bytes(32))
        seconds.append(time.perf_counter() - began)
    return _Timing(count, statistics.median(seconds))


def _song(number: int) -> Contribution:
    """Make a song of 32 bars, a sung quarter-note melody over four chords."""
    dice = random.Random(number)
    tonic = dice.randrange(12)
    notes = tuple(
        Note(480 * beat, 480, 60 + tonic + dice.choice((0, 2, 4, 5, 7, 9, 11)), 0, 80)
        for beat in range(128)
    )
    end = 32 * _BAR
    score = Score(
        version=1,
        title=f"Song {number}",
        tradition="western",
        key=Key(tonic, "major"),
        meter=Meter((1, 1, 1, 1), 4),
        tempo=(TempoMark(0, dice.randrange(450_000, 900_000)),),
        sections=tuple(
            SectionMark(
                f"{kind} {place}", kind, 8 * place * _BAR, 8 * (place + 1) * _BAR, *_mood(dice)
            )
            for place, kind in enumerate(_SECTIONS)
        ),
        chords=tuple(_chord(tonic, bar) for bar in range(32)),
        parts=(Part("melody", "melody", number % 128, 100, 64, notes),),
        lines=("la",),
        syllables=tuple(SungSyllable(n.start, n.duration, "la", 0, True, True) for n in notes),
        end=end,
    )
    return Contribution(f"bafy{number:06d}", f"did:key:z{number}", score.title, "CC0-1.0", score)


def _mood(dice: random.Random) -> tuple[int, int]:
    return dice.randrange(-900, 900), dice.randrange(-900, 900)


def _chord(tonic: int, bar: int) -> ChordMark:
    root = (tonic + (0, 7, 9, 5)[bar % 4]) % 12
    third = 3 if bar % 4 == 2 else 4
    tones = (root, (root + third) % 12, (root + 7) % 12)
    return ChordMark(bar * _BAR, _BAR, root, "", tones)


if __name__ == "__main__":
    main()
