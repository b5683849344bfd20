"""The way from the felt mood to the wished one.

The iso-principle (Altshuler 1948; tried by Starcke, Mayr & von Georgi 2021): music first meets
the mood as it is and then leads away from it gradually. The path here is the straight line
between both moods in Russell's circumplex, walked by a smoothstep over the song's bars: it
leaves slowly, arrives slowly, and never turns back.
"""

from collections.abc import Sequence

from corvia_local.model.score import Milli

Point = tuple[Milli, Milli]


def smoothstep(share: int) -> int:
    """Ease from 0 to 1000 with no slope at either end: 3t² - 2t³ in thousandths."""
    return (3 * 1000 * share * share - 2 * share**3 + 500_000) // 1_000_000


def path(start: Point, goal: Point, begins: Sequence[int], arrival: int) -> list[Point]:
    """Give a mood (valence, arousal in thousandths) for each section.

    `begins` are the sections' first bars, rising from 0; from bar `arrival` on the goal holds.
    """
    shares = [1000 if begin >= arrival else smoothstep(1000 * begin // arrival) for begin in begins]
    return [
        (_between(start[0], goal[0], share), _between(start[1], goal[1], share)) for share in shares
    ]


def _between(start: int, goal: int, share: int) -> int:
    return start + ((goal - start) * share + 500) // 1000
