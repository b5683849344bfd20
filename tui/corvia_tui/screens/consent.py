"""The consent: plain words, the very content that leaves, and a decision."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import mark, said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.wording.excerpts import size_words
from corvia_tui.wording.figures import whole

if TYPE_CHECKING:
    from corvia_local.studio.sharing import Published, ShareDraft

CONSENT_WORD = mark("share")
MOST_CONTENT_SHOWN = 200_000
"""Characters of one thing that are drawn; a longer one says how much more there is."""


class ConsentScreen(CalmScreen[None]):
    """Nothing is signed until the word is typed; Escape keeps the song."""

    PLACE = "What leaves"
    HELP = (
        "The list names everything that would leave this machine; choosing a name shows its"
        " content, as it is. Tab goes from the list to the content and to the field.\n\n"
        "Type the word share and press Enter to share. Escape keeps the song yours."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "escape",
            "keep_mine",
            "Keep it mine",
            "Go back; nothing is shared.",
            "consent.keep_mine",
            label="Esc",
        ),
    ]

    def __init__(self, draft: "ShareDraft") -> None:
        super().__init__()
        self.draft = draft

    def content(self) -> ComposeResult:
        """Words, list, content, decision."""
        yield Static("\n".join(map(said, self.draft.plain_words)), id="plain", markup=False)
        with Horizontal(id="leaving"):
            yield OptionList(
                *(Option(f"{one.name}\n  {size_words(one.size)}") for one in self.draft.leaving),
                id="names",
            )
            with VerticalScroll(id="content-box"):
                yield Static("", id="leaving-content", markup=False)
        with Horizontal(classes="field"):
            yield Static(tr("Type {word} to agree: ", word=tr(CONSENT_WORD)), classes="label")
            yield LineInput(id="word", compact=True, max_length=10, select_on_focus=False)
            yield Button(tr("Share this"), id="share", disabled=True)
            yield Button(tr("Keep it mine (Esc)"), id="keep_mine")

    def on_mount(self) -> None:
        """Begin at the list."""
        self.query_one("#names").focus()
        if self.draft.leaving:
            self._show_content(0)

    def on_key(self, event: events.Key) -> None:
        """Let the word be typed from anywhere here, not in its field alone."""
        field = self.query_one("#word", Input)
        rest = tr(CONSENT_WORD).removeprefix(field.value.lower())
        if not event.character or not rest.startswith(event.character):
            return
        event.stop()
        field.focus()
        field.insert_text_at_cursor(event.character)

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._show_content(event.option_index)

    def _show_content(self, place: int) -> None:
        content = self.draft.leaving[place].content
        rest = len(content) - MOST_CONTENT_SHOWN
        shown = content[:MOST_CONTENT_SHOWN]
        if rest > 0:
            shown += tr("\n… and {rest} more characters like these", rest=whole(rest))
        self.query_one("#leaving-content", Static).update(shown)
        self.query_one("#content-box").scroll_home(animate=False)

    @property
    def agreed(self) -> bool:
        """Whether the word is typed."""
        return self.query_one("#word", Input).value.strip().lower() == tr(CONSENT_WORD)

    @on(Input.Changed)
    def _allow(self) -> None:
        self.query_one("#share", Button).disabled = not self.agreed

    @on(Input.Submitted)
    @on(Button.Pressed, "#share")
    def action_share(self) -> None:
        """Share, where the word is typed."""
        if not self.agreed:
            self.say(
                tr("Nothing is shared until {word} stands in the field.", word=tr(CONSENT_WORD))
            )
            return
        vault, draft = self.vault, self.draft

        def publish(_: Report) -> "Published":
            from corvia_local.studio.sharing import publish as sign_and_publish

            return sign_and_publish(vault, draft)

        self.once("publish", publish, self._published)

    def _published(self, published: "Published") -> None:
        from corvia_tui.screens.shared import SharedScreen

        self.app.switch_screen(SharedScreen(self.draft, published))

    @on(Button.Pressed, "#keep_mine")
    def action_keep_mine(self) -> None:
        """Go back; nothing is shared."""
        self.dismiss()
