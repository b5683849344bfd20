"""The whole lyric as a text, for larger changes than a line at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, TextArea

from corvia_local.errors import CorviaError
from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.page import Page

SECONDS_BETWEEN_DRAFTS = 3.0


class LyricTextScreen(CalmScreen[str | None]):
    """Stanzas as editable text; gives the text, or None where it was left."""

    PLACE = "Lyric as a text"
    HELP = (
        "Change anything. [Verse], [Chorus] and [Bridge] stand above the stanzas; the chorus is"
        " written once and comes back by itself.\n\n^s goes on to the song with this text. If you"
        " leave before that, what you changed waits here; ^r puts the lyric back."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "take", "Go on", "Take the lyric as it stands.", "lyric_text.take",
            label="^s"),
        key("ctrl+r", "as_it_was", "As it was", "Put the lyric back.", "lyric_text.as_it_was",
            label="^r"),
        key("escape", "back", "Back", "Go back to the lines.", "lyric_text.back", label="Esc"),
    ]  # fmt: skip

    def __init__(self, text: str, entry_id: str = "", unfinished: str | None = None) -> None:
        """`unfinished` is the text as it was left; it is kept for the entry while it is changed."""
        super().__init__()
        self.given = text
        self.entry_id = entry_id
        self.kept = unfinished

    def content(self) -> ComposeResult:
        """The field."""
        yield Page(id="page")
        with Horizontal(classes="buttons"):
            yield Button(tr("Go on (^s)"), id="take")
            yield Button(tr("Back (Esc)"), id="back")

    def on_mount(self) -> None:
        """Show the lyric."""
        page = self.query_one(TextArea)
        page.text = self.given if self.kept is None else self.kept
        page.focus()
        self.set_interval(SECONDS_BETWEEN_DRAFTS, self.leave)

    @property
    def has_changes(self) -> bool:
        """Whether the text is another than the lyric's lines give."""
        return self.query_one(TextArea).text.strip() != self.given.strip()

    def leave(self) -> None:
        """Keep the text as it stands, where it was changed."""
        from corvia_local.studio import unfinished_texts

        text = self.query_one(TextArea).text
        if not self.entry_id or not self.corvia.is_open or text == self.kept:
            return
        try:
            if self.has_changes and text.strip():
                unfinished_texts.keep(self.vault, "lyric text", self.entry_id, text)
            else:
                unfinished_texts.forget(self.vault, "lyric text", self.entry_id)
        except CorviaError as error:
            self.say_error(error)
            return
        self.kept = text

    def action_as_it_was(self) -> None:
        """Put the lyric back."""
        self.query_one(TextArea).text = self.given

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Give what stands in the field; it waits here until the lyric is taken another way."""
        self.leave()
        self.dismiss(self.query_one(TextArea).text)

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Give nothing; what was changed waits here."""
        self.leave()
        self.dismiss(None)
