"""Erase the whole vault: what goes, what others keep, and a decision that is typed."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.language import mark, said, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from pathlib import Path

    from corvia_local.studio.erasing import ErasePlan

WORDS = mark("erase everything")
SHOWN = 6
A_DISK_MAY_KEEP = mark(
    "The keys are overwritten first, so that old blocks on a disk cannot be read. Backups, exports"
    " and copies that you made elsewhere stay, and open as before."
)


class EraseEverythingScreen(CalmScreen[None]):
    """Names what was shared first, then asks for the words."""

    PLACE = "Erase everything"
    HELP = (
        "The whole vault goes: entries, songs, keys, ledger. Nobody can bring it back, not even"
        " you; only a backup could. What you shared stays with those who have it.\n\n"
        "`corvia erase --everything` does the same. Escape leaves all as it is."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Keep it all", "Go back; nothing is erased.", "erase_all.back",
            label="Esc"),
    ]  # fmt: skip

    plan: "ErasePlan | None" = None

    @property
    def body_scrolls(self) -> bool:
        """A long list of what was shared scrolls."""
        return True

    def content(self) -> ComposeResult:
        """What it reaches, the field, the buttons."""
        yield Static(tr("Erase everything?"), classes="title")
        yield Static(tr("Looking at what it would reach…"), id="reaches", markup=False)
        with Horizontal(classes="field buttons"):
            yield Static(tr("Type {words}: ", words=tr(WORDS)), classes="label")
            yield LineInput(id="word", compact=True, max_length=30)
        with Horizontal(classes="buttons"):
            yield Button(tr("Erase everything"), id="erase", disabled=True)
            yield Button(tr("Keep it all (Esc)"), id="keep")

    def on_mount(self) -> None:
        """Look at what it would reach."""
        self.query_one("#word").focus()
        vault = self.vault

        def look(_: Report) -> "ErasePlan":
            from corvia_local.studio.erasing import plan_everything

            return plan_everything(vault)

        self.in_background(look, self._show)

    def _show(self, plan: "ErasePlan") -> None:
        self.plan = plan
        self.query_one("#reaches", Static).update("\n".join(reach_words(plan)))
        self._allow()

    @property
    def agreed(self) -> bool:
        """Whether the words are typed and what it reaches is shown."""
        typed = " ".join(self.query_one("#word", Input).value.lower().split())
        return typed == tr(WORDS) and self.plan is not None

    @on(Input.Changed)
    def _allow(self) -> None:
        self.query_one("#erase", Button).disabled = not self.agreed

    @on(Input.Submitted)
    @on(Button.Pressed, "#erase")
    def erase(self) -> None:
        """Erase it all, where the words are typed."""
        plan = self.plan
        if plan is None or not self.agreed:
            self.say(tr("Nothing is erased until {words} stands in the field.", words=tr(WORDS)))
            return
        vault = self.vault

        def erase_all(_: Report) -> "list[Path]":
            from corvia_local.studio.erasing import erase_everything

            return erase_everything(vault, plan)

        self.once("erase", erase_all, lambda _: self.corvia.vault_is_gone())

    @on(Button.Pressed, "#keep")
    def action_back(self) -> None:
        """Go back; nothing is erased."""
        self.dismiss()


def reach_words(plan: "ErasePlan") -> list[str]:
    """Say what would go, what was shared and stays with others, and what lies elsewhere."""
    from corvia_local.studio.erasing import CALLED_BACK, NOT_CALLED_BACK

    lines = [tr("Every entry and song, your identity, your keys and the ledger go for good.")]
    for one in plan.shared[:SHOWN]:
        until = (
            tr("taken back {ended_at}", ended_at=one.ended_at[:10])
            if one.ended_at
            else tr("until {until}", until=one.until)
        )
        lines.append(
            tr(
                "  Shared with “{community}”, {until}: {cid}…",
                community=one.community,
                until=until,
                cid=one.cid[:20],
            )
        )
    if len(plan.shared) > SHOWN:
        lines.append(
            trn("  and 1 other sharing", "  and {count} other sharings", len(plan.shared) - SHOWN)
        )
    if any(one.ended_at is None for one in plan.shared):
        lines += [
            "",
            tr("Take these back first (t in Songs), if you want that; later nobody can."),
            said(CALLED_BACK),
            said(NOT_CALLED_BACK),
        ]
    if plan.backups:
        count = len(plan.backups)
        lines.append(
            trn(
                "A backup stays in the vault's folder, under “backups”.",
                "{count} backups stay in the vault's folder, under “backups”.",
                count,
            )
        )
    return [*lines, "", tr(A_DISK_MAY_KEEP)]
