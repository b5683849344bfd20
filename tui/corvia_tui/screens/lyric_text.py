"""The whole lyric as a text, for larger changes than a line at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, TextArea

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.page import Page


class LyricTextScreen(CalmScreen[str | None]):
    """Stanzas as editable text; gives the text, or None where it was left."""

    PLACE = "Lyric as a text"
    HELP = (
        "Change anything. [Verse], [Chorus] and [Bridge] stand above the stanzas; the chorus is"
        " written once and comes back by itself.\n\n^s goes on to the song with this text."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "take", "Go on", "Take the lyric as it stands.", "lyric_text.take",
            label="^s"),
        key("ctrl+r", "as_it_was", "As it was", "Put the lyric back.", "lyric_text.as_it_was",
            label="^r"),
        key("escape", "back", "Back", "Go back to the lines.", "lyric_text.back", label="Esc"),
    ]  # fmt: skip

    def __init__(self, text: str) -> None:
        super().__init__()
        self.given = text

    def content(self) -> ComposeResult:
        """The field."""
        yield Page(id="page")
        with Horizontal(classes="buttons"):
            yield Button(tr("Go on (^s)"), id="take")
            yield Button(tr("Back (Esc)"), id="back")

    def on_mount(self) -> None:
        """Show the lyric."""
        self.action_as_it_was()
        self.query_one(TextArea).focus()

    def action_as_it_was(self) -> None:
        """Put the lyric back."""
        self.query_one(TextArea).text = self.given

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Give what stands in the field."""
        self.dismiss(self.query_one(TextArea).text)

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Give nothing."""
        self.dismiss(None)
