"""One choice among several on one line, changed by arrows, digits or the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from corvia_local.language import tr
from corvia_tui.keys import Keys, key

LABEL_WIDTH = 15
ROW_WIDTH = 58
"""Cells for options and note beside the label, so that a line fits a terminal of 80."""


@dataclass(frozen=True)
class Option:
    """One thing to choose: its value, how it is written, and a word about it."""

    value: str
    shown: str
    note: str = ""


def translated_options(options: Sequence[Option]) -> tuple[Option, ...]:
    """Give options whose texts were marked, in the language that is spoken."""
    return tuple(replace(one, shown=tr(one.shown), note=tr(one.note)) for one in options)


class Stepper(Widget, can_focus=True):
    """A labelled choice. Left and right step; a digit 1…9 goes to that place of the whole."""

    BINDINGS: ClassVar[Keys] = [
        key("left", "step(-1)", "Less", "Choose the one before.", "stepper.less", label="←"),
        key("right", "step(1)", "More", "Choose the next one.", "stepper.more", label="→"),
        key("home", "go(0)", "First", "Choose the first.", "stepper.first", shown=False),
        key("end", "go(-1)", "Last", "Choose the last.", "stepper.last", shown=False),
    ]

    index: reactive[int] = reactive(0)

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, stepper: "Stepper", option: Option) -> None:
            super().__init__()
            self.stepper = stepper
            self.option = option

        @property
        def control(self) -> "Stepper":
            """The stepper that changed."""
            return self.stepper

    def __init__(self, label: str, options: Sequence[Option], index: int = 0, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.label = label
        self.options = tuple(options)
        self.set_reactive(Stepper.index, index)

    @property
    def chosen(self) -> Option:
        """The option that stands."""
        return self.options[self.index]

    @property
    def value(self) -> str:
        """The chosen option's value."""
        return self.chosen.value

    def choose(self, value: str) -> None:
        """Go to the option with this value, where there is one."""
        places = [place for place, option in enumerate(self.options) if option.value == value]
        if places:
            self.index = places[0]

    def validate_index(self, index: int) -> int:
        """Keep within the options."""
        return min(max(index, 0), len(self.options) - 1)

    def watch_index(self) -> None:
        """Tell the screen."""
        self.post_message(self.Changed(self, self.chosen))

    @property
    def in_a_row(self) -> bool:
        """Whether all options fit beside each other."""
        notes = max(len(option.note) for option in self.options)
        return self._row_width + (notes + 2 if notes else 0) <= ROW_WIDTH

    @property
    def _row_width(self) -> int:
        return sum(len(option.shown) + 2 for option in self.options)

    def render(self) -> RenderResult:
        """Write the label, the options in a row or the chosen one between arrows, and its note."""
        mark = "▸ " if self.has_focus else "  "
        return Content.assemble(
            mark,
            f"{self.label:<{LABEL_WIDTH}}",
            self._row() if self.in_a_row else self._between_arrows(),
            (f"  {self.chosen.note}", "$quiet"),
        )

    def _row(self) -> Content:
        return Content("").join(
            Content.styled(f"‹{option.shown}›", "bold $primary")
            if option is self.chosen
            else Content.styled(f" {option.shown} ", "$quiet")
            for option in self.options
        )

    def _between_arrows(self) -> Content:
        left = "‹" if self.index > 0 else " "
        right = "›" if self.index < len(self.options) - 1 else " "
        widest = max(len(option.shown) for option in self.options)
        return Content.assemble(
            (f"{left} ", "bold"),
            (f"{self.chosen.shown:<{widest}}", "bold" if self.has_focus else ""),
            (f" {right}", "bold"),
        )

    def action_step(self, by: int) -> None:
        """Step to a neighbour."""
        self.index += by

    def action_go(self, to: int) -> None:
        """Go to the first (0) or the last (-1)."""
        self.index = to if to >= 0 else len(self.options) - 1

    def on_key(self, event: events.Key) -> None:
        """Let a digit choose."""
        if event.character and event.character in "123456789":
            event.stop()
            self.index = place_of_digit(int(event.character), len(self.options))

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked, or step to the side that was clicked."""
        x = event.x - 2 - LABEL_WIDTH
        if x < 0:
            return
        if not self.in_a_row:
            widest = max(len(option.shown) for option in self.options)
            self.action_step(1 if x > 2 + widest // 2 else -1)
            return
        for place, option in enumerate(self.options):
            if x < len(option.shown) + 2:
                self.index = place
                return
            x -= len(option.shown) + 2

    def on_focus(self) -> None:
        """Show the mark."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the mark."""
        self.refresh()


def place_of_digit(digit: int, count: int) -> int:
    """Give the option's place for a digit 1…9: the nth of up to nine, else spread evenly."""
    if count <= 9:
        return min(digit, count) - 1
    return round((digit - 1) / 8 * (count - 1))
