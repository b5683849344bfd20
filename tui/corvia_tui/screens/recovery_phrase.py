"""The 24 recovery words, shown once."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Button, Static

from corvia_local.language import mark, tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen

if TYPE_CHECKING:
    from corvia_local.studio.opening import Vault
    from corvia_tui.screens.three_words import Answer

NOT_ON_PAPER = mark(
    "Your recovery words were hidden by the lock. If they are not on paper yet: comma, then i and n"
    " make new ones."
)


class RecoveryPhraseScreen(CalmScreen[None]):
    """Shows the words until they are written down; they are kept nowhere in the clear."""

    PLACE = "Your recovery words"
    AUTO_FOCUS = ""
    HELP = (
        "These 24 words open your vault if you ever forget the passphrase. They are shown only"
        " now. Write them on paper and keep it where you keep important papers.\n\n"
        "Whoever has the words can read everything here. A photo of them can end up in a cloud;"
        " paper cannot."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "ctrl+w",
            "written",
            "I wrote it down",
            "Hide the words; three of them are asked for.",
            "recovery.written",
            label="^w",
        ),
    ]

    def __init__(self, vault: "Vault", words: str) -> None:
        super().__init__()
        self.new_vault = vault
        self.words = words

    def content(self) -> ComposeResult:
        """What they are for, the words, one button."""
        yield Static(tr("Please write these 24 words on paper"), classes="title")
        yield Static(
            tr(
                "If you forget your passphrase, they are the only other way in. They are shown"
                " once,"
                " now. Whoever holds them can open your vault, so keep the paper safe."
            ),
        )
        yield Static(in_columns(self.words), id="words", markup=False)
        yield Button(tr("I wrote it down"), id="written")

    @property
    def holds_secrets(self) -> bool:
        """The words open the vault."""
        return True

    def leave(self) -> None:
        """Hide the words; a vault that was not entered is closed."""
        self.query_one("#words", Static).update("")
        self.words = ""
        if not self.corvia.is_open:
            self.new_vault.close()
            self.corvia.said_after_unlocking = tr(NOT_ON_PAPER)

    def action_written(self) -> None:
        """Hide the words and ask for three of them."""
        from corvia_local.studio.keys import ask_for_words
        from corvia_tui.screens.three_words import ThreeWordsScreen

        self.query_one("#words", Static).update("")
        self.app.push_screen(ThreeWordsScreen(self.words, ask_for_words()), self._answered)

    def _answered(self, answer: "Answer | None") -> None:
        if answer == "show again":
            self.query_one("#words", Static).update(in_columns(self.words))
        elif answer is not None:
            self.words = ""
            self.corvia.enter(self.new_vault)

    def on_button_pressed(self) -> None:
        """Ask at a click."""
        self.action_written()


def in_columns(words: str, columns: int = 4) -> str:
    """Number the words and set them in columns, to be read downwards."""
    listed = [f"{place:>2}. {word:<12}" for place, word in enumerate(words.split(), 1)]
    rows = -(-len(listed) // columns)
    return "\n".join("  ".join(listed[row::rows]) for row in range(rows))
