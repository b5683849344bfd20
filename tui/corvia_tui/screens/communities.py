"""The communities that the person belongs to; to found and to join one."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.errors import NotFound
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.ask import AskScreen
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices
from corvia_tui.wording.excerpts import members_words

if TYPE_CHECKING:
    from corvia_local.studio.communities import CommunityView


class CommunitiesScreen(CalmScreen[None]):
    """Lists communities; shows the person's own did, by which others can invite them."""

    PLACE = "Communities"
    HELP = (
        "A community is a circle of people who let their songs meet. Nothing of yours is in one"
        " until you share a song with it.\n\n"
        "n founds one. j joins one by its file (from somebody who is in it) or its CID. To be"
        " invited, give them your did, the long name at the bottom; y copies it. It is a public"
        " key and says nothing about you."
    )
    BINDINGS: ClassVar[Keys] = [
        key("n", "found", "New", "Found a community.", "communities.new"),
        key("j", "join", "Join", "Join one by its file or CID.", "communities.join"),
        key(
            "y",
            "copy_did",
            "Copy my did",
            "Copy your public name to the clipboard.",
            "communities.copy_did",
        ),
        key("escape", "back", "Back", "Go back.", "communities.back", label="Esc"),
    ]

    did = ""

    def content(self) -> ComposeResult:
        """The list and the did."""
        yield Static(tr("People whose songs meet yours"), classes="title")
        yield Choices(id="communities")
        yield Static("", id="none-yet", classes="quiet")
        yield Static(tr("Your did, for an invitation"), classes="heading")
        yield Static("", id="did", markup=False)

    def on_screen_resume(self) -> None:
        """Read anew whenever one comes back."""
        if not self.corvia.is_open:
            return
        vault = self.vault

        def read(_: Report) -> "tuple[list[CommunityView], str]":
            from corvia_local.studio.communities import list_communities
            from corvia_local.studio.opening import own_did

            return list_communities(vault), own_did(vault)

        self.in_background(read, self._show)

    def _show(self, found: "tuple[list[CommunityView], str]") -> None:
        communities, self.did = found
        self.query_one("#did", Static).update(self.did)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(_line(c), id=c.id) for c in communities)
        listed.display = bool(communities)
        if communities:
            listed.highlighted = 0
            listed.focus()
        self.refresh_bindings()
        self.query_one("#none-yet", Static).update(
            "" if communities else tr("None yet, and none is needed. n founds one, j joins one.")
        )

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self._open_community(event.option_id)

    def _open_community(self, community: str) -> None:
        from corvia_tui.screens.community import CommunityScreen

        self.app.push_screen(CommunityScreen(community))

    def action_found(self) -> None:
        """Ask for a name and found a community."""
        self.app.push_screen(
            AskScreen(
                tr("A new community"),
                tr("Give it a name. You become its steward: you say who is in it."),
                placeholder=tr("the choir of the quiet street"),
            ),
            self._found,
        )

    def _found(self, name: str | None) -> None:
        if name is None:
            return
        vault = self.vault

        def found(_: Report) -> "CommunityView":
            from corvia_local.studio.communities import create_community

            return create_community(vault, name)

        self.once("found", found, lambda community: self._open_community(community.id))

    def action_join(self) -> None:
        """Ask for a file or a CID and join."""
        self.app.push_screen(
            AskScreen(
                tr("Join a community"),
                tr(
                    "Give the path of its .car file, or its CID where you have its file already."
                    " Joining shares nothing."
                ),
                placeholder="~/Downloads/choir.car",
            ),
            self._join,
        )

    def _join(self, source: str | None) -> None:
        if source is None:
            return
        vault = self.vault
        path = Path(source).expanduser()
        if not path.exists() and not source.startswith("baf"):
            self.say_error(
                NotFound(tr("There is no file {path}. Please look at the path again.", path=path))
            )
            return
        place = str(path) if path.exists() else source

        def join(_: Report) -> "CommunityView":
            from corvia_local.studio.communities import join_community

            return join_community(vault, place)

        self.in_background(join, lambda community: self._open_community(community.id))

    def action_copy_did(self) -> None:
        """Copy the did."""
        self.app.copy_to_clipboard(self.did)
        self.say(tr("Your did is in the clipboard, if this terminal allows it."))


def _line(community: "CommunityView") -> str:
    members = members_words(len(community.members))
    role = tr(" · you are a steward") if community.steward else ""
    return f"{community.name} · {members}{role}"
