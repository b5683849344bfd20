"""A small window with two answers."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from corvia_tui.keys import Keys, key


class ConfirmScreen(ModalScreen[bool | None]):
    """Asks a question with a yes and a no in words; Escape gives None: stay as it was."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[Keys] = [
        key("y", "answer(True)", "Yes", "Give the first answer.", "confirm.yes"),
        key("n", "answer(False)", "No", "Give the second answer.", "confirm.no"),
        key("escape", "stay", "Stay", "Close without deciding.", "confirm.stay", label="Esc"),
    ]

    def __init__(self, title: str, about: str, yes: str, no: str) -> None:
        super().__init__()
        self.asked = title
        self.about = about
        self.yes = yes
        self.no = no

    def compose(self) -> ComposeResult:
        """The question and the two answers."""
        with Vertical(id="window"):
            yield Static(self.asked, classes="title", markup=False)
            yield Static(self.about, markup=False)
            with Horizontal(classes="buttons"):
                yield Button(f"{self.yes} (y)", id="yes")
                yield Button(f"{self.no} (n)", id="no")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer that was clicked."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Give an answer."""
        self.dismiss(yes)

    def action_stay(self) -> None:
        """Give no answer."""
        self.dismiss(None)
