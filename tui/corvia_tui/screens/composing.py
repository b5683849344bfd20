"""A song being composed, and heard meanwhile by who likes. Escape stops it."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from corvia_local.errors import CareFirst, CorviaError, PartMissing
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.care import AfterCare, CareScreen
from corvia_tui.song_making import Words, compose_song
from corvia_tui.widgets.doing import Doing

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong, SongWish
    from corvia_local.studio.composing_aloud import SongAloud, Sounding


class ComposingScreen(CalmScreen[None]):
    """Shows the step, how far it is, and the time; leads to the song."""

    PLACE = "Composing"
    AUTO_FOCUS = ""
    HELP = (
        "Your song is being composed on this machine. p lets you hear it at once: it sounds from"
        " its beginning on while the rest is written, and a voice joins in when it is ready."
        " You can stop at any moment with Escape; nothing is kept then, and you are back at your"
        " wishes."
    )
    BINDINGS: ClassVar[Keys] = [
        key("p", "hear", "Hear it", "Hear it while it is composed, or stop.", "composing.hear"),
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
        self.aloud: SongAloud | None = None
        self.sounding: Sounding | None = None

    def content(self) -> ComposeResult:
        """The progress and one button."""
        yield Static(tr("Your song is on its way"), classes="title")
        yield Doing(tr("Planning"))
        yield Static("", id="heard", classes="quiet", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Hear it (p)"), id="hear")
            yield Button(tr("Stop (Esc)"), id="stop")

    @property
    def keeps_awake(self) -> bool:
        """A song on its way is worth waiting for."""
        return self.work.is_running

    def on_mount(self) -> None:
        """Begin."""
        self._begin()
        self.set_interval(0.2, self._look_at_sound)

    def _begin(self) -> None:
        from corvia_local.studio.composing_aloud import SongAloud

        words, wish, vault = self.words, self.wish, self.vault
        aloud = self.aloud = SongAloud()

        def compose(report: Report) -> "ComposedSong":
            from corvia_local.studio.remembering import remembered
            from corvia_local.studio.taste import taste

            leaning = replace(wish, taste=taste(vault), remembered=remembered(vault))
            return compose_song(words, leaning, report, aloud)

        self.work = self.in_background(compose, self._composed, self._failed)

    def _composed(self, song: "ComposedSong") -> None:
        from corvia_tui.screens.song import SongScreen

        sounding, self.sounding = self.sounding, None
        if sounding is not None and sounding.is_over:
            sounding = None
        self.corvia.go("today", SongScreen(song, kept=False, sounding=sounding))

    @on(Button.Pressed, "#hear")
    def action_hear(self) -> None:
        """Hear it from its beginning on, or stop the sound; the making goes on."""
        from corvia_local.studio.composing_aloud import Sounding

        if self.sounding is not None:
            self.leave()
            self._say_heard("")
        elif self.aloud is not None:
            self.sounding = Sounding(self.aloud)
            self._say_heard(tr("It sounds as soon as its beginning is there."))

    def _look_at_sound(self) -> None:
        if self.sounding is None:
            return
        error = self.sounding.error
        if isinstance(error, PartMissing):
            self._say_heard(tr("There is no sound device here. The song is made all the same."))
        elif error is None and self.sounding.seconds_heard > 0:
            self._say_heard(tr("You hear it from its beginning on."))

    def _say_heard(self, words: str) -> None:
        self.query_one("#heard", Static).update(words)

    def leave(self) -> None:
        """Stop the sound."""
        if self.sounding is not None:
            self.sounding.stop()
            self.sounding = None

    def _failed(self, error: CorviaError) -> None:
        self.leave()
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
        self.leave()
        self.work.cancel()
        self.say(tr("Stopped. Nothing was kept of it."))
        self.dismiss()
