"""What an erasure would reach, and a decision."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.language import mark, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.tick import Tick
from corvia_tui.wording.excerpts import quoted

if TYPE_CHECKING:
    from corvia_local.studio.erasing import ErasePlan

ERASE_WORD = mark("erase")


class EraseScreen(CalmScreen[None]):
    """Says what goes, what stays with others, and erases when the word is typed."""

    PLACE = "Erase"
    HELP = (
        "What is erased is gone from the vault; nobody can bring it back, not even you. Songs"
        " made from an entry hold its words; you choose whether they go too.\n\n"
        "Copies of a shared song that others have stay with them. Backups made before keep what"
        " they hold."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Keep it", "Go back; nothing is erased.", "erase.back", label="Esc"),
    ]

    def __init__(self, plan: "ErasePlan", name: str) -> None:
        super().__init__()
        self.plan = plan
        self.named = name

    def content(self) -> ComposeResult:
        """What it reaches, the field, the buttons."""
        yield Static(tr("Erase {named}?", named=self.named), classes="title", markup=False)
        yield Static("\n".join(self._reaches()), id="reaches", markup=False)
        if self.plan.songs and self.plan.kind == "entry":
            names = ", ".join(quoted(song.title) for song in self.plan.songs)
            yield Static(tr("Songs made of its words: {names}.", names=names), markup=False)
            yield Tick(tr("erase them too; they hold its words"), True, id="songs")
        with Horizontal(classes="field buttons"):
            yield Static(
                tr("Type {erase_word} to erase: ", erase_word=tr(ERASE_WORD)), classes="label"
            )
            yield LineInput(id="word", compact=True, max_length=10)
            yield Button(tr("Erase"), id="erase", disabled=True)
            yield Button(tr("Keep it (Esc)"), id="keep")

    def _reaches(self) -> list[str]:
        plan = self.plan
        lines = [tr("It is gone from the vault then, for good.")]
        if plan.songs and plan.kind == "song":
            lines.append(tr("So are its other versions ({count}).", count=len(plan.songs)))
        if any(one.ended_at is None for one in plan.shared):
            lines.append(
                tr(
                    "What is shared of it is taken back when it is erased: communities leave it out"
                    " from the next file on. Copies that others have stay with them."
                )
            )
        if plan.backups:
            lines.append(
                tr("{count} backups made before keep what they hold.", count=len(plan.backups))
            )
        return lines

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#word").focus()

    @property
    def agreed(self) -> bool:
        """Whether the word is typed."""
        return self.query_one("#word", Input).value.strip().lower() == tr(ERASE_WORD)

    @on(Input.Changed)
    def _allow(self) -> None:
        self.query_one("#erase", Button).disabled = not self.agreed

    @on(Input.Submitted)
    @on(Button.Pressed, "#erase")
    def erase(self) -> None:
        """Erase, where the word is typed."""
        if not self.agreed:
            self.say(
                tr(
                    "Nothing is erased until {erase_word} stands in the field.",
                    erase_word=tr(ERASE_WORD),
                )
            )
            return
        vault, plan = self.vault, self.plan
        with_songs = any(tick.value for tick in self.query(Tick))

        def do_erase(report: Report) -> None:
            from corvia_local.studio.erasing import erase

            erase(vault, plan, with_songs=with_songs, take_back=True, report=report)

        self.once("erase", do_erase, self._erased)

    def _erased(self, _: None) -> None:
        self.say(tr("Erased."))
        self.corvia.go("today")

    @on(Button.Pressed, "#keep")
    def action_back(self) -> None:
        """Go back; nothing is erased."""
        self.dismiss()
