"""A song being composed. Escape stops it."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from corvia_local.errors import CareFirst, CorviaError
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.care import AfterCare, CareScreen
from corvia_tui.song_making import Words, compose_song
from corvia_tui.widgets.doing import Doing

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong, SongWish


class ComposingScreen(CalmScreen[None]):
    """Shows the step, how far it is, and the time; leads to the song."""

    PLACE = "Composing"
    AUTO_FOCUS = ""
    HELP = (
        "Your song is being composed on this machine. You can stop at any moment with Escape;"
        " nothing is kept then, and you are back at your wishes."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "escape",
            "back",
            "Stop",
            "Stop composing; nothing is kept.",
            "composing.stop",
            label="Esc",
        ),
    ]

    def __init__(self, words: Words, wish: "SongWish") -> None:
        super().__init__()
        self.words = words
        self.wish = wish

    def content(self) -> ComposeResult:
        """The progress and one button."""
        yield Static(tr("Your song is on its way"), classes="title")
        yield Doing(tr("Planning"))
        with Horizontal(classes="buttons"):
            yield Button(tr("Stop (Esc)"), id="stop")

    @property
    def keeps_awake(self) -> bool:
        """A song on its way is worth waiting for."""
        return self.work.is_running

    def on_mount(self) -> None:
        """Begin."""
        self._begin()

    def _begin(self) -> None:
        words, wish, vault = self.words, self.wish, self.vault

        def compose(report: Report) -> "ComposedSong":
            from corvia_local.studio.taste import taste

            return compose_song(words, replace(wish, taste=taste(vault)), report)

        self.work = self.in_background(compose, self._composed, self._failed)

    def _composed(self, song: "ComposedSong") -> None:
        from corvia_tui.screens.song import SongScreen

        self.corvia.go("today", SongScreen(song, kept=False))

    def _failed(self, error: CorviaError) -> None:
        if isinstance(error, CareFirst):
            self.app.push_screen(CareScreen(after_text=True), self._after_care)
            return
        self.say_error(error)
        self.dismiss()

    def _after_care(self, choice: AfterCare | None) -> None:
        if choice is AfterCare.ABOUT_SOMETHING_ELSE:
            self.words = replace(self.words, after_care=True)
            self._begin()
        elif choice is AfterCare.KEEP_WRITING:
            self.corvia.go("write")
        else:
            self.dismiss()

    @on(Button.Pressed, "#stop")
    def action_back(self) -> None:
        """Stop and go back to the wishes."""
        self.work.cancel()
        self.say(tr("Stopped. Nothing was kept of it."))
        self.dismiss()
