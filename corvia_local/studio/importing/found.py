"""What a reader found in another program's journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from corvia_local.errors import BadInput
from corvia_local.model.mood import Mood
from corvia_local.vault.moments import local_time
from corvia_local.vault.texts import LONGEST_TAG, MOST_TAGS, check_text, checked_tags

LARGEST_SOURCE = 256 * 1024 * 1024
"""Bytes read of one file, unpacked; a text of a hundred thousand long entries is smaller."""
MOST_ENTRIES = 200_000


class SourceUnusable(BadInput):
    """A file or folder holds no journal of the format, or more than is read."""


@dataclass(frozen=True)
class FoundEntry:
    """An entry as its source has it. `written_at` without a zone is local time where one is now.

    `where` says in which place of the source it stands.
    """

    where: str
    written_at: datetime
    text: str
    mood: Mood | None = None
    tags: tuple[str, ...] = ()

    @property
    def wall_time(self) -> str:
        """The moment as a clock on the wall showed it, to the minute."""
        return self.written_at.replace(tzinfo=None).isoformat(timespec="minutes")

    @property
    def moment(self) -> str:
        """The moment in ISO 8601 with its offset, to the second; the source's own offset stays."""
        if self.written_at.tzinfo is None:
            return local_time(self.written_at)
        return self.written_at.isoformat(timespec="seconds")


@dataclass(frozen=True)
class Skipped:
    """Something that is not taken over: where it stands, and why, in a sentence."""

    where: str
    reason: str


@dataclass(frozen=True)
class Found:
    """All that a source holds: entries in their order, and what is left out."""

    format: str
    entries: tuple[FoundEntry, ...]
    skipped: tuple[Skipped, ...]


@dataclass
class Collector:
    """Takes entries as a reader meets them, and checks each as the vault will."""

    format: str
    entries: list[FoundEntry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def add(
        self,
        where: str,
        written_at: datetime,
        text: str,
        mood: Mood | None = None,
        tags: Iterable[str] = (),
    ) -> None:
        """Take an entry, or note why it cannot be kept; raise SourceUnusable beyond the bound."""
        if len(self.entries) >= MOST_ENTRIES:
            raise SourceUnusable(
                f"There are more than {MOST_ENTRIES:,} entries. Split the source into parts."
            )
        try:
            check_text(text, "entry")
            found = FoundEntry(where, written_at, text, mood, self._tags(where, tags))
            _ = found.moment
        except BadInput as error:
            self.skip(where, str(error))
        except (OverflowError, ValueError):
            self.skip(where, "Its date lies too far from today.")
        else:
            self.entries.append(found)

    def skip(self, where: str, reason: str) -> None:
        """Note something that is not taken over."""
        self.skipped.append(Skipped(where, reason))

    def result(self) -> Found:
        """Give what was taken."""
        return Found(self.format, tuple(self.entries), tuple(self.skipped))

    def _tags(self, where: str, given: Iterable[str]) -> tuple[str, ...]:
        kept: list[str] = []
        for tag in given:
            try:
                kept.extend(checked_tags((tag,)))
            except BadInput:
                self.skip(where, f"One of its tags is empty or longer than {LONGEST_TAG} letters.")
        once = tuple(dict.fromkeys(kept))
        if len(once) > MOST_TAGS:
            self.skip(where, f"Its tags after the first {MOST_TAGS}; the entry itself is taken.")
        return once[:MOST_TAGS]
