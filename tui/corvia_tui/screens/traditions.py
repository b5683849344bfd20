"""The traditions to choose from, each with whose it is and a short sound of it."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from corvia_local.errors import CorviaError
from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices

if TYPE_CHECKING:
    from corvia_local.studio.traditions import TraditionLine


class TraditionsScreen(CalmScreen[str | None]):
    """Gives the name of the tradition that was chosen, or None."""

    PLACE = "Traditions"
    AUTO_FOCUS = "#traditions"
    HELP = (
        "h lets you hear a short phrase in the tuning and with some habits of the tradition. Enter"
        " makes a version of your song in it, with the same words and the same way of the mood."
        " Beside the list stands whose music it is, and what not to do with it."
    )
    BINDINGS: ClassVar[Keys] = [
        key("h", "hear", "Hear", "Hear a short phrase of it, or stop.", "traditions.hear"),
        key("escape", "back", "Back", "Go back without a change.", "traditions.back", label="Esc"),
    ]

    playing: Worker[None] | None = None

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self.chosen = chosen
        self.lines: tuple[TraditionLine, ...] = ()

    def content(self) -> ComposeResult:
        """The list, and the page of the one that one stands on."""
        yield Static(tr("In which tradition?"), classes="title")
        with Horizontal(id="choice"):
            with Vertical(id="list-column"):
                yield Choices(id="traditions")
            with VerticalScroll(id="page-column", can_focus=False):
                yield Static("", id="page", markup=False)
        yield Static("", id="state", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        from corvia_local.studio.traditions import list_traditions

        self.lines = list_traditions()
        listed = self.query_one("#traditions", OptionList)
        listed.add_options(Option(said(line.label), id=line.name) for line in self.lines)
        names = [line.name for line in self.lines]
        listed.highlighted = names.index(self.chosen) if self.chosen in names else 0

    def _standing_on(self) -> str:
        return self.lines[self.query_one("#traditions", OptionList).highlighted or 0].name

    @on(OptionList.OptionHighlighted, "#traditions")
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        from corvia_local.studio.traditions import find_tradition, page_of

        if event.option_id is not None:
            page = page_of(find_tradition(event.option_id))
            self.query_one("#page", Static).update("\n".join(map(said, page)))

    @on(OptionList.OptionSelected, "#traditions")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.leave()
        self.dismiss(event.option_id)

    def action_hear(self) -> None:
        """Hear a phrase, or stop it."""
        if self.playing is not None:
            self._stop()
            return
        name = self._standing_on()
        self.query_one("#state", Static).update(tr("Making it sound…"))

        def sound(report: Report) -> None:
            from corvia_local.studio.listening import play, require_sound_device
            from corvia_local.studio.tradition_sounds import tradition_sound
            from corvia_local.studio.traditions import find_tradition

            require_sound_device()
            play(tradition_sound(find_tradition(name), report), report)

        self.playing = self.in_background(sound, self._heard, self._not_heard)

    def _heard(self, _: None) -> None:
        self.playing = None
        self.query_one("#state", Static).update("")

    def _not_heard(self, error: CorviaError) -> None:
        self._heard(None)
        if error.name == "NoSoundDevice":
            command = f"corvia tradition hear {self._standing_on()} --out FILE.flac"
            self.say(tr("There is no sound device here. {command} writes it.", command=command))
            return
        self.say_error(error)

    def _stop(self) -> None:
        if self.playing is not None:
            self.playing.cancel()
            self._heard(None)

    def leave(self) -> None:
        """Stop the sound."""
        if self.playing is not None:
            self.playing.cancel()

    def action_back(self) -> None:
        """Go back without a change."""
        self.leave()
        self.dismiss(None)
