"""The first screen of an open vault: a kind line, the ways on, and what was last."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import mark, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices
from corvia_tui.wording.excerpts import one_line
from corvia_tui.wording.moments import greeting, moment_words

if TYPE_CHECKING:
    from corvia_local.model.records import Entry, SongHeading
    from corvia_local.studio.backing_up import BackupMade

ENTRIES_SHOWN = 30
NOTHING_WRITTEN = mark("Nothing is written yet. Press w whenever you feel like it.")
NOTHING_FOUND = mark("No entry holds these words.")


class TodayScreen(CalmScreen[None]):
    """Where one arrives. Nothing is counted here, and nothing is missing."""

    PLACE = "Today"
    HELP = (
        "This is where you arrive. Press w and write as much or as little as you like, or m to"
        " note a mood without writing. The list shows your entries, newest first; Enter opens one,"
        " e shows all of them, and k a calendar of the moods that you noted.\n\n"
        "Songs are made from what you write. Communities are people whose songs meet yours, if"
        " you ever want that. The ledger (l) shows every use of your data, and n what could leave"
        " this device. Everything else that is yours is in the settings, behind the comma."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "w", "app.go('write')", "Write", "Write what happened and how it feels.", "today.write"
        ),
        key("s", "app.go('songs')", "Songs", "See the songs in your vault.", "today.songs"),
        key(
            "c",
            "app.go('communities')",
            "Communities",
            "See the people whose songs meet yours.",
            "today.communities",
        ),
        key("m", "app.go('check-in')", "Mood", "Note the mood of now.", "today.check_in"),
        key(
            "e",
            "app.go('entries')",
            "Entries",
            "See all you wrote, along time.",
            "today.entries",
            shown=False,
        ),
        key(
            "k",
            "app.go('calendar')",
            "Calendar",
            "See the moods you noted, by days and weeks.",
            "today.calendar",
            shown=False,
        ),
        key(
            "l",
            "app.go('ledger')",
            "Ledger",
            "See every use of your data.",
            "today.ledger",
            shown=False,
        ),
        key(
            "n",
            "app.go('leaving')",
            "Leaves",
            "See what leaves this device; the offline switch.",
            "today.leaving",
            shown=False,
        ),
        key(
            "comma",
            "app.go('settings')",
            "Settings",
            "Colours, the lock, keys, backups.",
            "today.settings",
            shown=False,
        ),
        key("f", "find", "Find", "Find entries by their words.", "today.find"),
        key("o", "last_song", "Last song", "Open your last song.", "today.last_song", shown=False),
    ]

    last_song_id: str | None = None
    search: str | None = None

    def content(self) -> ComposeResult:
        """Greeting, ways on, last song, entries."""
        yield Static(greeting(self.corvia.clock().hour), classes="title")
        with Horizontal(id="ways"):
            yield Button(tr("Write (w)"), id="write", variant="primary")
            yield Button(tr("Mood (m)"), id="check-in")
            yield Button(tr("Songs (s)"), id="songs")
            yield Button(tr("Communities (c)"), id="communities")
            yield Button(tr("Settings (,)"), id="settings")
        yield Static("", id="network", classes="quiet")
        yield Static("", id="draft", markup=False)
        with Vertical(id="recent"):
            yield Static(tr("Last song"), classes="heading")
            yield Static("", id="last-song", markup=False)
            yield Static("", id="entries-heading", classes="heading", markup=False)
            yield Choices(id="entries")
            yield Static("", id="none-yet", classes="quiet")

    def on_mount(self) -> None:
        """Start with the entries under the arrow keys."""
        self.query_one("#entries").focus()
        self._back_up_if_due()

    def _back_up_if_due(self) -> None:
        if self.corvia.settings.backup_folder is None:
            return
        vault = self.vault

        def back_up(report: Report) -> "BackupMade | None":
            from corvia_local.studio.scheduled_backup import back_up_as_set, backup_is_due

            return back_up_as_set(vault, report)[0] if backup_is_due(vault) else None

        def told(made: "BackupMade | None") -> None:
            if made is not None:
                self.say(tr("A backup was due, and lies in {parent} now.", parent=made.file.parent))

        self.in_background(back_up, told)

    def on_screen_resume(self) -> None:
        """Read anew whenever one comes back."""
        if not self.corvia.is_open:
            return
        self._read()

    def _read(self) -> None:
        vault, search = self.vault, self.search

        self._say_network()

        def read(_: Report) -> "tuple[list[Entry], list[SongHeading], str]":
            from corvia_local.studio import journal, library

            return (
                journal.find(vault, search=search, limit=ENTRIES_SHOWN),
                library.list_headings(vault, limit=1),
                journal.draft(vault),
            )

        self.in_background(read, self._show)

    def _say_network(self) -> None:
        from corvia_local.studio.offline import is_offline

        offline = is_offline(self.corvia.home)
        self.query_one("#network", Static).update(
            tr("[@click=app.go('leaving')]Off line: nothing leaves this device (n)[/]")
            if offline
            else tr(
                "[@click=app.go('leaving')]On line: a sync that you start uses the network (n)[/]"
            )
        )

    def _show(self, found: "tuple[list[Entry], list[SongHeading], str]") -> None:
        entries, songs, draft = found
        now, width = self.corvia.clock(), max(self.query_one("#body").content_size.width - 26, 30)
        listed = self.query_one("#entries", OptionList)
        listed.clear_options()
        listed.add_options(
            Option(f"{moment_words(e.written_at, now):<22} {one_line(e.text, width)}", id=e.id)
            for e in entries
        )
        listed.display = bool(entries)
        listed.highlighted = 0 if entries else None
        none_yet = "" if entries else tr(NOTHING_FOUND) if self.search else tr(NOTHING_WRITTEN)
        self.query_one("#entries-heading", Static).update(
            tr(
                "Entries with “{one_line}”   (f and Enter shows all)",
                one_line=one_line(self.search, 40),
            )
            if self.search
            else tr("Entries   (e shows all, k the calendar)")
        )
        self.query_one("#none-yet", Static).update(none_yet)
        self.last_song_id = songs[0].id if songs else None
        self.query_one("#last-song", Static).update(
            tr(
                "{title} · {moment}   (o opens it)",
                title=songs[0].title,
                moment=moment_words(songs[0].composed_at, now),
            )
            if songs
            else tr("None yet. A song is made from what you write.")
        )
        line = tr(
            "A draft is waiting: {one_line}   (w goes on with it)", one_line=one_line(draft, width)
        )
        waiting = self.query_one("#draft", Static)
        waiting.update(line)
        waiting.display = bool(draft.strip())

    def action_find(self) -> None:
        """Ask for words and show the entries that hold them."""
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("Which words?"),
                tr(
                    "Entries that hold all of them are shown; capitals and accents do not matter."
                    " Leave it empty for all entries."
                ),
                empty_is_an_answer=True,
            ),
            self._find,
        )

    def _find(self, words: str | None) -> None:
        if words is not None:
            self.search = words or None
            self._read()

    @on(OptionList.OptionSelected)
    def _open_entry(self, event: OptionList.OptionSelected) -> None:
        from corvia_tui.screens.entry import EntryScreen

        if event.option_id is not None:
            self.app.push_screen(EntryScreen(event.option_id))

    @on(Button.Pressed)
    def _go(self, event: Button.Pressed) -> None:
        self.corvia.action_go(event.button.id or "today")

    def action_last_song(self) -> None:
        """Open the last song."""
        from corvia_tui.screens.song import open_kept_song

        if self.last_song_id is not None:
            open_kept_song(self, self.last_song_id)
