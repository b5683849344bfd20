"""A small window that asks for one line."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.widgets.line_input import LineInput


class AskScreen(ModalScreen[str | None]):
    """Asks one thing; gives the line, or None where it was left, or left empty."""

    BINDINGS: ClassVar[Keys] = [
        key(
            "escape",
            "leave",
            "Never mind",
            "Close without changing anything.",
            "ask.leave",
            label="Esc",
        ),
    ]

    def __init__(
        self,
        title: str,
        about: str,
        value: str = "",
        placeholder: str = "",
        *,
        empty_is_an_answer: bool = False,
        secret: bool = False,
    ) -> None:
        super().__init__()
        self.asked = title
        self.about = about
        self.given = value
        self.placeholder = placeholder
        self.empty_is_an_answer = empty_is_an_answer
        self.secret = secret

    def compose(self) -> ComposeResult:
        """The question, what it means, one field."""
        with Vertical(id="window"):
            yield Static(self.asked, classes="title", markup=False)
            yield Static(self.about, markup=False)
            yield LineInput(self.given, placeholder=self.placeholder, password=self.secret)
            yield Static(tr("Enter takes it · Esc leaves it"), classes="quiet")

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one(Input).focus()

    @property
    def written(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value.strip()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line."""
        written = event.value if self.secret else event.value.strip()
        self.dismiss(written if written or self.empty_is_an_answer else None)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
