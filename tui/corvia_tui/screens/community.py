"""One community: its songs, what was refused and why, its members, and its composition."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.ask import AskScreen
from corvia_tui.screens.base import CalmScreen
from corvia_tui.wording.excerpts import short_cid, short_did

if TYPE_CHECKING:
    from corvia_local.studio.communities import CommunityView, ImportReport
    from corvia_local.studio.gathering import Gathered, GatheredSong


class CommunityScreen(CalmScreen[None]):
    """Every song here was verified: its signature, its author's consent, its bounds."""

    PLACE = "Community"
    HELP = (
        "The songs that people shared with this community. a puts all of them together into one"
        " piece; everybody with the same songs gets the same piece.\n\n"
        "i takes in a file that someone gave you, x writes one to give away: it holds the"
        " community's songs, never your journal. A steward adds people with m."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "a",
            "assemble",
            "Assemble",
            "Put all songs together into one piece.",
            "community.assemble",
        ),
        key("i", "take_in", "Import", "Take in a .car file.", "community.import"),
        key(
            "x",
            "write_car",
            "Export",
            "Write the community's songs to a .car file.",
            "community.export",
        ),
        key("m", "add_member", "Add member", "Add a person by their did.", "community.member"),
        key("escape", "back", "Back", "Go back.", "community.back", label="Esc"),
    ]

    view: "CommunityView | None" = None

    def __init__(self, community: str) -> None:
        super().__init__()
        self.community = community

    @property
    def body_scrolls(self) -> bool:
        """Many songs scroll."""
        return True

    def content(self) -> ComposeResult:
        """Name, songs, refused, members."""
        yield Static("", id="name", classes="title", markup=False)
        yield Static("", id="about", classes="quiet", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Assemble (a)"), id="assemble")
            yield Button(tr("Import (i)"), id="import")
            yield Button(tr("Export (x)"), id="export")
            yield Button(tr("Add member (m)"), id="member")
        yield Static(tr("Songs"), classes="heading")
        yield Static("", id="songs")
        yield Static("", id="refused")
        yield Static(tr("Members"), classes="heading")
        yield Static("", id="members", markup=False)

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#body").focus()
        self._read()

    def _read(self) -> None:
        vault, community = self.vault, self.community

        def read(_: Report) -> "tuple[CommunityView, Gathered]":
            from corvia_local.studio.communities import view_community
            from corvia_local.studio.gathering import gather

            return view_community(vault, community), gather(vault, community)

        self.in_background(read, self._show)

    def _show(self, found: "tuple[CommunityView, Gathered]") -> None:
        self.view, gathered = found
        self.query_one("#name", Static).update(self.view.name)
        purpose = f"{self.view.purpose}\n" if self.view.purpose else ""
        self.query_one("#about", Static).update(
            tr("{purpose}CID {id}", purpose=purpose, id=self.view.id)
        )
        songs = [_song(song) for song in gathered.songs]
        self.query_one("#songs", Static).update(
            Content("\n").join(songs)
            if songs
            else tr("None yet. Open one of your songs and press s to share it.")
        )
        refused = [Content(f"{short_cid(cid)}  {said(reason)}") for cid, reason in gathered.refused]
        if refused:
            head = Content.styled("\nLeft out, and why", "bold")
            self.query_one("#refused", Static).update(Content("\n").join([head, *refused]))
        self.query_one("#members", Static).update(
            "\n".join(
                f"{did}{'  ' + tr('steward') if did in self.view.stewards else ''}"
                for did in self.view.members
            )
        )
        self.query_one("#member").display = self.view.steward
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a steward adds members."""
        return action != "add_member" or (self.view is not None and self.view.steward)

    @on(Button.Pressed, "#assemble")
    def action_assemble(self) -> None:
        """Put the songs together."""
        from corvia_tui.screens.assembling import AssemblingScreen

        name = self.view.name if self.view is not None else ""
        self.app.push_screen(AssemblingScreen(self.community, name))

    @on(Button.Pressed, "#import")
    def action_take_in(self) -> None:
        """Ask for a file and take it in."""
        self.app.push_screen(
            AskScreen(
                tr("Take in a file"),
                tr("Every block in it is checked before it is believed."),
                placeholder="~/Downloads/choir.car",
            ),
            self._take_in,
        )

    def _take_in(self, source: str | None) -> None:
        if source is None:
            return
        vault, path = self.vault, Path(source).expanduser()

        def take_in(_: Report) -> "ImportReport":
            from corvia_local.studio.communities import import_car

            return import_car(vault, path)

        self.in_background(take_in, self._taken_in)

    def _taken_in(self, report: "ImportReport") -> None:
        refused = tr(", {count} refused", count=len(report.refused)) if report.refused else ""
        self.say(
            tr(
                "Taken in: {songs} songs in {blocks} blocks{refused}.",
                songs=report.songs,
                blocks=report.blocks,
                refused=refused,
            )
        )
        self._read()

    @on(Button.Pressed, "#export")
    def action_write_car(self) -> None:
        """Ask for a path and write the file."""
        name = "".join(c if c.isalnum() else "-" for c in (self.view.name if self.view else ""))
        self.app.push_screen(
            AskScreen(
                tr("Write the community's songs to a file"),
                tr(
                    "It holds what members shared, with their receipts. It is not encrypted:"
                    " whoever"
                    " has the file can read and hear it."
                ),
                str(Path.home() / f"{name.strip('-').lower() or 'community'}.car"),
            ),
            self._write_car,
        )

    def _write_car(self, target: str | None) -> None:
        if target is None:
            return
        vault, community, path = self.vault, self.community, Path(target).expanduser()

        def write(_: Report) -> int:
            from corvia_local.studio.communities import export_car

            return export_car(vault, community, path)

        self.in_background(
            write,
            lambda count: self.say(tr("{count} blocks are in {path}.", count=count, path=path)),
        )

    @on(Button.Pressed, "#member")
    def action_add_member(self) -> None:
        """Ask for a did and add its person."""
        self.app.push_screen(
            AskScreen(
                tr("Add a member"),
                tr("Their did stands on their screen of communities."),
                placeholder="did:key:z6Mk…",
            ),
            self._add_member,
        )

    def _add_member(self, did: str | None) -> None:
        if did is None:
            return
        vault, community = self.vault, self.community

        def add(_: Report) -> "CommunityView":
            from corvia_local.studio.members import add_member

            return add_member(vault, community, did)

        def added(_: "CommunityView") -> None:
            self.say(tr("Added. They see it with the next file that you give them."))
            self._read()

        self.in_background(add, added)


def _song(song: "GatheredSong") -> Content:
    who = tr("yours") if song.mine else tr("by {short_did}", short_did=short_did(song.author))
    lines = "".join(f"\n    {line}" for line in song.lines[:4])
    more = "\n    …" if len(song.lines) > 4 else ""
    return Content.assemble(
        (song.title, "bold"), (f"  {who} · {song.licence}", "$quiet"), f"{lines}{more}"
    )
