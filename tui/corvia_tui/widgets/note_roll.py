"""A section's tune on a roll that one walks over: time goes right, the scale goes up."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from corvia_tui.keys import Keys, key

if TYPE_CHECKING:
    from corvia_local.studio.note_pages import NotePage, PageNote, Row

MARGIN = 10
"""Cells before the roll: degree and pitch of each row."""
FEW_BARS, MANY_BARS = 4, 8
"""Bars in sight, below and from `WIDE` cells on."""
WIDE = 110
FEWEST_ROWS = 4
LANES = 3
"""Lines beside the rows: chords above, words and bars below."""


class NoteRoll(Widget, can_focus=True):
    """Shows some bars of a page of notes around the one that one stands on."""

    BINDINGS: ClassVar[Keys] = [
        key("left", "step(-1)", "Note", "Go to the note before.", "note_roll.before", label="←→"),
        key("right", "step(1)", "Next", "Go to the next note.", "note_roll.after", shown=False),
        key("up", "move(1)", "Pitch", "Raise the note by a step of its scale.", "notes.higher",
            label="↑↓"),
        key("down", "move(-1)", "Lower", "Lower the note by a step of its scale.", "notes.lower",
            shown=False),
        key("pageup", "bar(-1)", "Bar before", "Go to the bar before.", "note_roll.left",
            shown=False),
        key("pagedown", "bar(1)", "Next bar", "Go to the next bar.", "note_roll.right",
            shown=False),
    ]  # fmt: skip

    class Stepped(Message):
        """Go a note on or back; over the section's border."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Moved(Message):
        """Raise the note that one stands on by so many steps, or lower it."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class ToBar(Message):
        """Go some bars on or back."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Pointed(Message):
        """The mouse chose a note by its place on the page."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__(id="roll")
        self.page: NotePage | None = None
        self.at = 0
        self.bar = 1
        self.playing: int | None = None

    def show(self, page: "NotePage", at: int, bar: int) -> None:
        """Draw a page; `at` is the note's place on it, `bar` the bar that one stands in."""
        self.page, self.at, self.bar = page, at, bar
        self.styles.height = len(page.rows) + LANES
        self.refresh()

    def show_playing(self, tick: int | None) -> None:
        """Mark what is heard now, or nothing."""
        self.playing = tick
        self.refresh()

    def action_step(self, by: int) -> None:
        """Ask for a neighbour."""
        self.post_message(self.Stepped(by))

    def action_move(self, by: int) -> None:
        """Ask for another pitch."""
        self.post_message(self.Moved(by))

    def action_bar(self, by: int) -> None:
        """Ask for another bar."""
        self.post_message(self.ToBar(by))

    def on_click(self, event: events.Click) -> None:
        """Choose the note that sounds where the mouse is, else the nearest begun before."""
        if self.page is None or event.x < MARGIN:
            return
        first, _ = self._window()
        start = self._start_of(first)
        tick = start + (event.x - MARGIN) * self.page.bar_ticks // self._cells_a_bar()
        begun = [k for k, n in enumerate(self.page.notes) if start <= n.line.start <= tick]
        if begun:
            self.post_message(self.Pointed(begun[-1]))

    def render(self) -> RenderResult:
        """Draw chords, rows, words and bars at the size that there is."""
        if self.page is None:
            return ""
        first, last = self._window()
        width = self._cells_a_bar() * (last - first + 1)
        rows = self._rows_in_sight()
        lines = [self._chord_lane(first, width)]
        lines += [self._row(row, first, width) for row in reversed(rows)]
        lines += [self._word_lane(first, width), self._bar_lane(first, last)]
        return Content("\n").join(lines)

    def _cells_a_bar(self) -> int:
        return max(4, (self.size.width - MARGIN) // self._bars_in_sight())

    def _bars_in_sight(self) -> int:
        assert self.page is not None
        most = MANY_BARS if self.size.width >= WIDE else FEW_BARS
        return min(most, self.page.last_bar - self.page.first_bar + 1)

    def _window(self) -> tuple[int, int]:
        """Give the first and last bar in sight: whole groups from the section's beginning."""
        assert self.page is not None
        size = self._bars_in_sight()
        first = self.page.first_bar + (self.bar - self.page.first_bar) // size * size
        return first, min(first + size - 1, self.page.last_bar)

    def _start_of(self, bar: int) -> int:
        assert self.page is not None
        return (bar - 1) * self.page.bar_ticks

    def _cell(self, tick: int, first: int) -> int:
        assert self.page is not None
        return (tick - self._start_of(first)) * self._cells_a_bar() // self.page.bar_ticks

    def _rows_in_sight(self) -> tuple["Row", ...]:
        """Give as many steps as there is room for, with the note that one stands on among them."""
        assert self.page is not None
        rows = self.page.rows
        room = max(FEWEST_ROWS, self.size.height - LANES)
        if len(rows) <= room:
            return rows
        step = self._note().line.step if self.page.notes else None
        middle = next((k for k, row in enumerate(rows) if row.step == step), 0)
        low = max(0, min(len(rows) - room, middle - room // 2))
        return rows[low : low + room]

    def _note(self) -> "PageNote":
        assert self.page is not None
        return self.page.notes[self.at]

    def _row(self, row: "Row", first: int, width: int) -> Content:
        assert self.page is not None
        cells, styles = ["·" if row.degree == 1 else " "] * width, ["$quiet"] * width
        for bar in range(0, width, self._cells_a_bar()):
            cells[bar] = "│"
        for place, note in enumerate(self.page.notes):
            if note.line.step != row.step:
                continue
            begin = self._cell(note.line.start, first)
            end = max(begin + 1, self._cell(note.line.start + note.line.duration, first))
            here = place == self.at
            for cell in range(max(0, begin), min(width, end)):
                cells[cell] = "█" if here else "━"
                styles[cell] = "bold $accent" if here else "$primary"
        if self.playing is not None and 0 <= (heard := self._cell(self.playing, first)) < width:
            cells[heard] = "┃"
            styles[heard] = "bold $secondary"
        label = f"{row.degree} {row.pitch.split(' ')[0]:<4}"
        return Content.assemble((f"{label:<{MARGIN}}", "$quiet"), *_runs(cells, styles))

    def _chord_lane(self, first: int, width: int) -> Content:
        assert self.page is not None
        lane = [" "] * (width + 1)
        for chord in self.page.chords:
            at = self._cell(chord.start, first)
            end = self._cell(chord.start + chord.duration, first)
            if 0 <= at < width:
                _write(lane, at, chord.symbol, end)
        return Content.assemble(" " * MARGIN, ("".join(lane).rstrip(), "bold $secondary"))

    def _word_lane(self, first: int, width: int) -> Content:
        assert self.page is not None
        lane = [" "] * (width + 1)
        places = [self._cell(note.line.start, first) for note in self.page.notes]
        for place, note in enumerate(self.page.notes):
            following = places[place + 1] if place + 1 < len(places) else width
            if 0 <= places[place] < width:
                _write(lane, places[place], note.line.syllable, min(following, width))
        return Content.assemble(" " * MARGIN, "".join(lane).rstrip())

    def _bar_lane(self, first: int, last: int) -> Content:
        lane = "".join(f"{bar:<{self._cells_a_bar()}}" for bar in range(first, last + 1))
        return Content.styled(" " * MARGIN + lane.rstrip(), "$quiet")


def _write(lane: list[str], at: int, text: str, until: int) -> None:
    """Write a text into a lane as far as the next one leaves room."""
    room = max(1, until - at - 1)
    shown = text if len(text) <= room else text[: max(1, room - 1)] + ("…" if room > 1 else "")
    for place, character in enumerate(shown):
        if at + place < len(lane):
            lane[at + place] = character


def _runs(cells: list[str], styles: list[str]) -> list[tuple[str, str]]:
    """Join neighbours of one style."""
    runs: list[tuple[str, str]] = []
    for cell, style in zip(cells, styles, strict=True):
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + cell, style)
        else:
            runs.append((cell, style))
    return runs
