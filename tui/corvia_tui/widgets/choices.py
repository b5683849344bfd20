"""A list to choose from, whose Enter is shown among the keys."""

from typing import ClassVar

from textual.widgets import OptionList

from corvia_tui.keys import Keys, key


class Choices(OptionList):
    """A list. Enter is its own key, so that it comes after every arrow pressed before it."""

    BINDINGS: ClassVar[Keys] = [
        key("enter", "select", "Open", "Open what is chosen.", "choices.open", label="Enter"),
        key("down", "cursor_down", "Down", "Go down in a list.", "choices.down", shown=False),
        key("up", "cursor_up", "Up", "Go up in a list.", "choices.up", shown=False),
        key("home", "first", "First", "Go to the first of a list.", "choices.first", shown=False),
        key("end", "last", "Last", "Go to the last of a list.", "choices.last", shown=False),
    ]
