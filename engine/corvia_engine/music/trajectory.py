"""The way from the felt mood to the wished one.

The iso-principle (Altshuler 1948; tried by Starcke, Mayr & von Georgi 2021): music first meets
the mood as it is and then leads away from it gradually. The path here is the straight line
between both moods in Russell's circumplex, walked by a smoothstep over the song's time: it
leaves slowly, arrives slowly, and never turns back. The felt mood is held a while before it is
left, and the wished one for the last quarter, so that a listener hears both.
"""

from collections.abc import Sequence

from corvia_local.model.score import Milli

Point = tuple[Milli, Milli]


def smoothstep(share: int) -> int:
    """Ease from 0 to 1000 with no slope at either end: 3t² - 2t³ in thousandths."""
    return (3 * 1000 * share * share - 2 * share**3 + 500_000) // 1_000_000


def path(
    start: Point, goal: Point, begins: Sequence[int], departure: int, arrival: int
) -> list[Point]:
    """Give a mood (valence, arousal in thousandths) for each section.

    `begins` are the sections' first moments, rising from 0. Until `departure` the start holds, from
    `arrival` on the goal; all in one unit of time.
    """
    shares = [smoothstep(way_done(begin, departure, arrival)) for begin in begins]
    return [
        (_between(start[0], goal[0], share), _between(start[1], goal[1], share)) for share in shares
    ]


def way_done(moment: int, departure: int, arrival: int) -> int:
    """Give the share of the way's time that is over at a moment, in thousandths."""
    if moment >= arrival:
        return 1000
    return max(0, 1000 * (moment - departure) // (arrival - departure))


def _between(start: int, goal: int, share: int) -> int:
    return start + ((goal - start) * share + 500) // 1000
