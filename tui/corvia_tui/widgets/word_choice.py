"""A few words to take or leave, in a column."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from corvia_tui.keys import Keys, key


class WordChoice(Widget, can_focus=True):
    """Words with a box each. What was taken stays in the list when other words are offered."""

    BINDINGS: ClassVar[Keys] = [
        key("up", "go(-1)", "Up", "Go to the word above.", "words.up", label="↑", shown=False),
        key("down", "go(1)", "Down", "Go to the word below.", "words.down", label="↓",
            shown=False),
        key("space", "flip", "Take or leave", "Take the word, or leave it.", "words.flip"),
    ]  # fmt: skip

    offered: reactive[tuple[str, ...]] = reactive(())
    taken: reactive[tuple[str, ...]] = reactive(())
    at: reactive[int] = reactive(0)

    @property
    def shown(self) -> tuple[str, ...]:
        """The words in their order: what was taken first, then what is offered."""
        return (*self.taken, *(word for word in self.offered if word not in self.taken))

    def offer(self, words: Sequence[str]) -> None:
        """Offer other words; what was taken stays."""
        self.offered = tuple(words)

    def validate_at(self, at: int) -> int:
        """Keep within the words."""
        return min(max(at, 0), max(len(self.shown) - 1, 0))

    def render(self) -> RenderResult:
        """A line a word, with a mark at the one under the arrow keys."""
        lines = []
        for place, word in enumerate(self.shown[: max(self.size.height, 1)]):
            mark = "▸ " if self.has_focus and place == self.at else "  "
            box = "[x]" if word in self.taken else "[ ]"
            style = "bold" if word in self.taken else ""
            lines.append(Content.assemble(mark, (box, "bold"), " ", (word, style)))
        return Content("\n").join(lines)

    def action_go(self, by: int) -> None:
        """Go to another word."""
        self.at += by

    def action_flip(self) -> None:
        """Take the word, or leave it; the mark stays on it."""
        if not self.shown:
            return
        word = self.shown[self.at]
        if word in self.taken:
            self.taken = tuple(one for one in self.taken if one != word)
        else:
            self.taken = (*self.taken, word)
        self.at = self.shown.index(word) if word in self.shown else 0

    def on_click(self, event: events.Click) -> None:
        """Take or leave the word that was clicked."""
        event.stop()
        if 0 <= event.y < len(self.shown):
            self.at = event.y
            self.action_flip()

    def on_focus(self) -> None:
        """Show the mark."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the mark."""
        self.refresh()
