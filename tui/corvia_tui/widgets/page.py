"""A field for many lines of one's own words."""

from textual.widgets import TextArea


class Page(TextArea):
    """A text area without anything of a code editor; Tab goes on to the next field."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, tab_behavior="focus", compact=True)
        self.match_cursor_bracket = False
        self.highlight_cursor_line = False

    def on_text_area_changed(self) -> None:
        """Keep the cursor in sight where a word has just gone over to a new line at the bottom."""
        self.call_after_refresh(self.scroll_cursor_visible)
