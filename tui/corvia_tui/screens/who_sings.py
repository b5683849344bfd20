"""Who sings a song: a voice of the program, nobody, or the person themselves."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.own_voice import LineRead

OWN_VOICE = "own"


class WhoSingsScreen(CalmScreen["ComposedSong | None"]):
    """Lists the voices; gives the song with the voice that was chosen."""

    PLACE = "Who sings"
    HELP = (
        "Enter lets the chosen voice sing the song from now on; its sound is made anew when you"
        " play it.\n\n"
        "r opens the page where you read the song's lines aloud for a voice of your own."
        " `corvia voice sing` does the same as this page."
    )
    BINDINGS: ClassVar[Keys] = [
        key("r", "read_aloud", "Read aloud", "Read the lines for your own voice.", "voice.read"),
        key("escape", "back", "Back", "Go back to the song.", "voice.back", label="Esc"),
    ]

    def __init__(self, song: "ComposedSong") -> None:
        super().__init__()
        self.song = song
        self.voices: tuple[tuple[str, str], ...] = ()
        self.lines: tuple[LineRead, ...] = ()

    def content(self) -> ComposeResult:
        """The song's title and the voices."""
        yield Static(self.song.title, classes="title", markup=False)
        yield Static(tr("Who shall sing it? Enter chooses."), classes="quiet")
        yield Choices(id="voices")

    def on_mount(self) -> None:
        """List them."""
        self._list()
        self.query_one("#voices").focus()

    def _list(self) -> None:
        vault, song = self.vault, self.song

        def read(_: Report) -> "tuple[tuple[tuple[str, str], ...], tuple[LineRead, ...]]":
            from corvia_local.studio.composing import voice_descriptions
            from corvia_local.studio.own_voice import reading_state

            return voice_descriptions(), reading_state(vault, song.score)

        self.in_background(read, lambda known: self._show(*known))

    def _show(self, voices: tuple[tuple[str, str], ...], lines: "tuple[LineRead, ...]") -> None:
        self.voices, self.lines = voices, lines
        listed = self.query_one("#voices", OptionList)
        listed.clear_options()
        listed.add_options([Option(self._row(name, about)) for name, about in voices])
        names = [name for name, _ in voices]
        listed.highlighted = names.index(self.song.sung_by) if self.song.sung_by in names else 0

    def _row(self, name: str, about: str) -> Content:
        sings = "● " if name == self.song.sung_by else "  "
        words = tr(about)
        if name == OWN_VOICE:
            read = sum(line.kept for line in self.lines)
            words += tr(" ({read} of {count} read)", read=read, count=len(self.lines))
        return Content.assemble((f"{sings}{name:<10}", "bold"), words)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        name = self.voices[event.option_index][0]
        if name == OWN_VOICE and not all(line.kept for line in self.lines):
            self.action_read_aloud()
            return
        vault, song = self.vault, self.song

        def sing(_: Report) -> "ComposedSong":
            from corvia_local.studio.library import sing_with

            return sing_with(vault, song.id, name)

        self.once("sing", sing, self._sung_by)

    def _sung_by(self, song: "ComposedSong") -> None:
        self.dismiss(song)

    def action_read_aloud(self) -> None:
        """Go to where the lines are read."""
        from corvia_tui.screens.reading_aloud import ReadingAloudScreen

        self.app.push_screen(ReadingAloudScreen(self.song), lambda _: self._list())

    def action_back(self) -> None:
        """Go back; nothing changes."""
        self.dismiss(None)
