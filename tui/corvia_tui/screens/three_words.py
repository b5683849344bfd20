"""Three of the recovery words are asked for, so that it is certain that the paper is right."""

from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput

Answer = Literal["right", "show again", "later"]


class ThreeWordsScreen(CalmScreen[Answer]):
    """Asks for three of 24 words by their numbers; the words themselves are hidden.

    Ends with “right”, with “show again”, or with “later” where the person goes on without it.
    """

    PLACE = "Your recovery words"
    HELP = (
        "Type the three words from your paper, each by its number. That shows that the paper is"
        " right while the words can still be shown again.\n\n"
        "You can also begin without it. The words you wrote open your vault either way."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+w", "again", "Show the words", "Look at all 24 words once more.",
            "recovery.again", always=True, label="^w"),
        key("escape", "later", "Begin without it", "Begin; nothing is asked for.",
            "recovery.later", label="Esc"),
    ]  # fmt: skip

    def __init__(self, words: str, places: list[int]) -> None:
        super().__init__()
        self.words = words
        self.places = places

    @property
    def holds_secrets(self) -> bool:
        """The words open the vault."""
        return True

    def content(self) -> ComposeResult:
        """Three fields."""
        yield Static(tr("Three of the words, from the paper"), classes="title")
        for number, place in enumerate(self.places):
            with Horizontal(classes="field"):
                yield Static(
                    tr("Word {place}:  ", place=f"{place:>2}"), classes="label", markup=False
                )
                yield LineInput(compact=True, id=f"word-{number}", max_length=16)
        yield Static("", id="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Show the words again (^w)"), id="again")
            yield Button(tr("Begin without it (Esc)"), id="later")

    @on(Button.Pressed, "#again")
    def action_again(self) -> None:
        """Go back to the words."""
        self._end("show again")

    @on(Button.Pressed, "#later")
    def action_later(self) -> None:
        """Go on without having been asked."""
        self._end("later")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        fields = list(self.query(LineInput))
        place = fields.index(event.input) if event.input in fields else 0
        if place < len(fields) - 1:
            fields[place + 1].focus()
            return
        listed = self.words.split()
        if [field.value.strip().lower() for field in fields] == [
            listed[n - 1] for n in self.places
        ]:
            self._end("right")
            return
        for field in fields:
            field.value = ""
        fields[0].focus()
        self.query_one("#wrong", Static).update(
            tr("Not all three are right. Look at the paper again; ^w shows the words once more.")
        )

    def _end(self, answer: Answer) -> None:
        self.leave()
        self.dismiss(answer)

    def leave(self) -> None:
        """Forget the words."""
        self.words = ""
        for field in self.query(LineInput):
            field.value = ""
