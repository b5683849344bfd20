"""A song that was shared: its name in the world and its receipt."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen

if TYPE_CHECKING:
    from corvia_local.studio.sharing import Published, ShareDraft


class SharedScreen(CalmScreen[None]):
    """Says what was done and how it can be ended."""

    PLACE = "Shared"
    HELP = (
        "The song's CID names exactly these bytes; the receipt is your signed consent. Both are"
        " kept in your vault. t in the list of songs takes the song back."
    )
    BINDINGS: ClassVar[Keys] = [
        key("c", "community", "Community", "See the community.", "shared.community"),
        key("escape", "back", "Done", "Go back to the day.", "shared.back", label="Esc"),
    ]

    def __init__(self, draft: "ShareDraft", published: "Published") -> None:
        super().__init__()
        self.draft = draft
        self.published = published

    def content(self) -> ComposeResult:
        """CID, receipt, next steps."""
        draft = self.draft
        yield Static(tr("“{title}” is shared", title=draft.title), classes="title", markup=False)
        yield Static(
            tr(
                "It stands among the songs of {community_name}, until {until}.",
                community_name=draft.community_name,
                until=draft.terms.until,
            ),
            markup=False,
        )
        yield Static(tr("The song"), classes="heading")
        yield Static(self.published.cid, markup=False)
        yield Static(tr("Your receipt"), classes="heading")
        yield Static(self.published.receipt, markup=False)
        yield Static(
            tr(
                "It reaches the others when you write the community's songs to a file (x in the"
                " community) and give it to them. In your songs, t lists what you shared and takes"
                " it back."
            ),
            classes="gentle",
        )
        with Horizontal(classes="buttons"):
            yield Button(tr("See the community (c)"), id="community")
            yield Button(tr("Done (Esc)"), id="back")

    @on(Button.Pressed, "#community")
    def action_community(self) -> None:
        """See the community."""
        from corvia_tui.screens.community import CommunityScreen

        self.corvia.go("communities", CommunityScreen(self.draft.community))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back to the day."""
        self.corvia.go("today")
