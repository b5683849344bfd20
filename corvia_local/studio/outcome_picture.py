"""Before and after as a picture: each case of one's own as a line, by door and by measure."""

from collections.abc import Sequence
from html import escape

from corvia_local.errors import BadInput
from corvia_local.model.thought_record import DOOR_TITLES, DOORS, ThoughtRecord
from corvia_local.studio.outcomes import ENOUGH, before_and_after
from corvia_local.studio.picture_file import FAINT, GREEN, INK, PAPER, WARM

PANEL, HEIGHT, TOP, ROW = 230, 300, 70, 180
MEASURES = (
    ("belief", "belief in the thought", WARM),
    ("strength", "strength of the feeling", GREEN),
)
MEAN_WIDTH = 3


class NothingToDraw(BadInput):
    """No record has a number before and one after."""


def draw_outcomes(records: Sequence[ThoughtRecord]) -> str:
    """Draw one panel a door and measure; a thick line joins the means where there are enough.

    Raises NothingToDraw.
    """
    panels = [
        (f"{DOOR_TITLES[door]}", asked, colour, cases)
        for door in DOORS
        for measure, asked, colour in MEASURES
        if (cases := before_and_after([one for one in records if one.door == door], measure))
    ]
    if not panels:
        raise NothingToDraw("There is nothing to draw yet: no number was given before and after.")
    width = PANEL * len(panels)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}"'
        f' width="{width}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{HEIGHT}" fill="{PAPER}"/>',
    ]
    for number, (door, asked, colour, cases) in enumerate(panels):
        lines += _panel(number * PANEL, door, asked, colour, cases)
    return "\n".join([*lines, "</svg>", ""])


def _panel(
    x: int, door: str, asked: str, colour: str, cases: Sequence[tuple[int, int]]
) -> list[str]:
    left, right = x + 60, x + PANEL - 40

    def y(value: float) -> float:
        return TOP + (100 - value) / 100 * ROW

    def text(at: float, height: float, words: str, anchor: str = "start", ink: str = INK) -> str:
        return (
            f'<text x="{at:.1f}" y="{height:.1f}" text-anchor="{anchor}" fill="{ink}">'
            f"{escape(words)}</text>"
        )

    def line(before: float, after: float, thickness: float, opacity: float) -> str:
        return (
            f'<line x1="{left}" x2="{right}" y1="{y(before):.1f}" y2="{y(after):.1f}"'
            f' stroke="{colour}" stroke-width="{thickness}" opacity="{opacity}"/>'
        )

    enough = len(cases) >= ENOUGH
    count = f"{len(cases)} cases" if enough else f"{len(cases)} so far, too few to say"
    drawn = [
        text(x + 16, 22, door),
        text(x + 16, 40, asked, ink=colour),
        text(left - 10, y(100) + 4, "100", "end", FAINT),
        text(left - 10, y(0) + 4, "0", "end", FAINT),
        text(left, TOP + ROW + 22, "before", "middle"),
        text(right, TOP + ROW + 22, "after", "middle"),
        text((left + right) / 2, TOP + ROW + 42, count, "middle"),
        *(line(before, after, 1, 0.4) for before, after in cases),
    ]
    if enough:
        means = [sum(side) / len(cases) for side in zip(*cases, strict=True)]
        drawn.append(line(means[0], means[1], MEAN_WIDTH, 1))
        drawn += [
            text(left - 10, y(means[0]) + 4, f"{means[0]:.0f}", "end"),
            text(right + 10, y(means[1]) + 4, f"{means[1]:.0f}"),
        ]
    return drawn
