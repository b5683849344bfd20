"""A first message to someone trusted: written here, sent by the person's own means."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static, TextArea

from corvia_local.errors import CorviaError
from corvia_local.language import spoken_language, tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.page import Page


class MessageScreen(CalmScreen[None]):
    """An editable draft. It is kept only where the person says so, and never sent."""

    PLACE = "A message"
    HELP = (
        "Change the words until they are yours, then send them from your phone or mail. Corvia"
        " cannot send anything.\n\n"
        "^y copies them, where the terminal allows it. ^s keeps them in your plan; otherwise"
        " nothing of this is kept."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+y", "copy", "Copy", "Copy the message.", "message.copy", label="^y", always=True),
        key("ctrl+s", "keep", "Keep in my plan", "Keep these words in your plan.", "message.keep",
            label="^s", always=True),
        key("escape", "back", "Back", "Go back; nothing is kept.", "message.back", label="Esc"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """The field and the ways on."""
        yield Static(tr("To someone you trust"), classes="title")
        yield Page(id="page")
        yield Static(tr("Nothing is sent from here. Short is fine."), classes="quiet")
        with Horizontal(classes="buttons"):
            yield Button(tr("Copy (^y)"), id="copy")
            yield Button(tr("Back (Esc)"), id="back")

    def on_mount(self) -> None:
        """Begin with the person's own words, else with the first draft."""
        page = self.query_one(TextArea)
        page.text = self._own_words() or self._first_words()
        page.focus()
        page.move_cursor(page.document.end)

    def _own_words(self) -> str:
        from corvia_local.studio.planning_for_safety import read_plan

        if not self.corvia.is_open:
            return ""
        try:
            return read_plan(self.vault).message
        except CorviaError as error:
            self.say_error(error)
            return ""

    def _first_words(self) -> str:
        from corvia_local.studio.reflecting import first_message

        return first_message(spoken_language())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep the words only where the vault is open."""
        return action != "keep" or self.corvia.is_open

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        """Copy the message to the terminal's clipboard."""
        self.app.copy_to_clipboard(self.query_one(TextArea).text)
        self.say(tr("Copied, where this terminal allows it."))

    def action_keep(self) -> None:
        """Keep the message in the plan."""
        import msgspec

        from corvia_local.studio.planning_for_safety import keep_plan, read_plan

        written = self.query_one(TextArea).text.strip()
        try:
            keep_plan(self.vault, msgspec.structs.replace(read_plan(self.vault), message=written))
        except CorviaError as error:
            self.say_error(error)
            return
        self.say(tr("Kept in your plan."))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
