"""The ledger: every use of the person's data, as a table."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.wording.excerpts import short_cid
from corvia_tui.wording.moments import moment_words

if TYPE_CHECKING:
    from corvia_local.model.records import LedgerLine

LINES_SHOWN = 500


class LedgerScreen(CalmScreen[None]):
    """When, what was done, with what, what for, and for whom; newest first."""

    PLACE = "Ledger"
    HELP = (
        "Every use of your data stands here: what was done, with what, what for, and who could"
        " see it. “This device” means that it stayed in your vault.\n\n"
        "Each line is chained to the one before, so that none can be changed without a trace."
        " The ledger itself never leaves this machine."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Back", "Go back.", "ledger.back", label="Esc"),
    ]

    def content(self) -> ComposeResult:
        """The table."""
        yield Static("What was done with your data", classes="title")
        yield DataTable(id="lines", cursor_type="row", zebra_stripes=False)

    def on_mount(self) -> None:
        """Read it."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("When", "What was done", "With", "What for", "For whom")
        table.focus()
        vault = self.vault

        def read(_: Report) -> "list[LedgerLine]":
            from corvia_local.studio.accounting import read_ledger

            return read_ledger(vault, limit=LINES_SHOWN)

        self.in_background(read, self._show)

    def _show(self, lines: "list[LedgerLine]") -> None:
        table: DataTable[str] = self.query_one(DataTable)
        now = self.corvia.clock()
        for line in sorted(lines, key=lambda one: -one.number):
            name = line.what.rpartition(" ")[2]
            table.add_row(
                moment_words(line.at, now),
                line.act,
                short_cid(name),
                line.purpose,
                short_cid(line.audience),
            )
