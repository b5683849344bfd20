"""A page to write on. The draft is kept in the vault while one writes."""

from threading import Lock
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from corvia_local.errors import CorviaError
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_local.model.records import Entry
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.page import Page

SECONDS_BETWEEN_DRAFTS = 3.0


class WriteScreen(CalmScreen[None]):
    """One field and nothing else to look at."""

    PLACE = "Write"
    HELP = (
        "Write what happened and how it feels, in any words and any order. Nobody reads along;"
        " spelling does not matter.\n\n"
        "A draft is kept every few seconds, inside the encrypted vault. ^s saves the page as an"
        " entry, and then Corvia says what it heard. Escape leaves; the draft waits for you."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "ctrl+s",
            "save",
            "Save",
            "Save the page and hear what it holds.",
            "write.save",
            label="^s",
        ),
        key(
            "escape",
            "back",
            "Later",
            "Leave; the draft stays in the vault.",
            "write.back",
            label="Esc",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.kept = ""
        self.turn = Lock()
        self.is_entry = False

    def content(self) -> ComposeResult:
        """The field and a quiet line."""
        yield Static(tr("What happened? How does it feel?"), classes="title")
        yield Page(id="page")
        yield Static("", id="state", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Go on with the draft, if there is one."""
        from corvia_local.studio import journal

        page = self.query_one(TextArea)
        page.focus()
        try:
            self.kept = journal.draft(self.vault)
        except CorviaError as error:
            self.say_error(error)
        unkept, self.corvia.unkept_page = self.corvia.unkept_page, ""
        if unkept or self.kept:
            page.text = unkept or self.kept
            page.move_cursor(page.document.end)
            self.query_one("#state", Static).update(
                tr("The vault could not be written, so this is not on disk yet. Make room soon.")
                if unkept
                else tr("Your draft, as you left it.")
            )
        self.set_interval(SECONDS_BETWEEN_DRAFTS, self.keep_draft)

    @property
    def written(self) -> str:
        """What stands on the page."""
        return self.query_one(TextArea).text

    @property
    def unfinished_place(self) -> str | None:
        """A page with words on it is gone on with."""
        return None if self.is_entry or not self.written.strip() else "write"

    def keep_draft(self) -> None:
        """Keep the page as it stands now, unless it is kept already.

        `turn` and `is_entry` see to it that a draft never comes back after its page was saved.
        """
        text, vault = self.written, self.vault
        if text == self.kept or "save" in self.under_way:
            return

        def keep(_: Report) -> str:
            from corvia_local.studio import journal

            with self.turn:
                if not self.is_entry:
                    journal.keep_draft(vault, text)
            return text

        self.in_background(keep, self._draft_kept, self._draft_not_kept)

    def _draft_kept(self, text: str) -> None:
        self.kept = text
        self.query_one("#state", Static).update(tr("Draft kept."))

    def _draft_not_kept(self, error: CorviaError) -> None:
        self.query_one("#state", Static).update(tr("The draft is not kept: {error}", error=error))

    def leave(self) -> None:
        """Keep the draft before going."""
        from corvia_local.studio import journal

        if self.is_entry or self.written == self.kept or not self.corvia.is_open:
            return
        with self.turn:
            try:
                journal.keep_draft(self.vault, self.written)
                self.kept = self.written
                self.corvia.unkept_page = ""
            except CorviaError as error:
                # Kept in memory, so that a full disk does not cost the words at a lock.
                self.corvia.unkept_page = self.written
                self.say_error(error)

    def action_save(self) -> None:
        """Save the page as an entry, then listen to it."""
        text, vault = self.written, self.vault

        def save(_: Report) -> Entry:
            from corvia_local.studio import journal

            with self.turn:
                entry = journal.write(vault, text)
                self.is_entry = True
            return entry

        self.once("save", save, self._saved)

    def _saved(self, entry: Entry) -> None:
        from corvia_tui.screens.reflection import ReflectionScreen

        self.kept = self.written
        self.app.switch_screen(ReflectionScreen(entry))
