"""The command palette: every place and act that is reachable from anywhere."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from corvia_local.language import mark, tr

if TYPE_CHECKING:
    from corvia_tui.app import CorviaApp

ANYWHERE = (
    (mark("Help now"), "app.care", mark("Where to find a person to talk to.")),
    (mark("My safety plan"), "app.safety_plan", mark("Your own plan for hard hours.")),
    (mark("Help with this screen"), "app.help", mark("What can be done here, and every key.")),
    (mark("Other colours"), "app.other_theme", mark("Take the next of the five themes.")),
    (mark("Quit"), "app.quit", mark("Lock and leave; a draft is kept.")),
)
WHEN_OPEN = (
    (mark("Today"), "app.go('today')", mark("Back to the first screen.")),
    (mark("Write"), "app.go('write')", mark("Put down what happened and how it feels.")),
    (mark("Check in"), "app.go('check-in')", mark("Note the mood of now, by a point and words.")),
    (mark("Entries"), "app.go('entries')", mark("All you wrote: search, filter, along time.")),
    (
        mark("Calendar of moods"),
        "app.go('calendar')",
        mark("The moods you noted, by days and weeks."),
    ),
    (
        mark("Step by step"),
        "app.go('doors')",
        mark("A thought, room for it, or breath and the room."),
    ),
    (mark("What changed"), "app.go('outcomes')", mark("Your numbers before and after, by door.")),
    (mark("Songs"), "app.go('songs')", mark("The songs in your vault.")),
    (mark("Communities"), "app.go('communities')", mark("People whose songs meet yours.")),
    (mark("Ledger"), "app.go('ledger')", mark("Every use of your data.")),
    (
        mark("What leaves this device"),
        "app.go('leaving')",
        mark("The offline switch, and what went out."),
    ),
    (
        mark("Settings"),
        "app.go('settings')",
        mark("Colours, the idle lock, and all that is yours."),
    ),
    (mark("Keys of the keyboard"), "app.go('keyboard')", mark("Which key does what; change any.")),
    (mark("Ways in"), "app.go('ways-in')", mark("Passphrases, the 24 words, shares; change them.")),
    (mark("Backups"), "app.go('backups')", mark("One encrypted file that gives all of it back.")),
    (
        mark("Bring in a journal"),
        "app.go('import')",
        mark("jrnl, Day One, Daylio, Markdown, plain text."),
    ),
    (
        mark("Take everything out"),
        "app.go('export')",
        mark("All of it in open formats, plain or encrypted."),
    ),
    (mark("Check the vault"), "app.go('check')", mark("Whether all is whole, in words.")),
    (
        mark("Erase everything"),
        "app.go('erase-everything')",
        mark("The whole vault, after a typed word."),
    ),
    (mark("Lock"), "app.lock", mark("Close the vault; nothing stays on the screen.")),
)


class Places(Provider):
    """Offers the places that can be reached now."""

    def _offered(self) -> Iterator[tuple[str, str, str]]:
        known = (*WHEN_OPEN, *ANYWHERE) if cast("CorviaApp", self.app).is_open else ANYWHERE
        for name, action, meaning in known:
            yield tr(name), action, tr(meaning)

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for name, action, meaning in self._offered():
            yield DiscoveryHit(name, partial(self.app.run_action, action), help=meaning)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for name, action, meaning in self._offered():
            if (score := matcher.match(name)) > 0:
                yield Hit(
                    score,
                    matcher.highlight(name),
                    partial(self.app.run_action, action),
                    help=meaning,
                )
