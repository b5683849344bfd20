"""The ledger: every use of the person's data, as a table."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.wording.excerpts import short_cid
from corvia_tui.wording.moments import moment_words
from corvia_tui.wording.purposes import purpose_words

if TYPE_CHECKING:
    from corvia_local.model.records import LedgerLine

LINES_SHOWN = 500


class LedgerScreen(CalmScreen[None]):
    """When, what was done, what for, and for whom; newest first; with what, for the chosen one."""

    PLACE = "Ledger"
    HELP = (
        "Every use of your data stands here: what was done, what for, and who could see it; below,"
        " with what. “This device” means that it stayed in your vault.\n\n"
        "Each line is chained to the one before, so that none can be changed without a trace."
        " The ledger itself never leaves this machine."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Back", "Go back.", "ledger.back", label="Esc"),
    ]

    lines: "tuple[LedgerLine, ...]" = ()

    def content(self) -> ComposeResult:
        """The table."""
        yield Static(tr("What was done with your data"), classes="title")
        yield DataTable(id="lines", cursor_type="row")
        yield Static("", id="line", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Read it."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns(tr("When"), tr("What was done"), tr("What for"), tr("For whom"))
        table.focus()
        vault = self.vault

        def read(_: Report) -> "list[LedgerLine]":
            from corvia_local.studio.accounting import read_ledger

            return read_ledger(vault, limit=LINES_SHOWN)

        self.in_background(read, self._show)

    def _show(self, lines: "list[LedgerLine]") -> None:
        table: DataTable[str] = self.query_one(DataTable)
        now = self.corvia.clock()
        self.lines = tuple(sorted(lines, key=lambda one: -one.number))
        for line in self.lines:
            table.add_row(
                moment_words(line.at, now),
                said(line.act),
                purpose_words(line.purpose),
                short_cid(said(line.audience)),
            )

    @on(DataTable.RowHighlighted)
    def _show_line(self, event: DataTable.RowHighlighted) -> None:
        if 0 <= event.cursor_row < len(self.lines):
            line = self.lines[event.cursor_row]
            self.query_one("#line", Static).update(
                tr(
                    "{what}, for {audience}\n{at}, line {number}, hash {hash}…",
                    what=line.what,
                    audience=line.audience,
                    at=line.at,
                    number=line.number,
                    hash=line.hash[:16],
                )
            )
