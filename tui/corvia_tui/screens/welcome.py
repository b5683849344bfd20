"""The first steps, where there is no vault yet: what this is, and a passphrase."""

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
from corvia_tui.wording.passphrases import strength_words

if TYPE_CHECKING:
    from corvia_local.studio.opening import NewVault

WHAT_THIS_IS = (
    mark("Write what happened and how you feel; your words can become a song."),
    mark("All of it stays on this machine, locked with a passphrase of yours."),
    mark("It listens and suggests. It is not a doctor, and it does not judge."),
    mark("Nothing leaves unless you share a song, and then you see it all first."),
)


class WelcomeScreen(CalmScreen[None]):
    """Says what this is in four sentences and makes the vault."""

    PLACE = "Welcome"
    HELP = (
        "Choose a passphrase: a few words that only you would put together. It locks everything"
        " you write. Type it a second time so that a slip of the finger does not lock you out.\n\n"
        "Afterwards you get 24 recovery words to write down. They open the vault if you forget"
        " the passphrase."
    )
    BINDINGS: ClassVar[Keys] = [
        key("f3", "restore", "Give a vault back", "Give a vault back from a backup.",
            "welcome.restore", label="F3"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """Four sentences and two fields."""
        yield Static(tr("If you were a song, what would you sound like?"), classes="title")
        yield Static("\n".join(map(tr, WHAT_THIS_IS)), id="what")
        yield Static(tr("A passphrase for your vault"), classes="heading")
        yield LineInput(password=True, placeholder=tr("a few words of your own"), id="first")
        yield Static(strength_words(""), id="strength", classes="quiet", markup=False)
        yield LineInput(password=True, placeholder=tr("the same again"), id="second")
        yield Static("", id="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Make my vault"), id="make")
            yield Button(tr("Give a vault back (F3)"), id="restore")

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#first", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how strong the passphrase is."""
        if event.input.id == "first":
            self.query_one("#strength", Static).update(strength_words(event.value))

    @on(Input.Submitted, "#first")
    def _to_second(self) -> None:
        self.query_one("#second").focus()

    @on(Input.Submitted, "#second")
    @on(Button.Pressed, "#make")
    def _make(self) -> None:
        first = self.query_one("#first", Input)
        second = self.query_one("#second", Input)
        if first.value != second.value:
            self._complain(tr("The two are not the same. Please type the second one again."))
            second.value = ""
            second.focus()
            return
        passphrase, home = first.value, self.corvia.home
        self._complain(tr("Making your vault…"))
        self._allow(False)

        def make(_: Report) -> "NewVault":
            from corvia_local.studio.opening import begin

            return begin(home, passphrase)

        self.in_background(make, self._made, self._refused)

    def _made(self, made: "NewVault") -> None:
        from corvia_tui.screens.recovery_phrase import RecoveryPhraseScreen

        for field in self.query(Input):
            field.value = ""
        self.app.switch_screen(RecoveryPhraseScreen(made.vault, made.recovery_phrase))

    def _refused(self, error: CorviaError) -> None:
        self._allow(True)
        self._complain(said(str(error)))
        self.query_one("#first", Input).focus()

    @on(Button.Pressed, "#restore")
    def action_restore(self) -> None:
        """Give a vault back from a backup."""
        from corvia_tui.screens.restoring import RestoringScreen

        self.app.push_screen(RestoringScreen())

    def _complain(self, words: str) -> None:
        self.query_one("#wrong", Static).update(words)

    def _allow(self, typing: bool) -> None:
        for widget in (*self.query(Input), *self.query(Button)):
            widget.disabled = not typing
