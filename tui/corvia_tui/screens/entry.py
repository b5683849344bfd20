"""An entry, to read again."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_local.model.records import Entry, Reframe
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.wording.moments import moment_words

if TYPE_CHECKING:
    from corvia_local.studio.erasing import ErasePlan


class EntryScreen(CalmScreen[None]):
    """Shows an entry as it was written, and the words accepted for it."""

    PLACE = "Entry"
    HELP = (
        "An entry as you wrote it. Press r to see what Corvia hears in it; from there you can"
        " look at a thought again or make a song. x erases it, after a question."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "r",
            "reflect",
            "What is heard in it",
            "Hear the entry's mood and feelings.",
            "entry.reflect",
        ),
        key("x", "erase", "Erase", "See what erasing would reach, and decide.", "entry.erase"),
        key("escape", "back", "Back", "Go back.", "entry.back", label="Esc"),
    ]

    entry: Entry | None = None

    def __init__(self, entry_id: str) -> None:
        super().__init__()
        self.entry_id = entry_id

    @property
    def body_scrolls(self) -> bool:
        """Long entries scroll."""
        return True

    def content(self) -> ComposeResult:
        """When, what, and the kinder words."""
        yield Static("", id="when", classes="quiet")
        yield Static("", id="text", markup=False)
        yield Static("", id="own-words", markup=False)

    def on_mount(self) -> None:
        """Read it from the vault."""
        vault, entry_id = self.vault, self.entry_id

        def read(_: Report) -> tuple[Entry, Reframe | None]:
            from corvia_local.studio import journal

            return journal.read(vault, entry_id), journal.accepted_reframe(vault, entry_id)

        self.in_background(read, self._show)

    def _show(self, found: tuple[Entry, Reframe | None]) -> None:
        self.entry, reframe = found
        when = moment_words(self.entry.written_at, self.corvia.clock())
        self.query_one("#when", Static).update(when[:1].upper() + when[1:])
        self.query_one("#text", Static).update(self.entry.text)
        if reframe is not None:
            self.query_one("#own-words", Static).update(
                tr("Your kinder words:\n{text}", text=reframe.text)
            )

    def action_erase(self) -> None:
        """See what erasing would reach."""
        vault, entry_id = self.vault, self.entry_id

        def plan(_: Report) -> "ErasePlan":
            from corvia_local.studio.erasing import plan_entry

            return plan_entry(vault, entry_id)

        def show(found: "ErasePlan") -> None:
            from corvia_tui.screens.erase import EraseScreen

            self.app.push_screen(EraseScreen(found, tr("this entry")))

        self.in_background(plan, show)

    def action_reflect(self) -> None:
        """Hear it."""
        from corvia_tui.screens.reflection import ReflectionScreen

        if self.entry is not None:
            self.app.push_screen(ReflectionScreen(self.entry))
