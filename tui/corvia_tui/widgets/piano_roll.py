"""Notes of a stretch of a song as a drawing in text: time goes right, pitch goes up."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_local.model.score import Note, Score

ROWS = 8
"""Lines; each holds two pitches, the upper one in the upper half of the line."""
_BOTH, _UPPER, _LOWER = "█", "▀", "▄"


class PianoRoll(Widget):
    """The melody of a section, and the tune where an instrument plays it."""

    def __init__(self, score: Score, start: int, end: int) -> None:
        super().__init__()
        self.styles.height = ROWS
        self._score = score
        self._start, self._end = start, end

    def show(self, score: Score, start: int, end: int) -> None:
        """Draw another stretch, from tick to tick."""
        self._score, self._start, self._end = score, start, end
        self.refresh()

    def render(self) -> RenderResult:
        """Draw at the width there is."""
        rows = drawn_notes(self._notes(), self._start, self._end, max(16, self.size.width))
        return Content("\n").join(Content.styled(row, "$primary") for row in rows)

    def _notes(self) -> list[Note]:
        def within(role: str) -> list[Note]:
            return [
                note
                for part in self._score.parts
                if part.role == role
                for note in part.notes
                if self._start <= note.start < self._end
            ]

        return within("melody") or within("counter")


def drawn_notes(notes: Sequence[Note], start: int, end: int, width: int) -> list[str]:
    """Draw notes on `ROWS` lines of `width` characters, scaled to the pitches that there are."""
    cells = [[[False, False] for _ in range(width)] for _ in range(ROWS)]
    low = min((note.key for note in notes), default=0)
    high = max((note.key for note in notes), default=0)
    step = max(1, -(-(high - low + 1) // (2 * ROWS)))
    for note in notes:
        height = (note.key - low) // step
        row, upper = ROWS - 1 - height // 2, height % 2 == 1
        first = (note.start - start) * width // max(1, end - start)
        last = (note.start + note.duration - start) * width // max(1, end - start)
        for place in range(first, min(width, max(first + 1, last))):
            cells[row][place][0 if upper else 1] = True
    return ["".join(_character(*cell) for cell in row) for row in cells]


def _character(upper: bool, lower: bool) -> str:
    if upper and lower:
        return _BOTH
    return _UPPER if upper else _LOWER if lower else " "
