"""A question to a thought, and a draft to change. Only the person accepts words."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static, TextArea

from corvia_local.errors import CareFirst, CorviaError
from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_local.model.records import Reframe
from corvia_local.model.reflection import ReframeProposal
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.page import Page
from corvia_tui.wording.excerpts import quoted

SECONDS_BETWEEN_DRAFTS = 3.0


class ReframeScreen(CalmScreen[str | None]):
    """Gives the accepted words, or None for “not now”."""

    PLACE = "Kinder words"
    HELP = (
        "Here is one thought from your text and a question about it. The words in the field are"
        " only a start, made of your own sentence: change them until they are true for you, or"
        " write your own. ^t puts another of up to three into the field.\n\n"
        "^s keeps them as your own words. Nothing is kept if you leave with Escape, and not now"
        " is a good answer too."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "ctrl+s",
            "accept",
            "These are my words",
            "Keep what stands in the field.",
            "reframe.accept",
            label="^s",
        ),
        key(
            "ctrl+n",
            "other",
            "Another question",
            "See the other question.",
            "reframe.other",
            label="^n",
        ),
        key(
            "ctrl+t",
            "wording",
            "Another wording",
            "Put another proposal into the field.",
            "reframe.wording",
            label="^t",
            always=True,
        ),
        key("escape", "back", "Not now", "Leave; nothing is kept.", "reframe.not_now", label="Esc"),
    ]

    def __init__(self, entry_id: str, proposals: tuple[ReframeProposal, ...]) -> None:
        super().__init__()
        self.entry_id = entry_id
        self.proposals = proposals
        self.at = 0
        self.wording_at = 0
        self.own_words = ""
        self.kept = ""
        self.refused = ""

    def content(self) -> ComposeResult:
        """The thought, the question, the field."""
        yield Static("", id="thought", markup=False)
        yield Static("", id="question", classes="title", markup=False)
        yield Page(id="page")
        yield Static("", id="state", classes="quiet", markup=False)
        yield Static("", id="because", classes="quiet", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("These are my words (^s)"), id="accept")
            yield Button(tr("Not now (Esc)"), id="not_now")

    def on_mount(self) -> None:
        """Show the first question, with what was being typed before."""
        from corvia_local.studio import unfinished_texts

        self.query_one("#state").display = False
        self._show()
        page = self.query_one(TextArea)
        page.focus()
        try:
            left = self.entry_id and unfinished_texts.find(self.vault, "reframe", self.entry_id)
        except CorviaError as error:
            self.say_error(error)
            left = None
        if left:
            self.kept = self.own_words = page.text = left.text
            page.move_cursor(page.document.end)
            self._say_state(tr("Your words, as you left them."))
        self.set_interval(SECONDS_BETWEEN_DRAFTS, self.keep_typed)

    def _say_state(self, words: str) -> None:
        state = self.query_one("#state", Static)
        state.update(words)
        state.display = True

    @property
    def written(self) -> str:
        """What stands in the field."""
        return self.query_one(TextArea).text

    @property
    def unfinished_place(self) -> str | None:
        """Words of one's own in the field are gone on with."""
        own = self.entry_id and self._is_own(self.written)
        return f"reframe:{self.entry_id}" if own else None

    def _is_own(self, text: str) -> bool:
        proposed = [one for proposal in self.proposals for one in proposal.rewordings]
        return bool(text.strip()) and text not in proposed and text != self.refused

    def keep_typed(self) -> None:
        """Keep own words that are not saved yet, unless they are kept already."""
        from corvia_local.studio import unfinished_texts

        text = self.written
        if text == self.kept or not self.corvia.is_open or "accept" in self.under_way:
            return
        if not self.entry_id or not self._is_own(text):
            return
        try:
            unfinished_texts.keep(self.vault, "reframe", self.entry_id, text)
        except CorviaError as error:
            self._say_state(tr("The draft is not kept: {error}", error=said(str(error))))
            return
        self.kept = text

    def leave(self) -> None:
        """Keep own words, before the vault is locked."""
        self.keep_typed()

    def _forget_typed(self) -> None:
        from corvia_local.studio import unfinished_texts

        if not self.entry_id:
            return
        self.kept = ""
        try:
            unfinished_texts.forget(self.vault, "reframe", self.entry_id)
        except CorviaError as error:
            self.say_error(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer another question, and another wording, where there is one."""
        if action == "wording":
            return len(self._wordings()) > 1 or self.own_words != ""
        return action != "other" or len(self.proposals) > 1

    def _show(self) -> None:
        proposal = self.proposals[self.at]
        self.query_one("#thought", Static).update(quoted(proposal.thought))
        self.query_one("#question", Static).update(said(proposal.question))
        self.query_one("#because", Static).update(said(proposal.because))
        self.wording_at = 0
        self._show_wording()
        self.refresh_bindings()

    def _show_wording(self) -> None:
        wordings = self._wordings()
        page = self.query_one(TextArea)
        page.text = wordings[self.wording_at] if wordings else ""
        page.move_cursor(page.document.end)

    def _wordings(self) -> tuple[str, ...]:
        """Give the proposals, then the person's own words where they wrote some."""
        own = (self.own_words,) if self.own_words else ()
        return (*self.proposals[self.at].rewordings, *own)

    def action_wording(self) -> None:
        """Put the next proposal into the field."""
        self._remember_own()
        self.wording_at = (self.wording_at + 1) % len(self._wordings())
        self._show_wording()

    def _remember_own(self) -> None:
        if self._is_own(self.written):
            self.own_words = self.written

    def action_other(self) -> None:
        """Show the next question; own words come back with ^t."""
        self._remember_own()
        self.at = (self.at + 1) % len(self.proposals)
        self._show()

    @on(Button.Pressed, "#accept")
    def action_accept(self) -> None:
        """Keep what stands in the field."""
        vault, entry_id, text = self.vault, self.entry_id, self.query_one(TextArea).text.strip()

        def accept(_: Report) -> Reframe:
            from corvia_local.studio import journal

            return journal.accept_reframe(vault, entry_id, text)

        self.once("accept", accept, self._accepted, self._not_accepted)

    def _accepted(self, kept: Reframe) -> None:
        self._forget_typed()
        self.dismiss(kept.text)

    def _not_accepted(self, error: CorviaError) -> None:
        from corvia_tui.screens.care import CareScreen

        if isinstance(error, CareFirst):
            # The card says that these words were not kept, so no draft of them stays either.
            self.refused = self.written
            self._forget_typed()
            self.app.push_screen(CareScreen(after_text=False))
        else:
            self.say_error(error)

    @on(Button.Pressed, "#not_now")
    def action_back(self) -> None:
        """Leave without keeping."""
        self._forget_typed()
        self.dismiss(None)
