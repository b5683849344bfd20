"""A mood as a point: pleasantness to the right, energy upwards; by arrows, digits or the mouse."""

from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from corvia_local.language import mark, tr
from corvia_local.model.mood import Mood
from corvia_tui.keys import Keys, key

WIDTH, HEIGHT = 41, 11
"""Cells of the plane: −1…1 across and from top to bottom, the middle on an odd cell."""

STEP = 2
"""Tenths that an arrow moves."""

CORNERS = ((mark("tense"), mark("cheerful")), (mark("low"), mark("calm")))
"""Words in the corners, above and below, for who does not read axes."""


class MoodPad(Widget, can_focus=True):
    """The plane of Russell's circumplex. Digits go to the place that they have on a number pad."""

    BINDINGS: ClassVar[Keys] = [
        key("left", "move(-1, 0)", "Less pleasant", "Go to a less pleasant mood.",
            "mood_pad.left", label="←"),
        key("right", "move(1, 0)", "More", "Go to a more pleasant mood.", "mood_pad.right",
            label="→"),
        key("up", "move(0, 1)", "Livelier", "Go to a livelier mood.", "mood_pad.up", label="↑"),
        key("down", "move(0, -1)", "Quieter", "Go to a quieter mood.", "mood_pad.down", label="↓"),
    ]  # fmt: skip

    tenths: reactive[tuple[int, int]] = reactive((0, 0))

    class Changed(Message):
        """The point has moved."""

        def __init__(self, mood: Mood) -> None:
            super().__init__()
            self.mood = mood

    @property
    def mood(self) -> Mood:
        """The mood that the point stands for."""
        return Mood(self.tenths[0] / 10, self.tenths[1] / 10)

    def validate_tenths(self, tenths: tuple[int, int]) -> tuple[int, int]:
        """Keep within the plane."""
        valence, arousal = (min(max(value, -10), 10) for value in tenths)
        return valence, arousal

    def watch_tenths(self) -> None:
        """Tell the screen."""
        self.post_message(self.Changed(self.mood))

    def render(self) -> RenderResult:
        """Draw the plane with its point; it reads without colour."""
        rows = [[" "] * WIDTH for _ in range(HEIGHT)]
        middle_x, middle_y = WIDTH // 2, HEIGHT // 2
        for row in rows:
            row[middle_x] = "│"
        rows[middle_y] = list(axis())
        for number, (left, right) in ((0, CORNERS[0]), (HEIGHT - 1, CORNERS[1])):
            rows[number][: len(tr(left))] = list(tr(left))
            rows[number][WIDTH - len(tr(right)) :] = list(tr(right))
        x, y = place_of(self.tenths)
        lines = [
            Content.styled("".join(row), "$quiet")
            if number != y
            else Content.assemble(
                ("".join(row[:x]), "$quiet"),
                ("●", "bold $primary"),
                ("".join(row[x + 1 :]), "$quiet"),
            )
            for number, row in enumerate(rows)
        ]
        return Content("\n").join(lines)

    def action_move(self, right: int, up: int) -> None:
        """Move the point by a step."""
        self.tenths = (self.tenths[0] + STEP * right, self.tenths[1] + STEP * up)

    def on_key(self, event: events.Key) -> None:
        """Let a digit go to its place on a number pad: 5 is the middle, 7 tense, 3 calm."""
        if event.character and event.character in "123456789":
            event.stop()
            number = int(event.character) - 1
            self.tenths = ((number % 3 - 1) * 6, (number // 3 - 1) * 6)

    def on_click(self, event: events.Click) -> None:
        """Go to where it was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self.tenths = tenths_at(offset.x, offset.y)


def place_of(tenths: tuple[int, int]) -> tuple[int, int]:
    """Give the cell, from the left and from the top, of a point in tenths."""
    x = round((tenths[0] + 10) / 20 * (WIDTH - 1))
    y = round((10 - tenths[1]) / 20 * (HEIGHT - 1))
    return x, y


def tenths_at(x: int, y: int) -> tuple[int, int]:
    """Give the point in tenths that a cell stands for."""
    return round(x / (WIDTH - 1) * 20 - 10), round(10 - y / (HEIGHT - 1) * 20)


def axis() -> str:
    """Draw the line through the middle, with what its ends mean."""
    left, right = tr("unpleasant"), tr("pleasant")
    half = WIDTH // 2
    return f"{left} {'─' * (half - len(left) - 1)}┼{'─' * (half - len(right) - 1)} {right}"
