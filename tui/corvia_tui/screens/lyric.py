"""The lyric that was made of the words, to be changed or taken as it is."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static, TextArea

from corvia_local.errors import CorviaError
from corvia_local.model.plan import SongRequest
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.song_making import Words, ask_for_song, lyric_text
from corvia_tui.widgets.page import Page


class LyricScreen(CalmScreen[None]):
    """Stanzas as editable text."""

    PLACE = "Lyric"
    HELP = (
        "These lines are your own words, set out to be sung. Change anything. [Verse], [Chorus]"
        " and [Bridge] stand above the stanzas; the chorus is written once and comes back by"
        " itself.\n\n"
        "^s goes on to the song."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "ctrl+s",
            "take",
            "Go on",
            "Take the lyric as it stands.",
            "lyric.take",
            label="^s",
        ),
        key(
            "ctrl+r",
            "as_proposed",
            "As it was",
            "Put the proposed lyric back.",
            "lyric.as_proposed",
            label="^r",
        ),
        key("escape", "back", "Back", "Go back to what was heard.", "lyric.back", label="Esc"),
    ]

    proposed: str | None = None

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def content(self) -> ComposeResult:
        """The field."""
        yield Static("Laying out your words…", id="title", classes="title")
        yield Page(id="page")
        yield Static("Your own words, as lines to sing. Change what you like.", classes="quiet")
        with Horizontal(classes="buttons"):
            yield Button("Go on (^s)", id="take")
            yield Button("Back (Esc)", id="back")

    def on_mount(self) -> None:
        """Have the lyric proposed."""
        words = self.words

        def propose(_: Report) -> SongRequest:
            from corvia_local.studio.composing import SongWish

            return ask_for_song(words, SongWish(start=words.mood))

        self.in_background(propose, self._show, self._not_proposed)

    def _show(self, request: SongRequest) -> None:
        self.proposed = lyric_text(request.lyric)
        self.query_one("#title", Static).update(request.lyric.title)
        page = self.query_one(TextArea)
        page.text = self.proposed
        page.focus()

    def _not_proposed(self, error: CorviaError) -> None:
        self.say_error(error)
        self.dismiss()

    def action_as_proposed(self) -> None:
        """Put the proposal back."""
        if self.proposed is not None:
            self.query_one(TextArea).text = self.proposed

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Go on with what stands in the field."""
        from corvia_tui.screens.wishes import WishesScreen

        if self.proposed is None:
            return
        written = self.query_one(TextArea).text
        changed = None if written.strip() == self.proposed.strip() else written
        self.app.push_screen(WishesScreen(self.words.with_lyric(changed)))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
