"""A community's songs being put together. Escape stops it."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from corvia_local.errors import CorviaError
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.doing import Doing

if TYPE_CHECKING:
    from corvia_local.studio.gathering import AssembledComposition


class AssemblingScreen(CalmScreen[None]):
    """Shows the step and leads to the composition."""

    PLACE = "Assembling"
    AUTO_FOCUS = ""
    HELP = (
        "All songs are verified and put together on this machine. Nothing is sent anywhere."
        " Escape stops it."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Stop", "Stop; nothing is kept.", "assembling.stop", label="Esc"),
    ]

    def __init__(self, community: str, name: str) -> None:
        super().__init__()
        self.community = community
        self.community_name = name

    def content(self) -> ComposeResult:
        """The progress and one button."""
        yield Static(tr("The songs are finding each other"), classes="title")
        yield Doing(tr("Verifying"))
        with Horizontal(classes="buttons"):
            yield Button(tr("Stop (Esc)"), id="stop")

    def on_mount(self) -> None:
        """Begin."""
        vault, community = self.vault, self.community

        def assemble(report: Report) -> "AssembledComposition":
            from corvia_local.studio.gathering import assemble_community

            return assemble_community(vault, community, report=report)

        self.work = self.in_background(assemble, self._assembled, self._failed)

    def _assembled(self, composition: "AssembledComposition") -> None:
        from corvia_tui.screens.composition import CompositionScreen

        self.app.switch_screen(CompositionScreen(composition, self.community_name))

    def _failed(self, error: CorviaError) -> None:
        self.say_error(error)
        self.dismiss()

    @on(Button.Pressed, "#stop")
    def action_back(self) -> None:
        """Stop and go back."""
        self.work.cancel()
        self.dismiss()
