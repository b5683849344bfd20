"""Whether the vault is whole, said in words, and what to do where it is not."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from corvia_local.language import said, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.wording.figures import whole

if TYPE_CHECKING:
    from corvia_local.studio.checking import Examination


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
        counted = ", ".join(counted_words(found.rows))
        self.query_one("#rows", Static).update(
            tr("It holds {counted}.", counted=counted) if counted else ""
        )
        self.query_one("#advice", Static).update("\n".join(map(said, found.advice)))


def counted_words(rows: Mapping[str, int]) -> list[str]:
    """Say how much the vault holds, by the tables that a person knows."""
    held: dict[str, Callable[[int], str]] = {
        "entries": lambda n: trn("{count} entry", "{count} entries", n, count=whole(n)),
        "songs": lambda n: trn("{count} song", "{count} songs", n, count=whole(n)),
        "communities": lambda n: trn("{count} community", "{count} communities", n),
        "consents": lambda n: trn("{count} consent", "{count} consents", n, count=whole(n)),
        "ledger": lambda n: trn(
            "{count} line of the ledger", "{count} lines of the ledger", n, count=whole(n)
        ),
    }
    return [words(count) for table, words in held.items() if (count := rows.get(table, 0))]
