"""A field for one line, whose Enter is shown among the keys."""

from typing import ClassVar

from textual.widgets import Input

from corvia_tui.keys import Keys, key


class LineInput(Input):
    """An input. Enter is its own key, so that it comes after every letter typed before it."""

    BINDINGS: ClassVar[Keys] = [
        key(
            "enter",
            "submit",
            "Go on",
            "Take what stands in the field.",
            "line.submit",
            label="Enter",
        ),
    ]
