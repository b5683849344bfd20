"""Who is heard in which bars."""

from collections.abc import Sequence

from corvia_engine.music.assembly.contribution import Contribution, Credit
from corvia_engine.music.assembly.portrait import Portrait
from corvia_engine.music.assembly.sketch import Sketch


def credits_of(
    sketch: Sketch, voices: Sequence[Portrait], songs: Sequence[Contribution]
) -> tuple[Credit, ...]:
    """Credit every song: those heard in the order of their first bar (then by CID), then, by CID
    and without bars, those for whom the lot left no place.
    """
    bars_of = {
        portrait.contribution.cid: _bars(sketch.heard.get(voice, []), sketch.bar_ticks)
        for voice, portrait in enumerate(voices)
    }
    every = [
        Credit(song.cid, song.author, song.title, song.licence, bars_of.get(song.cid, ()))
        for song in songs
    ]
    return tuple(sorted(every, key=lambda credit: (not credit.bars, credit.bars[:1], credit.cid)))


def _bars(spans: Sequence[tuple[int, int]], bar_ticks: int) -> tuple[tuple[int, int], ...]:
    """Give merged, rising ranges of bar numbers from 1."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted((a // bar_ticks + 1, b // bar_ticks + 1) for a, b in spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return tuple(merged)
