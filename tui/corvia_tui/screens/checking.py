"""Whether the vault is whole, said in words, and what to do where it is not."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from corvia_local.language import mark, said, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen

if TYPE_CHECKING:
    from corvia_local.studio.checking import Examination

COUNTED = (
    ("entries", mark("entry"), mark("entries")),
    ("songs", mark("song"), mark("songs")),
    ("communities", mark("community"), mark("communities")),
    ("consents", mark("consent"), mark("consents")),
    ("ledger", mark("line of the ledger"), mark("lines of the ledger")),
)
"""The vault's tables that a person knows, and what they hold, one and more."""


class CheckScreen(CalmScreen[None]):
    """Every part, whole or not; then advice."""

    PLACE = "Check the vault"
    HELP = (
        "Every part of the vault is looked through: keys, encrypted pages, structure, references,"
        " the search index, the ledger's chain. Nothing is changed by looking.\n\n"
        "m makes a search index anew that does not fit the entries. Whatever else is damaged, a"
        " backup gives back. `corvia check` does the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("r", "look", "Look again", "Look through it again.", "check.look"),
        key("m", "mend", "Mend the search", "Make a search index anew that does not fit.",
            "check.mend"),
        key("escape", "back", "Back", "Go back.", "check.back", label="Esc"),
    ]  # fmt: skip

    @property
    def body_scrolls(self) -> bool:
        """A long finding scrolls."""
        return True

    def content(self) -> ComposeResult:
        """A verdict, the parts, the advice."""
        yield Static("", id="verdict", classes="title", markup=False)
        yield Static("", id="parts")
        yield Static("", id="rows", classes="quiet", markup=False)
        yield Static("", id="advice", classes="gentle", markup=False)

    def on_mount(self) -> None:
        """Look."""
        self.action_look()

    def action_look(self) -> None:
        """Look through it."""
        self._examine(mend=False)

    def action_mend(self) -> None:
        """Make the search index anew where it does not fit."""
        self._examine(mend=True)

    def _examine(self, *, mend: bool) -> None:
        vault = self.vault

        def examine(_: Report) -> "Examination":
            from corvia_local.studio.checking import check_open_vault

            return check_open_vault(vault, mend=mend)

        self.query_one("#verdict", Static).update(tr("Looking through your vault…"))
        self.once("examine", examine, self._show)

    def _show(self, found: "Examination") -> None:
        self.query_one("#verdict", Static).update(
            tr("Your vault is whole.") if found.whole else tr("Not all of your vault is whole.")
        )
        self.query_one("#parts", Static).update(
            Content("\n").join(
                Content.assemble(
                    ("✓ ", "bold $success") if one.whole else ("✗ ", "bold $error"),
                    f"{tr(one.part):<16} ",
                    (said(one.said), "" if one.whole else "bold"),
                )
                for one in found.findings
            )
        )
        counted = ", ".join(
            f"{count:,} {trn(one, more, count)}"
            for table, one, more in COUNTED
            if (count := found.rows.get(table, 0))
        )
        self.query_one("#rows", Static).update(
            tr("It holds {counted}.", counted=counted) if counted else ""
        )
        self.query_one("#advice", Static).update("\n".join(map(said, found.advice)))
