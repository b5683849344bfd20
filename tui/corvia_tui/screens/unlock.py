"""The door: the passphrase, or the recovery phrase where it is forgotten."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from corvia_local.errors import CorviaError
from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from corvia_local.studio.opening import Vault


class UnlockScreen(CalmScreen[None]):
    """Asks for the passphrase and opens the vault. A wrong one is said plainly; one stays."""

    PLACE = "Locked"
    HELP = (
        "Type your passphrase and press Enter. Opening takes about half a second on purpose, so"
        " that guessing is slow for a thief.\n\n"
        "F5 appears where you let the system's keyring open the vault.\n\n"
        "If you forgot the passphrase, your 24 recovery words open the vault too: press F3."
        " Nobody else can open it, not even those who make Corvia."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "f3",
            "other_way",
            "24 words",
            "Use the recovery words instead, or go back.",
            "unlock.other_way",
            label="F3",
        ),
        key(
            "f5",
            "keyring",
            "By the keyring",
            "Let the system's keyring open the vault.",
            "unlock.keyring",
            label="F5",
        ),
    ]

    by_words = False
    keyring_opens = False

    def content(self) -> ComposeResult:
        """A line, the field, and room for what went wrong."""
        yield Static(tr("If you were a song, what would you sound like?"), classes="title")
        yield Static(tr("Your vault is locked."), id="state", classes="quiet")
        yield LineInput(password=True, placeholder=tr("your passphrase"), id="passphrase")
        yield Static("", id="wrong", markup=False)
        yield Button(tr("Open"), id="open")

    @property
    def holds_secrets(self) -> bool:
        """What is typed opens the vault, and the 24 words can be read."""
        return any(field.value for field in self.query(Input))

    def on_mount(self) -> None:
        """Be ready to type, and see whether the keyring is a way in."""
        self.query_one(Input).focus()
        home = self.corvia.home

        def look(_: Report) -> bool:
            from corvia_local.studio.system_keyring import keyring_opens

            return keyring_opens(home)

        self.in_background(look, self._offer_keyring, lambda _: None)

    def _offer_keyring(self, opens: bool) -> None:
        self.keyring_opens = opens
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keyring only where it is a way in."""
        return action != "keyring" or self.keyring_opens

    def action_keyring(self) -> None:
        """Let the keyring open the vault."""
        home = self.corvia.home

        def open_it(_: Report) -> "Vault":
            from corvia_local.studio.system_keyring import unlock_with_keyring

            return unlock_with_keyring(home)

        self._begin(open_it)

    @on(Input.Submitted)
    @on(Button.Pressed)
    def try_to_open(self) -> None:
        """Try what is typed."""
        typed = self.query_one(Input).value
        home, by_words = self.corvia.home, self.by_words

        def open_it(_: Report) -> "Vault":
            from corvia_local.studio.opening import unlock, unlock_with_phrase

            return unlock_with_phrase(home, typed) if by_words else unlock(home, typed)

        self._begin(open_it)

    def _begin(self, open_it: "Callable[[Report], Vault]") -> None:
        self.query_one("#wrong", Static).update("")
        self.query_one("#state", Static).update(tr("Opening…"))
        self.query_one(Input).disabled = True
        self.in_background(open_it, self._opened, self._refused)

    def action_other_way(self) -> None:
        """Change between the passphrase and the recovery words."""
        self.by_words = not self.by_words
        field = self.query_one(Input)
        field.value = ""
        field.password = not self.by_words
        field.placeholder = (
            tr("your 24 words, with a space between") if self.by_words else (tr("your passphrase"))
        )
        self.query_one("#wrong", Static).update("")
        field.focus()

    def _opened(self, vault: "Vault") -> None:
        self.query_one(Input).value = ""
        self.corvia.enter(vault)

    def _refused(self, error: CorviaError) -> None:
        field = self.query_one(Input)
        field.disabled = False
        field.value = ""
        field.focus()
        self.query_one("#state", Static).update(tr("Your vault is still locked."))
        self.query_one("#wrong", Static).update(said(str(error)))
