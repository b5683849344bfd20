"""A value between two poles, with how far off it may be."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_tui.wording.figures import decimal
from corvia_tui.wording.moods import figure


def drawn(value: float, error: float, width: int) -> str:
    """Draw a value of -1…1 on a line of `width` cells: ● the value, ░ within its error, ┼ zero.

    It reads without colour. An error of 0 draws no shade.
    """
    last = width - 1
    at = round((value + 1) / 2 * last)
    low = round((max(value - error, -1) + 1) / 2 * last)
    high = round((min(value + error, 1) + 1) / 2 * last)
    cells = ["░" if error and low <= place <= high else "─" for place in range(width)]
    middle = last // 2
    cells[middle] = "┼" if cells[middle] == "─" else cells[middle]
    cells[at] = "●"
    return "".join(cells)


class Gauge(Widget):
    """One line: the name, the drawing, the figure with its uncertainty, and the words."""

    def __init__(self, name_shown: str, value: float, error: float, words: str) -> None:
        super().__init__(classes="gauge")
        self.name_shown = name_shown
        self.value = value
        self.error = error
        self.words = words

    def render(self) -> RenderResult:
        """Draw at the width there is."""
        figures = f"{figure(self.value)} ± {decimal(self.error, 2)}"
        bar = max(min(self.size.width - 56, 41), 15)
        return Content.assemble(
            f"{self.name_shown:<13}",
            (drawn(self.value, self.error, bar), "$primary"),
            f"  {figures:<13} ",
            self.words,
        )
