"""A list to choose from, whose Enter is shown among the keys."""

from typing import ClassVar

from textual.widgets import OptionList

from corvia_tui.keys import Keys, key


class Choices(OptionList):
    """A list. Enter is its own key, so that it comes after every arrow pressed before it."""

    BINDINGS: ClassVar[Keys] = [
        key("enter", "select", "Open", "Open what is chosen.", "choices.open", label="Enter"),
    ]
