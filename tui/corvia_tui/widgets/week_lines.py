"""Moods over weeks, a line a week: the mean on a scale, with the least and the most around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_local.language import tr
from corvia_local.model.mood import Mood
from corvia_tui.wording.days import short_day
from corvia_tui.wording.moods import mood_words


@dataclass(frozen=True)
class WeekLine:
    """A week from its Monday; each triple is the least, the mean and the most, in -1…1."""

    monday: date
    valence: tuple[float, float, float]
    arousal: tuple[float, float, float]


class WeekLines(Widget):
    """Oldest first. Weeks in which nothing was noted have no line, and no gap is drawn."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.weeks: tuple[WeekLine, ...] = ()

    def show(self, weeks: Sequence[WeekLine]) -> None:
        """Show these weeks."""
        self.weeks = tuple(weeks)
        self.styles.height = len(self.weeks) + 1 if self.weeks else 0
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Draw at the width there is."""
        if not self.weeks:
            return Content("")
        width = max(min((self.size.width - 34) // 2, 25), 9)
        head = f"{'':<10}{tr('pleasantness'):<{width + 2}}{tr('energy'):<{width + 2}}"
        return Content("\n").join(
            [Content.styled(head, "$quiet"), *(self._line(week, width) for week in self.weeks)]
        )

    def _line(self, week: WeekLine, width: int) -> Content:
        mood = Mood(week.valence[1], week.arousal[1])
        return Content.assemble(
            f"{short_day(week.monday):<10}",
            (spread(week.valence, width), "$primary"),
            "  ",
            (spread(week.arousal, width), "$accent"),
            f"  {mood_words(mood)}",
        )


def spread(values: tuple[float, float, float], width: int) -> str:
    """Draw least, mean and most in -1…1 on `width` cells: ● the mean, ░ the rest, ┼ zero."""
    low, at, high = (round((value + 1) / 2 * (width - 1)) for value in values)
    cells = ["░" if low <= place <= high else "─" for place in range(width)]
    middle = (width - 1) // 2
    cells[middle] = "┼" if cells[middle] == "─" else cells[middle]
    cells[at] = "●"
    return "".join(cells)
