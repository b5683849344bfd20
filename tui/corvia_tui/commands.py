"""The command palette: every place and act that is reachable from anywhere."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from corvia_tui.app import CorviaApp

ANYWHERE = (
    ("Help now", "app.care", "Where to find a person to talk to."),
    ("My safety plan", "app.safety_plan", "Your own plan for hard hours."),
    ("Help with this screen", "app.help", "What can be done here, and every key."),
    ("Other colours", "app.other_theme", "Take the next of the five themes."),
    ("Quit", "app.quit", "Lock and leave; a draft is kept."),
)
WHEN_OPEN = (
    ("Today", "app.go('today')", "Back to the first screen."),
    ("Write", "app.go('write')", "Put down what happened and how it feels."),
    ("Check in", "app.go('check-in')", "Note the mood of now, by a point and words."),
    ("Entries", "app.go('entries')", "All you wrote: search, filter, along time."),
    ("Calendar of moods", "app.go('calendar')", "The moods you noted, by days and weeks."),
    ("Step by step", "app.go('doors')", "A thought, room for it, or breath and the room."),
    ("What changed", "app.go('outcomes')", "Your numbers before and after, by door."),
    ("Songs", "app.go('songs')", "The songs in your vault."),
    ("Communities", "app.go('communities')", "People whose songs meet yours."),
    ("Ledger", "app.go('ledger')", "Every use of your data."),
    ("What leaves this device", "app.go('leaving')", "The offline switch, and what went out."),
    ("Settings", "app.go('settings')", "Colours, the idle lock, and all that is yours."),
    ("Keys of the keyboard", "app.go('keyboard')", "Which key does what; change any."),
    ("Ways in", "app.go('ways-in')", "Passphrases, the 24 words, shares; change them."),
    ("Backups", "app.go('backups')", "One encrypted file that gives all of it back."),
    ("Bring in a journal", "app.go('import')", "jrnl, Day One, Daylio, Markdown, plain text."),
    ("Take everything out", "app.go('export')", "All of it in open formats, plain or encrypted."),
    ("Check the vault", "app.go('check')", "Whether all is whole, in words."),
    ("Erase everything", "app.go('erase-everything')", "The whole vault, after a typed word."),
    ("Lock", "app.lock", "Close the vault; nothing stays on the screen."),
)


class Places(Provider):
    """Offers the places that can be reached now."""

    def _offered(self) -> Iterator[tuple[str, str, str]]:
        if cast("CorviaApp", self.app).is_open:
            yield from WHEN_OPEN
        yield from ANYWHERE

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
