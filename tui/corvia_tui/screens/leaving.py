"""What leaves this device: the offline switch, the ways out, and what went out of the vault."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from corvia_local.language import mark, said, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.stepper import Option, Stepper, translated_options
from corvia_tui.wording.excerpts import short_cid
from corvia_tui.wording.moments import moment_words

if TYPE_CHECKING:
    from corvia_local.studio.leaving import Leaving

SWITCH = (
    Option("offline", mark("off line"), mark("no internet socket")),
    Option("online", mark("on line"), mark("only when you sync")),
)
OFF_LINE = mark("You are off line: this program opens no internet socket.")
ON_LINE = mark("You are on line. Nothing goes out by itself; a sync that you start uses it.")


class LeavingScreen(CalmScreen[None]):
    """The switch stands first; below it what is open now, and the ledger's lines that went out."""

    PLACE = "What leaves this device"
    HELP = (
        "Off line, this program opens no internet socket at all; whatever wants one is stopped"
        " and says so. Writing, composing, and sharing by files need no network. On line, only a"
        " sync that you start, or a node that you start, uses it.\n\n"
        "The table shows what went out of the vault: shared songs, files for a community, backups"
        " and exports. The ledger has every other use too. `corvia offline`, `corvia ledger` and"
        " `corvia ipfs status` tell the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("o", "switch", "Off or on line", "Turn the network off or on.", "leaving.switch"),
        key("l", "ledger", "Ledger", "See every use of your data.", "leaving.ledger"),
        key("escape", "back", "Back", "Go back.", "leaving.back", label="Esc"),
    ]

    def content(self) -> ComposeResult:
        """The switch, the state in words, the table."""
        from corvia_local.studio.offline import is_offline

        yield Static(tr("What leaves this device"), classes="title")
        yield Stepper(
            tr("The network"),
            translated_options(SWITCH),
            0 if is_offline(self.corvia.home) else 1,
            id="switch",
        )
        yield Static("", id="state", markup=False)
        yield Static(tr("What went out of the vault"), classes="heading")
        yield DataTable(id="lines", cursor_type="row")
        yield Static("", id="none-yet", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Read it."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns(tr("When"), tr("What was done"), tr("With what"), tr("For whom"))
        self.query_one("#switch").focus()
        self._read()

    def _read(self) -> None:
        vault = self.vault

        def look(_: Report) -> "Leaving":
            from corvia_local.studio.leaving import what_leaves

            return what_leaves(vault)

        self.in_background(look, self._show)

    def _show(self, found: "Leaving") -> None:
        self.query_one("#state", Static).update("\n".join(state_words(found)))
        table: DataTable[str] = self.query_one(DataTable)
        table.clear()
        now = self.corvia.clock()
        for line in found.lines:
            table.add_row(
                moment_words(line.at, now),
                said(line.act),
                short_cid(line.what),
                short_cid(said(line.audience)),
            )
        table.display = bool(found.lines)
        self.query_one("#none-yet", Static).update(
            "" if found.lines else tr("Nothing yet. All that you wrote is in the vault alone.")
        )

    def action_switch(self) -> None:
        """Turn the switch."""
        switch = self.query_one("#switch", Stepper)
        switch.index = 1 - switch.index

    @on(Stepper.Changed)
    def _turned(self, event: Stepper.Changed) -> None:
        home, offline = self.corvia.home, event.option.value == "offline"

        def turn(_: Report) -> str:
            from corvia_local.studio.ipfs import end_public_node
            from corvia_local.studio.offline import switch_offline

            if not offline:
                switch_offline(home, False)
                return tr(ON_LINE)
            ended = end_public_node(home)
            switch_offline(home, True)
            return " ".join(
                [tr(OFF_LINE), *([tr("Your public IPFS node was ended.")] if ended else [])]
            )

        self.in_background(turn, self._told)

    def _told(self, state: str) -> None:
        self.say(state)
        self._read()

    def action_ledger(self) -> None:
        """See all of it."""
        from corvia_tui.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen())


def state_words(found: "Leaving") -> list[str]:
    """Say what is open now, a line each."""
    sockets = (
        tr("This system does not tell which sockets are open.")
        if found.sockets is None
        else tr("This program has no internet socket open.")
        if found.sockets == 0
        else trn(
            "This program has 1 internet socket open.",
            "This program has {count} internet sockets open.",
            found.sockets,
        )
    )
    node = (
        tr("No node of yours was started.")
        if not found.node
        else tr("Your IPFS node was started, for the public network.")
        if found.node_public
        else tr("Your IPFS node was started, for this machine and nodes you name.")
    )
    shared = (
        tr("No song of yours is shared.")
        if not found.standing
        else trn(
            "1 sharing stands; t in Songs takes one back.",
            "{count} sharings stand; t in Songs takes one back.",
            found.standing,
        )
    )
    return [sockets, node, shared]
