"""A small window for a new passphrase, typed twice."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from corvia_local.language import said, tr
from corvia_tui.keys import Keys, key
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.wording.passphrases import strength_words


class NewPassphraseScreen(ModalScreen[str | None]):
    """Gives the new passphrase once both fields say the same, or None where it was left."""

    BINDINGS: ClassVar[Keys] = [
        key("escape", "leave", "Never mind", "Close without changing anything.",
            "new_passphrase.leave", label="Esc"),
    ]  # fmt: skip

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.named = title
        self.about = about

    def compose(self) -> ComposeResult:
        """What it is for, two fields, how strong it is."""
        with Vertical(id="window"):
            yield Static(self.named, classes="title", markup=False)
            yield Static(self.about, markup=False)
            yield LineInput(password=True, placeholder=tr("a few words of your own"), id="first")
            yield Static(strength_words(""), id="strength", classes="quiet", markup=False)
            yield LineInput(password=True, placeholder=tr("the same again"), id="second")
            yield Static("", id="wrong", markup=False)
            yield Static(tr("Enter takes it · Esc leaves it"), classes="quiet")

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#first").focus()

    @on(Input.Changed, "#first")
    def _say_strength(self, event: Input.Changed) -> None:
        self.query_one("#strength", Static).update(strength_words(event.value))

    @on(Input.Submitted, "#first")
    def _to_second(self) -> None:
        self.query_one("#second").focus()

    @on(Input.Submitted, "#second")
    def _take(self) -> None:
        from corvia_local.errors import BadInput
        from corvia_local.studio.opening import check_passphrase

        first, second = self.query_one("#first", Input), self.query_one("#second", Input)
        try:
            check_passphrase(first.value)
        except BadInput as error:
            self._complain(said(str(error)), first)
            return
        if first.value != second.value:
            self._complain(
                tr("The two are not the same. Please type the second one again."), second
            )
            return
        self.dismiss(first.value)

    def _complain(self, words: str, field: Input) -> None:
        self.query_one("#wrong", Static).update(words)
        field.value = ""
        field.focus()

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
