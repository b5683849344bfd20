"""The places by name; each screen's module is loaded when it is first asked for."""

from importlib import import_module

from corvia_local.errors import NotFound
from corvia_tui.screens.base import CalmScreen

PLACES = {
    "write": "write:WriteScreen",
    "check-in": "check_in:CheckInScreen",
    "entries": "library:LibraryScreen",
    "calendar": "calendar:CalendarScreen",
    "doors": "doors:DoorsScreen",
    "outcomes": "outcomes:OutcomesScreen",
    "songs": "songs:SongsScreen",
    "communities": "communities:CommunitiesScreen",
    "ledger": "ledger:LedgerScreen",
    "leaving": "leaving:LeavingScreen",
    "settings": "settings:SettingsScreen",
    "keyboard": "keyboard:KeyboardScreen",
    "ways-in": "ways_in:WaysInScreen",
    "backups": "backups:BackupsScreen",
    "import": "importing:ImportScreen",
    "export": "exporting:ExportScreen",
    "check": "checking:CheckScreen",
    "erase-everything": "erase_everything:EraseEverythingScreen",
}
"""A place's name → `module:class` under corvia_tui.screens."""


def place_screen(place: str) -> CalmScreen[None]:
    """Make the screen of one of PLACES. Raises NotFound."""
    if place not in PLACES:
        raise NotFound(f"There is no place called “{place[:40]}”.")
    module, name = PLACES[place].split(":")
    screen: CalmScreen[None] = getattr(import_module(f"corvia_tui.screens.{module}"), name)()
    return screen
