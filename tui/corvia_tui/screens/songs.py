"""The songs in the vault."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.song import open_kept_song
from corvia_tui.widgets.choices import Choices
from corvia_tui.wording.excerpts import one_line
from corvia_tui.wording.moments import moment_words

if TYPE_CHECKING:
    from corvia_local.model.records import SongHeading


class SongsScreen(CalmScreen[None]):
    """Lists songs, newest first; Enter opens one."""

    PLACE = "Songs"
    HELP = (
        "Your songs, newest first. Enter opens one: there you can hear it, write its files and"
        " share it. t lists what you have shared and lets you take it back."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "t",
            "shared",
            "What I shared",
            "See your shared songs and take one back.",
            "songs.shared",
        ),
        key("escape", "back", "Back", "Go back.", "songs.back", label="Esc"),
    ]

    def content(self) -> ComposeResult:
        """The list, or a line where there is none."""
        yield Static(tr("Your songs"), classes="title")
        yield Choices(id="songs")
        yield Static("", id="none-yet", classes="quiet")

    def on_screen_resume(self) -> None:
        """Read anew whenever one comes back."""
        if not self.corvia.is_open:
            return
        vault = self.vault

        def read(_: Report) -> "list[SongHeading]":
            from corvia_local.studio.library import list_headings

            return list_headings(vault)

        self.in_background(read, self._show)

    def _show(self, songs: "list[SongHeading]") -> None:
        now, width = self.corvia.clock(), max(self.query_one("#body").content_size.width - 26, 30)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            Option(f"{moment_words(s.composed_at, now):<22} {one_line(s.title, width)}", id=s.id)
            for s in songs
        )
        listed.display = bool(songs)
        if songs:
            listed.highlighted = 0
            listed.focus()
        self.refresh_bindings()
        self.query_one("#none-yet", Static).update(
            "" if songs else tr("None yet. Write something, and from there s makes a song of it.")
        )

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            open_kept_song(self, event.option_id)

    def action_shared(self) -> None:
        """See what was shared."""
        from corvia_tui.screens.shares import SharesScreen

        self.app.push_screen(SharesScreen())
