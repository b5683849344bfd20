"""A check-in: where the mood is, a few words for it, and nothing more unless one wishes."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from corvia_local.errors import CorviaError
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.care import AfterCare, CareScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.mood_pad import MoodPad
from corvia_tui.widgets.word_choice import WordChoice
from corvia_tui.wording.moods import energy_words, mood_words, pleasantness_words
from corvia_tui.wording.near_words import near_words


class CheckInScreen(CalmScreen[None]):
    """A pad for the mood, words near it, one line. It is kept as an entry."""

    PLACE = "Check in"
    HELP = (
        "Move the point to where you are: right is pleasant, up is lively. Arrows move it, a digit"
        " goes to its place on a number pad (5 is the middle), or click. Tab leads to words; Space"
        " takes one. A line of your own may follow, or not.\n\n"
        "^s keeps it as an entry in your vault. There is no right place, and no mood is asked for"
        " on any day. `corvia write --mood -0.4,0.6 --tag tense TEXT` does the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "keep", "Keep", "Keep it as an entry.", "check_in.keep", label="^s"),
        key("escape", "back", "Not now", "Go back; nothing is kept.", "check_in.back",
            label="Esc"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """Pad and words side by side, the line below."""
        yield Static(tr("Where are you just now?"), classes="title")
        with Horizontal(id="pad-and-words"):
            with Vertical(id="plane"):
                yield Static(tr("lively"), classes="axis")
                yield MoodPad(id="pad")
                yield Static(tr("quiet"), classes="axis")
            with Vertical(id="beside"):
                yield Static("", id="mood", markup=False)
                yield WordChoice(id="feelings")
        yield LineInput(
            placeholder=tr("a line of your own, if you like"), id="line", max_length=500
        )
        with Horizontal(classes="buttons"):
            yield Button(tr("Keep it (^s)"), id="keep")

    def on_mount(self) -> None:
        """Begin at the pad."""
        self.query_one("#pad").focus()
        self._say()

    @on(MoodPad.Changed)
    def _say(self) -> None:
        mood = self.query_one(MoodPad).mood
        self.query_one("#mood", Static).update(
            f"{mood_words(mood)}\n{pleasantness_words(mood.valence)},"
            f" {energy_words(mood.arousal)}\n"
        )
        self.query_one(WordChoice).offer(near_words(mood))

    @on(Input.Submitted)
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep it as an entry: the line, else the words that were taken, else the mood's name."""
        mood = self.query_one(MoodPad).mood
        words = self.query_one(WordChoice).taken
        line = self.query_one("#line", Input).value.strip()
        text = line or ", ".join(words) or mood_words(mood)
        vault = self.vault

        def keep(_: Report) -> bool:
            from corvia_local.studio.journal import check_in
            from corvia_local.studio.reading_for_harm import speaks_of_harm

            check_in(vault, text, mood, words)
            return speaks_of_harm(line)

        self.once("keep", keep, self._kept)

    def leave(self) -> None:
        """A line that a lock cuts short waits as the draft of a page, where none waits already."""
        from corvia_local.studio import journal

        line = self.query_one("#line", Input).value.strip()
        if not line or "keep" in self.under_way or not self.corvia.is_open:
            return
        try:
            if not journal.draft(self.vault).strip():
                journal.keep_draft(self.vault, line)
        except CorviaError as error:
            self.say_error(error)

    def action_back(self) -> None:
        """Go back; nothing is kept."""
        self.dismiss()

    def _kept(self, speaks_of_harm: bool) -> None:
        self.say(tr("Kept."))
        if speaks_of_harm:
            self.app.push_screen(CareScreen(after_text=True), self._after_care)
        else:
            self.dismiss()

    def _after_care(self, choice: AfterCare | None) -> None:
        self.dismiss()
        if choice is AfterCare.KEEP_WRITING:
            self.corvia.go("write")
