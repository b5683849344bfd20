"""Three doors from a heavy thought: look at it, make room for it, or come back to the body."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.errors import CareFirst, CorviaError
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_local.model.thought_record import DOOR_HINTS, DOOR_TITLES, DOORS, Door, ThoughtRecord
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices


class DoorsScreen(CalmScreen[str | None]):
    """Gives the balanced thought that was kept on the way, or None."""

    PLACE = "Step by step"
    HELP = (
        "Any of these can be tried, and any can be left after a single step with Escape. What you"
        " answered is kept, and you can go on from there another time.\n\n"
        "None is the right one. If nothing fits today, leaving is fine too."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Back", "Go back to where you were.", "doors.back", label="Esc"),
    ]

    def __init__(
        self, entry_id: str | None = None, thought: str = "", at_once: Door | None = None
    ) -> None:
        super().__init__()
        self.entry_id = entry_id
        self.thought = thought
        self.at_once = at_once

    def content(self) -> ComposeResult:
        """The doors."""
        yield Static(tr("Which way would you like to go?"), classes="title")
        yield Choices(id="doors")
        yield Static(tr("Every question can be left out, and each way left."), classes="quiet")

    def on_mount(self) -> None:
        """List the doors."""
        listed = self.query_one("#doors", OptionList)
        listed.add_options(
            Option(
                Content.assemble(
                    (f"{tr(DOOR_TITLES[door])}\n", "bold"), (tr(DOOR_HINTS[door]), "dim")
                )
            )
            for door in DOORS
        )
        listed.highlighted = DOORS.index(self.at_once) if self.at_once else 0
        listed.focus()
        if self.at_once:
            self._go_through(self.at_once)

    @on(OptionList.OptionSelected, "#doors")
    def _open(self, event: OptionList.OptionSelected) -> None:
        self._go_through(DOORS[event.option_index])

    def _go_through(self, door: Door) -> None:
        vault, entry_id, thought = self.vault, self.entry_id, self.thought

        def begin(_: Report) -> ThoughtRecord:
            from corvia_local.studio import thought_records

            left = thought_records.unfinished(vault, door, entry_id)
            if left is not None and (door == "body" or thought in ("", left.thought)):
                return left
            first = "" if door == "body" else thought
            return thought_records.begin(vault, door, entry_id, first)

        self.in_background(begin, self._begun, self._not_begun)

    def _begun(self, record: ThoughtRecord) -> None:
        from corvia_tui.screens.way import WayScreen

        self.app.push_screen(WayScreen(record), self._done)

    def _not_begun(self, error: CorviaError) -> None:
        from corvia_tui.screens.care import CareScreen

        if isinstance(error, CareFirst):
            self.app.push_screen(CareScreen(after_text=False))
        else:
            self.say_error(error)

    def _done(self, record: ThoughtRecord | None) -> None:
        if record is None or record.finished_at is None:
            return
        self.say(tr("Kept, in your words."))
        self.dismiss(record.balanced or None)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
