"""Back to the room by the senses, outward things first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from corvia_local.language import spoken_language
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen


class GroundingScreen(CalmScreen[None]):
    """A few still lines; nothing counts, and each can be left out."""

    PLACE = "Back to the room"
    HELP = (
        "These lines lead the attention outward, to what is around you. Leave out what you like,"
        " and stop whenever you want."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Back", "Go back to where you were.", "grounding.back", label="Esc"),
    ]

    @property
    def body_scrolls(self) -> bool:
        """The lines scroll on a small screen."""
        return True

    def content(self) -> ComposeResult:
        """A line a sense."""
        from corvia_local.studio.reflecting import grounding_lines

        yield Static("\n\n".join(grounding_lines(spoken_language())), markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#body").focus()
