"""What the person has shared, and taking it back."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.confirm import ConfirmScreen
from corvia_tui.wording.excerpts import one_line, short_cid

if TYPE_CHECKING:
    from corvia_local.studio.sharing import Share


class SharesScreen(CalmScreen[None]):
    """Lists the person's shared songs; b takes the chosen one back."""

    PLACE = "What I shared"
    HELP = (
        "Each line is a song that you shared, with whom, and until when. b takes the chosen one"
        " back: a signed notice tells communities to leave it out from now on. Copies that others"
        " already have stay with them."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "b",
            "take_back",
            "Take it back",
            "End the consent for the chosen song.",
            "shares.take_back",
        ),
        key("escape", "back", "Back", "Go back.", "shares.back", label="Esc"),
    ]

    shares: "tuple[Share, ...]" = ()

    def content(self) -> ComposeResult:
        """The list, or a line where there is none."""
        yield Static(tr("What you shared"), classes="title")
        yield OptionList(id="shares")
        yield Static("", id="none-yet", classes="quiet")

    def on_mount(self) -> None:
        """Read the list."""
        self._read()

    def _read(self) -> None:
        vault = self.vault

        def read(_: Report) -> "list[tuple[Share, str]]":
            from corvia_local.studio.communities import list_communities
            from corvia_local.studio.library import list_headings
            from corvia_local.studio.sharing import own_shares

            names = {c.id: c.name for c in list_communities(vault)}
            titles = {s.id: s.title for s in list_headings(vault, every_version=True)}
            return [
                (
                    share,
                    tr(
                        "{song} · with {community}",
                        song=titles.get(share.song_id, tr("a song")),
                        community=names.get(share.terms.audience, short_cid(share.terms.audience)),
                    ),
                )
                for share in own_shares(vault)
            ]

        self.in_background(read, self._show)

    def _show(self, found: "list[tuple[Share, str]]") -> None:
        self.shares = tuple(share for share, _ in found)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(_line(share, words, self.size.width)) for share, words in found)
        listed.display = bool(found)
        if found:
            listed.highlighted = 0
            listed.focus()
        self.query_one("#none-yet", Static).update(
            "" if found else tr("You have shared nothing. Everything is yours alone.")
        )

    def action_take_back(self) -> None:
        """Ask, then end the consent."""
        at = self.query_one(OptionList).highlighted
        if at is None or self.shares[at].ended_at is not None:
            self.say(tr("Choose a song that is still shared."))
            return
        share = self.shares[at]

        def decided(yes: bool | None) -> None:
            if yes:
                self._revoke(share)

        self.app.push_screen(
            ConfirmScreen(
                tr("Take this song back?"),
                tr(
                    "Communities leave it out from the next composition on. It cannot be called"
                    " back"
                    " from those who hold a copy. The notice reaches others with the next file that"
                    " you give them."
                ),
                tr("Take it back"),
                tr("Leave it shared"),
            ),
            decided,
        )

    def _revoke(self, share: "Share") -> None:
        vault = self.vault

        def revoke(_: Report) -> str:
            from corvia_local.studio.sharing import revoke as end_consent

            return end_consent(vault, share.cid)

        def revoked(_: str) -> None:
            self.say(tr("Taken back."))
            self._read()

        self.once("revoke", revoke, revoked)


def _line(share: "Share", words: str, width: int) -> str:
    state = (
        tr("until {until}", until=share.terms.until)
        if share.ended_at is None
        else (tr("taken back {ended_at}", ended_at=share.ended_at[:10]))
    )
    return f"{one_line(words, max(width - 34, 30))} · {state}"
