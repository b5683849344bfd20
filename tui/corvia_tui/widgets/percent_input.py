"""A field for a number from 0 to 100, changed by typing or by arrows."""

from typing import ClassVar

from textual.validation import Integer

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.widgets.line_input import LineInput

STEP = 5


class PercentInput(LineInput):
    """Up and down change it by five; it may stay empty."""

    BINDINGS: ClassVar[Keys] = [
        key("up", "step(1)", "More", "Five more.", "percent.more", label="↑"),
        key("down", "step(-1)", "Less", "Five less.", "percent.less", label="↓"),
    ]

    def __init__(self, value: str) -> None:
        super().__init__(
            value, placeholder=tr("0 … 100, or empty"), type="integer", max_length=3,
            validators=[Integer(0, 100)], validate_on=["submitted"], id="percent",
        )  # fmt: skip

    def action_step(self, direction: int) -> None:
        """Change the number by five, within its bounds."""
        number = int(self.value) if self.value.isdecimal() else 50 - STEP * direction
        self.value = str(max(0, min(100, number + STEP * direction)))
        self.cursor_position = len(self.value)
