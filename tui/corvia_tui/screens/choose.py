"""A small window with a few choices."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.widgets.choices import Choices


class ChooseScreen(ModalScreen[str | None]):
    """Asks for one of several; gives its name, or None where it was left."""

    BINDINGS: ClassVar[Keys] = [
        key(
            "escape",
            "leave",
            "Never mind",
            "Close without changing anything.",
            "choose.leave",
            label="Esc",
        ),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.asked = title
        self.choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """The question and the list; each choice is (name, words)."""
        with Vertical(id="window"):
            yield Static(self.asked, classes="title", markup=False)
            yield Choices(*(Option(words, id=name) for name, words in self.choices))
            yield Static(tr("Enter takes it · Esc leaves it"), classes="quiet")

    def on_mount(self) -> None:
        """Be ready to choose."""
        self.query_one(Choices).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
