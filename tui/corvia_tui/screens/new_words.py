"""New recovery words: shown, written down, and three of them asked for before they count."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.recovery_phrase import in_columns
from corvia_tui.widgets.line_input import LineInput


class NewWordsScreen(CalmScreen[None]):
    """The words stand here until they are written down; then three of them are asked for.

    Until those are right, the earlier words go on opening the vault, and the new ones do not.
    """

    PLACE = "New recovery words"
    AUTO_FOCUS = ""
    HELP = (
        "Write the 24 words on paper, in order. Then press ^w: the words are hidden and three of"
        " them are asked for, so that it is certain that the paper is right. Only then do they"
        " open your vault, and the earlier words no longer do.\n\n"
        "Escape leaves everything as it was."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+w", "turn", "Written down", "Hide the words; three are asked for.",
            "new_words.turn", always=True, label="^w"),
        key("escape", "back", "Leave it", "Leave the earlier words as they are.",
            "new_words.back", label="Esc"),
    ]  # fmt: skip

    words: tuple[str, ...] = ()
    places: tuple[int, ...] = ()

    def content(self) -> ComposeResult:
        """The words, or the three fields."""
        yield Static(tr("Please write these 24 words on paper"), id="asked", classes="title")
        with Vertical(id="to-write"):
            yield Static(tr("They open your vault if the passphrase is forgotten. Whoever holds"
                            " them"
                         " can open it, so keep the paper safe."))  # fmt: skip
            yield Static("", id="words", markup=False)
        with Vertical(id="to-ask"):
            for number in range(3):
                with Horizontal(classes="field"):
                    yield Static("", id=f"label-{number}", classes="label", markup=False)
                    yield LineInput(compact=True, id=f"word-{number}", max_length=16)
        yield Static("", id="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("I wrote them down (^w)"), id="turn")

    def on_mount(self) -> None:
        """Make the words; they open nothing yet."""
        from corvia_local.studio.keys import ask_for_words, make_phrase

        self.words, self.places = tuple(make_phrase().split()), tuple(ask_for_words())
        self._show_words()

    @property
    def asking(self) -> bool:
        """Whether the words are hidden and asked for."""
        return self.query_one("#to-ask").display

    def _show_words(self) -> None:
        self.query_one("#words", Static).update(in_columns(" ".join(self.words)))
        self.query_one("#to-write").display = True
        self.query_one("#to-ask").display = False
        self.query_one("#asked", Static).update(tr("Please write these 24 words on paper"))
        self._name_button(tr("I wrote them down (^w)"))

    def _name_button(self, words: str) -> None:
        button = self.query_one("#turn", Button)
        button.label = words
        button.refresh(layout=True)

    def _ask(self) -> None:
        self.query_one("#words", Static).update("")
        self.query_one("#to-write").display = False
        self.query_one("#to-ask").display = True
        self.query_one("#asked", Static).update(tr("Three of the words, from the paper"))
        self._name_button(tr("Show the words again (^w)"))
        self.query_one("#wrong", Static).update("")
        for number, place in enumerate(self.places):
            self.query_one(f"#label-{number}", Static).update(
                tr("Word {place}:  ", place=f"{place:>2}")
            )
            self.query_one(f"#word-{number}", Input).value = ""
        self.query_one("#word-0").focus()

    @on(Button.Pressed, "#turn")
    def action_turn(self) -> None:
        """Hide the words and ask, or show them again."""
        if self.asking:
            self._show_words()
        else:
            self._ask()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        number = int((event.input.id or "word-0").rsplit("-", 1)[1])
        if number < 2:
            self.query_one(f"#word-{number + 1}").focus()
            return
        typed = [self.query_one(f"#word-{n}", Input).value.strip().lower() for n in range(3)]
        if typed != [self.words[place - 1] for place in self.places]:
            self._ask()
            self.query_one("#wrong", Static).update(
                tr(
                    "Not all three are right. Look at the paper again; ^w shows the words once"
                    " more."
                )
            )
            return
        self._keep()

    def _keep(self) -> None:
        vault, words = self.vault, " ".join(self.words)

        def keep(_: Report) -> None:
            from corvia_local.studio.keys import keep_phrase

            keep_phrase(vault, words)

        self.once("keep", keep, self._kept)

    def _kept(self, _: None) -> None:
        self.words = ()
        self.say(tr("These words open the vault from now on; the earlier ones no longer do."))
        self.dismiss()

    def leave(self) -> None:
        """Forget the words."""
        self.words = ()
        self.query_one("#words", Static).update("")
