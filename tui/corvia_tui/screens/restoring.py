"""Give a vault back from a backup, where there is none yet."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.errors import CorviaError
from corvia_local.language import mark, said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.stepper import Option, Stepper, translated_options

if TYPE_CHECKING:
    from corvia_local.studio.backing_up import Restored

WAYS = (Option("passphrase", mark("passphrase")), Option("words", mark("24 words")))


class RestoringScreen(CalmScreen[None]):
    """The backup's file, and what opens it."""

    PLACE = "Give a vault back"
    HELP = (
        "Type where the backup lies, and the passphrase or the 24 words of the time when it was"
        " made. No network is needed. The vault opens as it was then, with its identity and its"
        " communities. `corvia restore` does the same, also with shares or an age identity."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Back", "Go back to the first steps.", "restoring.back",
            label="Esc"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """Two fields and the way."""
        yield Static(tr("Give a vault back from a backup"), classes="title")
        yield LineInput(placeholder=tr("the backup's file, such as ~/corvia.age"), id="file")
        yield Stepper(tr("Opened by"), translated_options(WAYS), 0, id="way")
        yield LineInput(password=True, placeholder=tr("the passphrase of that time"), id="secret")
        yield Static("", id="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Give it back"), id="restore")

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#file").focus()

    @property
    def by_words(self) -> bool:
        """Whether the 24 words open it."""
        return self.query_one("#way", Stepper).value == "words"

    @property
    def holds_secrets(self) -> bool:
        """What is typed opens the backup."""
        return any(field.value for field in self.query("#secret").results(Input))

    @on(Stepper.Changed)
    def _show_way(self) -> None:
        field = self.query_one("#secret", Input)
        field.value = ""
        field.password = not self.by_words
        field.placeholder = (
            tr("the 24 words, with a space between")
            if self.by_words
            else tr("the passphrase of that time")
        )

    @on(Input.Submitted, "#file")
    def _to_secret(self) -> None:
        self.query_one("#secret").focus()

    @on(Input.Submitted, "#secret")
    @on(Button.Pressed, "#restore")
    def give_back(self) -> None:
        """Give it back beside the screen."""
        home, by_words = self.corvia.home, self.by_words
        file = Path(self.query_one("#file", Input).value.strip()).expanduser()
        secret = self.query_one("#secret", Input).value
        self.query_one("#wrong", Static).update(tr("Reading the backup…"))

        def restore_it(_: Report) -> "Restored":
            from corvia_local.studio.backing_up import restore, restore_by_phrase

            return (
                restore_by_phrase(home, file, secret) if by_words else restore(home, file, secret)
            )

        self.in_background(restore_it, self._given_back, self._refused)

    def _given_back(self, _: "Restored") -> None:
        self.query_one("#secret", Input).value = ""
        self.say(tr("Your vault is back. Open it as at the time of the backup."))
        self.corvia.show_door()

    def _refused(self, error: CorviaError) -> None:
        self.query_one("#secret", Input).value = ""
        self.query_one("#wrong", Static).update(said(str(error)))
