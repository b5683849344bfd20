"""A thing to take or to leave, that reads without colour."""

from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from corvia_tui.keys import Keys, key


class Tick(Widget, can_focus=True):
    """A box with a word: [x] taken, [ ] left out."""

    BINDINGS: ClassVar[Keys] = [
        key("space", "flip", "Take or leave", "Tick it or clear it.", "tick.flip"),
    ]

    value: reactive[bool] = reactive(False)

    def __init__(self, label: str, value: bool, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.label = label
        self.set_reactive(Tick.value, value)

    def render(self) -> RenderResult:
        """Write the box and the word."""
        mark = "▸ " if self.has_focus else "  "
        box = "[x]" if self.value else "[ ]"
        return Content.assemble(mark, " " * 15, (box, "bold"), f" {self.label}")

    def action_flip(self) -> None:
        """Tick or clear."""
        self.value = not self.value

    def on_click(self, event: events.Click) -> None:
        """Tick or clear."""
        event.stop()
        self.action_flip()

    def on_focus(self) -> None:
        """Show the mark."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the mark."""
        self.refresh()
