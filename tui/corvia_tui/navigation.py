"""The places by name; each screen's module is loaded when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corvia_local.errors import NotFound
from corvia_local.model.thought_record import DOORS
from corvia_tui.screens.base import CalmScreen

if TYPE_CHECKING:
    from corvia_local.studio.opening import Vault

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


def resumed_screen(place: str, vault: "Vault") -> CalmScreen[Any]:
    """Make the screen from which something unfinished is gone on with.

    `place` is what a screen gave as its `unfinished_place`: one of PLACES; or “reframe” or
    “lyric” or a door, a colon, and an entry's id or nothing. Raises NotFound where there is no
    such place, or the entry is gone.
    """
    name, colon, entry_id = place.partition(":")
    if not colon:
        return place_screen(place)
    doors = [door for door in DOORS if door == name]
    if doors:
        from corvia_tui.screens.doors import DoorsScreen

        return DoorsScreen(entry_id or None, at_once=doors[0])
    from corvia_local.studio import journal
    from corvia_tui.screens.reflection import ReflectionScreen

    return ReflectionScreen(journal.read(vault, entry_id), go_on=name)
