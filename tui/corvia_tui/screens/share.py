"""What would be shared, with whom, until when: chosen before anything is shown or signed."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.language import mark, tr
from corvia_local.model.progress import Report
from corvia_local.model.records import Field
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.confirm import ConfirmScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.stepper import Option, Stepper, translated_options
from corvia_tui.widgets.tick import Tick
from corvia_tui.wording.excerpts import members_words

if TYPE_CHECKING:
    from corvia_local.studio.communities import CommunityView
    from corvia_local.studio.sharing import ShareDraft

FIELDS: tuple[Field, ...] = get_args(Field)
FIELD_WORDS: dict[Field, str] = {
    "score": mark("the notes"),
    "lyric": mark("the words"),
    "mood": mark("the mood it starts from and the one it leads to"),
    "audio": mark("the sound"),
}
LICENCES = (
    Option("CC-BY-SA-4.0", "CC-BY-SA-4.0", mark("use it, name me, share alike")),
    Option("CC-BY-4.0", "CC-BY-4.0", mark("use it, name me")),
    Option("CC-BY-NC-SA-4.0", "CC-BY-NC-SA-4.0", mark("not for money, name me, share alike")),
    Option("CC-BY-NC-4.0", "CC-BY-NC-4.0", mark("not for money, name me")),
    Option("CC0-1.0", "CC0-1.0", mark("free for everyone")),
    Option("CC-BY-ND-4.0", "CC-BY-ND-4.0", mark("name me, change nothing: no composition")),
)
CANNOT_BE_UNDONE = mark(
    "You can take a song back later, and communities then leave it out of what they make. Copies"
    " that others have by then stay with them; that cannot be undone."
)


class ShareScreen(CalmScreen[None]):
    """Choices only; the next screen shows the very content, and there one decides."""

    PLACE = "Share"
    HELP = (
        "Choose who may have the song, what of it, and until when they may use it. Nothing is"
        " shared here: the next screen shows every word and figure that would leave, and you"
        " decide there.\n\n" + CANNOT_BE_UNDONE
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "ctrl+s",
            "show",
            "See what leaves",
            "See exactly what would leave this machine.",
            "share.show",
            label="^s",
        ),
        key(
            "up", "app.focus_previous", "Line up", "Go to the line above.", "share.up", shown=False
        ),
        key(
            "down",
            "app.focus_next",
            "Line down",
            "Go to the line below.",
            "share.down",
            shown=False,
        ),
        key(
            "escape",
            "back",
            "Keep it mine",
            "Go back; nothing is shared.",
            "share.back",
            label="Esc",
        ),
    ]

    asked = False
    """Whether the vault has told its communities."""

    def __init__(self, song_id: str, title: str) -> None:
        super().__init__()
        self.song_id = song_id
        self.song_title = title

    def content(self) -> ComposeResult:
        """One line a choice."""
        until = self.corvia.clock().date() + timedelta(days=365)
        yield Static(
            tr("Sharing “{song_title}”", song_title=self.song_title), classes="title", markup=False
        )
        yield Stepper(tr("with"), [Option("", tr("no community yet"))], id="community")
        for field in FIELDS:
            yield Tick(tr(FIELD_WORDS[field]), field in {"score", "lyric"}, id=field)
        with Horizontal(classes="field"):
            yield Static(tr("  until          "), classes="label")
            yield LineInput(until.isoformat(), id="until", compact=True, max_length=10)
        yield Stepper(tr("licence"), translated_options(LICENCES), id="licence")
        yield Static(tr(CANNOT_BE_UNDONE), classes="gentle")
        with Horizontal(classes="buttons"):
            yield Button(tr("See what leaves (^s)"), id="show")
            yield Button(tr("Keep it mine (Esc)"), id="back")

    def on_mount(self) -> None:
        """Fill in the communities."""
        self.query_one("#community").focus()
        vault = self.vault

        def read(_: Report) -> "list[CommunityView]":
            from corvia_local.studio.communities import list_communities

            return list_communities(vault)

        self.in_background(read, self._fill)

    def _fill(self, communities: "list[CommunityView]") -> None:
        self.asked = True
        if communities:
            stepper = self.query_one("#community", Stepper)
            stepper.options = tuple(
                Option(c.id, c.name, members_words(len(c.members))) for c in communities
            )
            stepper.refresh()

    @on(Button.Pressed, "#show")
    def action_show(self) -> None:
        """Collect what would leave and show it."""
        community = self.query_one("#community", Stepper).value
        if not self.asked:
            return
        if not community:
            self.say(tr("There is no community yet. Press Esc twice, then c on the first screen."))
            return
        fields = tuple(f for f in FIELDS if self.query_one(f"#{f}", Tick).value)
        until = self.query_one("#until", Input).value.strip()
        licence = self.query_one("#licence", Stepper).value
        vault, song_id = self.vault, self.song_id

        def prepare(report: Report) -> "ShareDraft":
            from corvia_local.studio.sharing import prepare_share

            return prepare_share(vault, song_id, community, fields, until, licence, report)

        self.in_background(prepare, self._show_draft)

    def _show_draft(self, draft: "ShareDraft") -> None:
        if not draft.second_look:
            self._open_consent(draft)
            return

        def decided(go_on: bool | None) -> None:
            if go_on:
                self._open_consent(draft)

        self.app.push_screen(
            ConfirmScreen(
                tr("A second look"),
                tr(
                    "These words speak of being hurt or of not wanting to live. Others would read"
                    " them. It may be good to sleep on it, or to show them to someone you trust"
                    " first. F2 shows who is there now."
                ),
                tr("Look at what would leave"),
                tr("Not now"),
            ),
            decided,
        )

    def _open_consent(self, draft: "ShareDraft") -> None:
        from corvia_tui.screens.consent import ConsentScreen

        self.app.push_screen(ConsentScreen(draft))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back; nothing is shared."""
        self.dismiss()
