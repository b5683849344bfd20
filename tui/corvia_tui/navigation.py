"""The places by name; each screen's module is loaded when it is first asked for."""

from corvia_local.errors import NotFound
from corvia_tui.screens.base import CalmScreen


def place_screen(place: str) -> CalmScreen[None]:
    """Make the screen of a place: write, songs, communities or ledger. Raises NotFound."""
    if place == "write":
        from corvia_tui.screens.write import WriteScreen

        return WriteScreen()
    if place == "songs":
        from corvia_tui.screens.songs import SongsScreen

        return SongsScreen()
    if place == "communities":
        from corvia_tui.screens.communities import CommunitiesScreen

        return CommunitiesScreen()
    if place == "ledger":
        from corvia_tui.screens.ledger import LedgerScreen

        return LedgerScreen()
    raise NotFound(f"There is no place called “{place[:40]}”.")
