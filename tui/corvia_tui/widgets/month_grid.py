"""A month as a calendar of moods: a bar a day, higher for pleasanter; days are never counted."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from corvia_local.language import tr
from corvia_local.model.mood import Mood
from corvia_tui.keys import Keys, key
from corvia_tui.wording.days import WEEKDAYS

CELL = 8
"""Cells of the terminal that a day takes."""

BARS = "▁▂▃▄▅▆▇█"
WRITTEN = "·"
"""Stands where something was written and no mood noted."""


class MonthGrid(Widget, can_focus=True):
    """Weeks from Monday. Arrows and clicks choose a day; the screen hears which."""

    BINDINGS: ClassVar[Keys] = [
        key("left", "go(-1)", "Day", "Go to the day before.", "month.left", label="←"),
        key("right", "go(1)", "Day", "Go to the day after.", "month.right", label="→",
            shown=False),
        key("up", "go(-7)", "Week", "Go a week back.", "month.up", label="↑"),
        key("down", "go(7)", "Week", "Go a week on.", "month.down", label="↓", shown=False),
        key("pageup", "month(-1)", "Month", "Go a month back.", "month.before", label="PgUp"),
        key("pagedown", "month(1)", "Month", "Go a month on.", "month.after", label="PgDn",
            shown=False),
        key("enter", "open", "Open", "See the entries of that day.", "month.open",
            label="Enter"),
    ]  # fmt: skip

    day: reactive[date] = reactive(date(2000, 1, 1))
    moods: reactive[Mapping[int, Mood | None]] = reactive({})

    class Moved(Message):
        """Another day is chosen; `month` tells whether it lies in another month."""

        def __init__(self, day: date, month: bool) -> None:
            super().__init__()
            self.day = day
            self.month = month

    class Opened(Message):
        """The day's entries are wished for."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, day: date, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(MonthGrid.day, day)

    def watch_day(self, before: date, after: date) -> None:
        """Tell the screen."""
        self.post_message(self.Moved(after, before.replace(day=1) != after.replace(day=1)))

    @property
    def weeks(self) -> list[list[int]]:
        """The month's weeks; 0 stands for a day of another month."""
        return calendar.monthcalendar(self.day.year, self.day.month)

    def render(self) -> RenderResult:
        """Draw the names of the days and the weeks; it reads without colour."""
        names = "".join(f"{name:<{CELL}}" for name in map(tr, WEEKDAYS))
        lines = [Content.styled(names, "$quiet")]
        lines += [Content("").join(self._cell(number) for number in week) for week in self.weeks]
        return Content("\n").join(lines)

    def _cell(self, number: int) -> Content:
        if number == 0:
            return Content(" " * CELL)
        mark = bar(self.moods[number]) if number in self.moods else " "
        if number == self.day.day:
            style = "bold reverse" if self.has_focus else "bold"
            return Content.assemble((f"▸{number:>2} {mark} ", style), " " * (CELL - 6))
        return Content.assemble(f" {number:>2} ", (mark, "$primary"), " " * (CELL - 5))

    def action_go(self, days: int) -> None:
        """Go some days on or back."""
        self.day = date.fromordinal(max(self.day.toordinal() + days, 1))

    def action_month(self, months: int) -> None:
        """Go to the same day of another month, or its last."""
        place = max(self.day.year * 12 + self.day.month - 1 + months, 12)
        year, month = place // 12, place % 12 + 1
        self.day = date(year, month, min(self.day.day, calendar.monthrange(year, month)[1]))

    def action_open(self) -> None:
        """Ask for the day's entries."""
        self.post_message(self.Opened(self.day))

    def on_click(self, event: events.Click) -> None:
        """Choose the day that was clicked."""
        row, column = event.y - 1, event.x // CELL
        if 0 <= row < len(self.weeks) and column < 7 and self.weeks[row][column]:
            self.day = self.day.replace(day=self.weeks[row][column])

    def on_focus(self) -> None:
        """Show the mark in reverse."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the mark alone."""
        self.refresh()


def bar(mood: Mood | None) -> str:
    """Give a bar for a mood's pleasantness, or a dot where none was noted."""
    if mood is None:
        return WRITTEN
    return BARS[min(int((mood.valence + 1) / 2 * len(BARS)), len(BARS) - 1)]
