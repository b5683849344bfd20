"""Shares for people one trusts: how many, how many open the vault, and each to be written down."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.recovery_phrase import in_columns
from corvia_tui.widgets.stepper import Option, Stepper

NEEDED = range(2, 6)
COUNTS = range(2, 9)


class MakingSharesScreen(CalmScreen[None]):
    """Chooses the two numbers, makes the shares, and shows one after the other, once."""

    PLACE = "Shares"
    AUTO_FOCUS = "#needed"
    HELP = (
        "A share is a list of words (SLIP-39). Any two of three, say, open your vault together;"
        " fewer tell nothing at all. Give each to another person, on paper, and tell them what it"
        " is for.\n\n"
        "The shares are shown once. New shares end the earlier ones. `corvia keys from-shares`"
        " opens the vault with them."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+w", "on", "Go on", "Make the shares, or show the next.", "making_shares.on",
            label="^w"),
        key("escape", "back", "Leave", "Go back.", "making_shares.back", label="Esc"),
    ]  # fmt: skip

    shares: tuple[str, ...] = ()
    shown = 0

    def content(self) -> ComposeResult:
        """The two choices; later a share."""
        yield Static(tr("Shares for people you trust"), id="named", classes="title")
        with Vertical(id="choose"):
            yield Stepper(
                tr("Make"), [Option(str(n), str(n), tr("people")) for n in COUNTS], 1, id="count"
            )
            together = [Option(str(n), str(n), tr("open it together")) for n in NEEDED]
            yield Stepper(tr("Needed"), together, 0, id="needed")
        yield Static("", id="words", markup=False)
        yield Static("", id="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Make them (^w)"), id="on")

    @on(Button.Pressed, "#on")
    def action_on(self) -> None:
        """Make the shares, or show the next one."""
        if not self.shares:
            self._make()
        elif self.shown + 1 < len(self.shares):
            self.shown += 1
            self._show()
        else:
            self.action_back()

    def _make(self) -> None:
        vault = self.vault
        needed = int(self.query_one("#needed", Stepper).value)
        count = int(self.query_one("#count", Stepper).value)

        def make(_: Report) -> list[str]:
            from corvia_local.studio.keys import make_shares

            return make_shares(vault, needed, count)[1]

        self.once("make", make, self._made)

    def _made(self, shares: list[str]) -> None:
        self.shares, self.shown = tuple(shares), 0
        self.query_one("#choose").display = False
        self._show()

    def _show(self) -> None:
        count, number = len(self.shares), self.shown + 1
        self.query_one("#named", Static).update(
            tr("Share {number} of {count}, for one person", number=number, count=count)
        )
        self.query_one("#words", Static).update(in_columns(self.shares[self.shown]))
        last = number == count
        button = self.query_one("#on", Button)
        button.label = tr("Done (^w)") if last else tr("The next one (^w)")
        button.refresh(layout=True)

    def leave(self) -> None:
        """Forget them."""
        self.shares = ()
        self.query_one("#words", Static).update("")
