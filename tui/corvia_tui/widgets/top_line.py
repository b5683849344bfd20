"""The line at the top: where one is, and that help is one key away."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_local.language import mark, tr


class TopLine(Widget):
    """The screen's name at the left; at the right a quiet word. `note` can change."""

    def __init__(self, place: str, note: str = mark("F2 help now")) -> None:
        super().__init__()
        self.place = place
        self.note = note

    def render(self) -> RenderResult:
        """Write both on one line; the name is cut before the note is."""
        width = self.size.width - 2
        left = Content.assemble(("Corvia", "bold"), f" · {self.place}")
        right = Content.from_markup("[@click=app.care]$note[/]", note=tr(self.note))
        room = width - right.cell_length - 2
        if left.cell_length > room:
            left = left.truncate(max(room, 0), ellipsis=True)
        gap = max(width - left.cell_length - right.cell_length, 1)
        return Content.assemble(" ", left, " " * gap, right)
