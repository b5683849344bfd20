"""One part of the safety plan, to write in."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static, TextArea

from corvia_local.errors import CorviaError
from corvia_local.language import tr
from corvia_local.model.safety_plan import PART_HINTS, PART_TITLES
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.page import Page


class PlanPartScreen(CalmScreen[None]):
    """A page for one part. What stands on it is kept when it is left, also by locking."""

    PLACE = "My safety plan"
    HELP = "Write what fits, as short as you like. It is kept in your plan when you leave the page."
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "back", "Keep", "Keep it and go back.", "plan_part.keep", label="^s",
            always=True),
        key("escape", "back", "Done", "Keep it and go back.", "plan_part.back", label="Esc"),
    ]  # fmt: skip

    def __init__(self, name: str) -> None:
        super().__init__()
        self.part = name
        self.before = ""

    def content(self) -> ComposeResult:
        """The title, a hint, the page."""
        yield Static(tr(PART_TITLES[self.part]), classes="title")
        yield Static(tr(PART_HINTS[self.part]), classes="quiet")
        yield Page(id="page")
        with Horizontal(classes="buttons"):
            yield Button(tr("Keep it (Esc)"), id="keep")

    def on_mount(self) -> None:
        """Show the words that are kept."""
        from corvia_local.studio.planning_for_safety import read_plan

        page = self.query_one(TextArea)
        try:
            self.before = getattr(read_plan(self.vault), self.part)
        except CorviaError as error:
            self.say_error(error)
        page.text = self.before
        page.focus()
        page.move_cursor(page.document.end)

    def leave(self) -> None:
        """Keep what stands on the page."""
        self._keep()

    def _keep(self) -> bool:
        import msgspec

        from corvia_local.studio.planning_for_safety import keep_plan, read_plan

        written = self.query_one(TextArea).text.strip()
        if written == self.before or not self.corvia.is_open:
            return True
        try:
            plan = read_plan(self.vault)
            keep_plan(self.vault, msgspec.structs.replace(plan, **{self.part: written}))
        except CorviaError as error:
            self.say_error(error)
            return False
        self.before = written
        return True

    @on(Button.Pressed, "#keep")
    def action_back(self) -> None:
        """Keep it and go back; where it cannot be kept, stay."""
        if self._keep():
            self.dismiss()
