"""Why one bar of a song is as it is."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.wording.moments import length_words
from corvia_tui.wording.music import section_words

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.explaining import BarExplained


class WhyScreen(CalmScreen[None]):
    """Says which words, which rule or model, and which change of the person gave a bar."""

    PLACE = "Why"
    HELP = (
        "For this bar: your words, your changes, what its section asks for, why each chord stands"
        " there, and where its tune comes from. Behind each stands the finding or rule."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Back", "Go back to the notes.", "why.back", label="Esc"),
    ]

    def __init__(self, song: "ComposedSong", bar: int) -> None:
        super().__init__()
        self.song = song
        self.bar = bar

    @property
    def body_scrolls(self) -> bool:
        """Reasons scroll."""
        return True

    def content(self) -> ComposeResult:
        """A heading, then the reasons."""
        yield Static("", id="where", classes="title", markup=False)
        yield Static("", id="reasons")

    def on_mount(self) -> None:
        """Read the reasons."""
        self.query_one("#body").focus()
        vault, song, bar = self.vault, self.song, self.bar

        def read(_: Report) -> "BarExplained":
            from corvia_local.studio.explaining import explain_bar, written_for

            return explain_bar(song, bar, written_for(vault, song))

        self.in_background(read, self._show)

    def _show(self, found: "BarExplained") -> None:
        self.query_one("#where", Static).update(
            tr(
                "Bar {bar} of {bars}, {section}, at {time}",
                bar=found.bar,
                bars=found.bars,
                section=section_words(found.section),
                time=length_words(found.start_s),
            )
        )
        self.query_one("#reasons", Static).update(
            Content("\n\n").join(
                Content.assemble(
                    (f"{tr(reason.about)}: {said(reason.choice)}", "bold"),
                    f"\n{said(reason.because)}",
                    (f"\n{reason.source}", "$quiet") if reason.source else "",
                )
                for reason in found.reasons
            )
        )
