"""A field for many lines of one's own words."""

from textual.widgets import TextArea


class Page(TextArea):
    """A text area without anything of a code editor; Tab goes on to the next field."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, tab_behavior="focus", compact=True)
        self.match_cursor_bracket = False
        self.highlight_cursor_line = False
