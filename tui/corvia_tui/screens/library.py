"""All entries along time, to search, filter and open; a page is read when one comes to its end."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.wording.days import day_words, month_words
from corvia_tui.wording.excerpts import one_line
from corvia_tui.wording.moods import mood_words

if TYPE_CHECKING:
    from corvia_local.model.records import Entry

PAGE = 100
NEAR_THE_END = 20
"""So many rows before the last one the next page is read."""


class LibraryScreen(CalmScreen[None]):
    """Entries, newest first, under the month in which they were written."""

    PLACE = "Entries"
    HELP = (
        "Everything you wrote, newest first. Type words to see the entries that hold all of them;"
        " #word shows those with that tag, and a day such as 2026-11-24 those from then on. Enter"
        " goes to the list; there Enter opens an entry.\n\n"
        "k shows the calendar of moods. `corvia entries --search WORDS --tag TAG --since DAY` does"
        " the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("slash,f", "search", "Search", "Go to the field for words.", "library.search",
            label="/"),
        key("k", "calendar", "Calendar", "See the calendar of moods.", "library.calendar"),
        key("escape", "back", "Back", "Go back.", "library.back", label="Esc"),
    ]  # fmt: skip

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day
        self.listed = 0
        self.month = ""
        self.complete = False
        self.asked = 0

    def content(self) -> ComposeResult:
        """The field, the list, a line where it is empty."""
        yield LineInput(
            placeholder=tr("words, #tag, or a day such as 2026-11-24"), id="search", max_length=200
        )
        yield Choices(id="entries")
        yield Static("", id="none-yet", classes="quiet")

    def on_mount(self) -> None:
        """Show the newest, or the day's."""
        if self.day is not None:
            self.query_one("#search").display = False
        self.query_one("#entries").focus()
        self.begin()

    @property
    def place(self) -> str:
        """Name the day, where it is one."""
        place = tr(self.PLACE)
        return place if self.day is None else f"{place} · {day_words(self.day)}"

    @on(Input.Changed)
    def begin(self) -> None:
        """List from the newest on, as the field says."""
        self.asked += 1
        self.listed, self.month, self.complete = 0, "", False
        self._read()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one("#entries").focus()

    def action_search(self) -> None:
        """Go to the field."""
        self.query_one("#search").focus()

    def action_calendar(self) -> None:
        """See the calendar."""
        from corvia_tui.screens.calendar import CalendarScreen

        self.app.push_screen(CalendarScreen())

    def _read(self) -> None:
        vault, asked, skip, day = self.vault, self.asked, self.listed, self.day
        words, tag, since = read_search(self.query_one("#search", Input).value)

        def read(_: Report) -> "list[Entry]":
            from corvia_local.studio import journal

            if day is not None:
                return journal.of_day(vault, day)
            return journal.find(vault, words, since, PAGE, skip, tag)

        def show(entries: "list[Entry]") -> None:
            if asked == self.asked:
                self._add(entries)

        self.in_background(read, show)

    def _add(self, entries: "list[Entry]") -> None:
        shown = self.query_one("#entries", OptionList)
        first = self.listed == 0
        if first:
            shown.clear_options()
        width = max(self.query_one("#body").content_size.width - 36, 20)
        options: list[Option] = []
        for entry in entries:
            moment = datetime.fromisoformat(entry.written_at)
            if self.day is None and month_words(moment) != self.month:
                self.month = month_words(moment)
                options.append(Option(Content.styled(self.month, "bold $secondary"), disabled=True))
            options.append(Option(_row(entry, moment, width), id=entry.id))
        shown.add_options(options)
        self.listed += len(entries)
        self.complete = self.day is not None or len(entries) < PAGE
        if first and options:
            shown.highlighted = 1 if options[0].disabled else 0
        self.query_one("#none-yet", Static).update(
            "" if self.listed else tr("Nothing is found here.")
        )

    @on(OptionList.OptionHighlighted)
    def _near_the_end(self, event: OptionList.OptionHighlighted) -> None:
        far = event.option_list.option_count - event.option_index > NEAR_THE_END
        if not far and not self.complete and self.listed:
            self.complete = True
            self._read()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        from corvia_tui.screens.entry import EntryScreen

        if event.option_id is not None:
            self.app.push_screen(EntryScreen(event.option_id))


def read_search(typed: str) -> tuple[str | None, str | None, str | None]:
    """Take a search apart: its words, a tag after #, a day in ISO form; None for each not there."""
    words: list[str] = []
    tag = since = None
    for one in typed.split():
        if one.startswith("#") and len(one) > 1:
            tag = one[1:]
        elif _is_day(one):
            since = one
        else:
            words.append(one)
    return " ".join(words) or None, tag, since


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-11-24")


def _row(entry: "Entry", moment: datetime, width: int) -> Content:
    mood = "" if entry.mood is None else mood_words(entry.mood)
    return Content.assemble(
        f"{moment:%a} {moment.day:>2}  {moment:%H:%M}  ",
        (f"{one_line(mood, 17):<18}" if mood else " " * 18, "$accent"),
        one_line(entry.text, width),
    )
