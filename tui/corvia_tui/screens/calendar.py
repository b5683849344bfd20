"""A calendar of the moods that were noted, and how they were over some weeks."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from corvia_local.language import mark, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.month_grid import MonthGrid
from corvia_tui.widgets.week_lines import WeekLine, WeekLines
from corvia_tui.wording.days import day_of_month, month_words
from corvia_tui.wording.moods import mood_words

if TYPE_CHECKING:
    from corvia_local.studio.moods import DayMood, WeekMood

WEEKS = 26
WEEKS_SHOWN = 6
LEGEND = mark("▁ unpleasant to █ pleasant · something written, no mood noted")


class CalendarScreen(CalmScreen[None]):
    """A month of days above, weeks below; a day opens to its entries."""

    PLACE = "Calendar"
    HELP = (
        "Each bar is the mood that you noted on a day, higher for pleasanter; a dot is an entry"
        " without one. Nothing is guessed from your words, and a day without a mark is just a day."
        " Enter opens the day's entries.\n\n"
        "Below, each line is a week: the point is the mean of what you noted, the shade reaches"
        " from the least to the most. `corvia moods` tells the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("m", "check_in", "Check in", "Note the mood of now.", "calendar.check_in"),
        key("escape", "back", "Back", "Go back.", "calendar.back", label="Esc"),
    ]

    days: "dict[int, DayMood] | None" = None

    def content(self) -> ComposeResult:
        """The month's name, the grid, the chosen day, the weeks."""
        yield Static("", id="month", classes="title")
        with Vertical(id="columns"):
            with Vertical(id="words-column"):
                yield MonthGrid(self.corvia.clock().date(), id="grid")
                yield Static("", id="day", markup=False)
                yield Static(tr(LEGEND), classes="quiet")
            with Vertical(id="reasons-column"):
                yield Static(tr("Over some weeks"), id="weeks-heading", classes="heading")
                yield WeekLines(id="weeks")

    def on_mount(self) -> None:
        """Begin at this day."""
        self.query_one("#grid").focus()

    def on_screen_resume(self) -> None:
        """Read anew whenever one comes back."""
        if self.corvia.is_open:
            self._read_month()
            self._read_weeks()

    def _read_month(self) -> None:
        vault, day = self.vault, self.query_one(MonthGrid).day

        def read(_: Report) -> "dict[int, DayMood]":
            from corvia_local.studio.moods import month_moods

            return month_moods(vault, day.year, day.month)

        def show(days: "dict[int, DayMood]") -> None:
            grid = self.query_one(MonthGrid)
            if (grid.day.year, grid.day.month) == (day.year, day.month):
                self.days = days
                grid.moods = {number: one.mood for number, one in days.items()}
                self._say_day(grid.day)

        self.query_one("#month", Static).update(month_words(day))
        self.in_background(read, show)

    def _read_weeks(self) -> None:
        vault, today = self.vault, self.corvia.clock().date()

        def read(_: Report) -> "list[WeekMood]":
            from corvia_local.studio.moods import week_moods

            return week_moods(vault, today, WEEKS)

        self.in_background(read, self._show_weeks)

    def _show_weeks(self, weeks: "list[WeekMood]") -> None:
        shown = weeks[-WEEKS_SHOWN:] if self.size.height < 40 else weeks
        self.query_one("#weeks-heading").display = bool(shown)
        self.query_one(WeekLines).show(
            [
                WeekLine(
                    week.monday,
                    (week.valence.low, week.valence.mean, week.valence.high),
                    (week.arousal.low, week.arousal.mean, week.arousal.high),
                )
                for week in shown
            ]
        )

    @on(MonthGrid.Moved)
    def _moved(self, event: MonthGrid.Moved) -> None:
        if event.month:
            self.days = None
            self.query_one(MonthGrid).moods = {}
            self._read_month()
        self._say_day(event.day)

    def _say_day(self, day: date) -> None:
        found = None if self.days is None else self.days.get(day.day)
        self.query_one("#day", Static).update(f"{day_of_month(day)}{_day_words(found)}")

    @on(MonthGrid.Opened)
    def _open(self, event: MonthGrid.Opened) -> None:
        from corvia_tui.screens.library import LibraryScreen

        if self.days is not None and event.day.day in self.days:
            self.app.push_screen(LibraryScreen(event.day))
        else:
            self.say(tr("Nothing was written on that day."))

    def action_check_in(self) -> None:
        """Note the mood of now."""
        from corvia_tui.screens.check_in import CheckInScreen

        self.app.push_screen(CheckInScreen())


def _day_words(found: "DayMood | None") -> str:
    if found is None:
        return ""
    written = trn("an entry", "{count} entries", found.entries)
    return f": {written}" if found.mood is None else f": {mood_words(found.mood)}, {written}"
