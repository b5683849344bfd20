"""What changed on the way: belief and strength before and after, and each record."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_local.model.thought_record import DOOR_TITLES, ThoughtRecord
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.confirm import ConfirmScreen
from corvia_tui.widgets.choices import Choices
from corvia_tui.wording.excerpts import one_line


class OutcomesScreen(CalmScreen[None]):
    """Figures with their number of cases, then the records; Enter goes on with one."""

    PLACE = "What changed"
    HELP = (
        "The lines compare your own numbers before and after, for each door. Below five cases there"
        " is no figure: it would say too little. They cannot say what would have changed by"
        " itself.\n\n"
        "Below are the ways you went. Enter opens one to go on or read; x erases it for good."
    )
    BINDINGS: ClassVar[Keys] = [
        key("x", "erase", "Erase", "Erase one record, after a question.", "outcomes.erase"),
        key("escape", "back", "Back", "Go back.", "outcomes.back", label="Esc"),
    ]

    records: tuple[ThoughtRecord, ...] = ()

    def content(self) -> ComposeResult:
        """The figures and the list."""
        yield Static("", id="figures", markup=False)
        yield Choices(id="records")

    def on_mount(self) -> None:
        """Read the records."""
        self._read()

    def _read(self) -> None:
        vault = self.vault

        def read(_: Report) -> list[ThoughtRecord]:
            from corvia_local.studio import thought_records

            return thought_records.records(vault)

        self.in_background(read, self._show)

    def _show(self, records: list[ThoughtRecord]) -> None:
        from corvia_local.studio.outcomes import in_words, outcomes

        self.query_one("#figures", Static).update("\n".join(map(said, in_words(outcomes(records)))))
        self.records = tuple(reversed(records))
        listed = self.query_one("#records", OptionList)
        listed.clear_options()
        listed.add_options([Option(_row(one)) for one in self.records])
        if self.records:
            listed.highlighted = 0
            listed.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to erase only what is there."""
        return action != "erase" or bool(self.records)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on with a record, or read it again."""
        from corvia_tui.screens.way import WayScreen

        self.app.push_screen(WayScreen(self.records[event.option_index]), lambda _: self._read())

    def action_erase(self) -> None:
        """Ask, then erase the chosen record."""
        place = self.query_one("#records", OptionList).highlighted
        if place is None:
            return
        vault, record_id = self.vault, self.records[place].id

        def erase(_: Report) -> str:
            from corvia_local.studio import thought_records

            return thought_records.erase(vault, record_id)

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.once("erase", erase, lambda _: self._read())

        self.app.push_screen(
            ConfirmScreen(
                tr("Erase this record?"),
                tr("It is gone for good then. Backups that were made before still hold it."),
                tr("Erase it"),
                tr("Keep it"),
            ),
            answered,
        )


def _row(one: ThoughtRecord) -> Content:
    state = "" if one.finished_at else tr(" · left half way")
    words = one.balanced or one.thought or one.emotion or one.matters or "—"
    return Content.assemble(
        (f"{one.begun_at[:10]}  {tr(DOOR_TITLES[one.door])}{state}\n", "dim"), one_line(words, 70)
    )
