"""A community as a node keeps it: every block checked once, as it comes, and indexed.

What may be handed on follows from the index and the day alone: signed objects that bind (manifests,
feed steps, tombstones), and of each song that is valid today all blocks.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final

from corvia_local.errors import BadInput, PeerRefused
from corvia_local.model.score import LARGEST_SCORE_BYTES, decode_score
from corvia_sync.car import CarLimits
from corvia_sync.cid import Cid
from corvia_sync.content import read_content
from corvia_sync.denylist import Denylist
from corvia_sync.epoch import Epoch
from corvia_sync.exchange import take_car
from corvia_sync.feed import FeedStep
from corvia_sync.gathering import (
    Passed,
    Refusal,
    read_membership,
    read_object,
)
from corvia_sync.ipns_name import ipns_name_of
from corvia_sync.ipns_record import IpnsRecord, read_ipns_record
from corvia_sync.keeping.database import Database
from corvia_sync.keeping.disk_blocks import DiskBlocks, DiskHeads
from corvia_sync.keeping.indexing import index_added, is_needed
from corvia_sync.leaving import Leaving
from corvia_sync.manifest import Manifest
from corvia_sync.membership import Membership
from corvia_sync.pulling import PullLimits, follow_author
from corvia_sync.song import Song
from corvia_sync.tombstone import Tombstone
from corvia_sync.travel.car_bundle import CarBundle

FILE_NAME: Final = "community.sqlite"
BINDING: Final = (Manifest.TAG, FeedStep.TAG, Tombstone.TAG, Leaving.TAG, Epoch.TAG)
"""Tags of objects that are handed on without end: without them nothing can be checked."""


class QuotaExceeded(PeerRefused):
    """An author, or all of them together, would keep more on a node than it gives."""


class NotAdmitted(PeerRefused):
    """Someone who is no member pushed to a community whose door is not open."""


class OneCommunityOnly(BadInput):
    """The files hold no community, or more than one."""


@dataclass(frozen=True)
class Quota:
    """Bytes that are kept: of one author, of all, and those read of one push."""

    author: int = 256 * 1024 * 1024
    whole: int = 20 * 1024 * 1024 * 1024
    push: int = 96 * 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """What of a push was kept. `refused` says of every other object why not."""

    songs: tuple[Cid, ...]
    refused: tuple[Refusal, ...]
    missing: tuple[Cid, ...]


@dataclass(frozen=True)
class KeptSong:
    """A song that verified. A sealed one has neither title nor licence here."""

    cid: str
    author: str
    title: str
    licence: str
    sealed: bool


class CommunityCopy:
    """One community in one folder. Safe to use from several threads; close it when done.

    `changes` counts up whenever what may be handed on changed in this process.
    """

    def __init__(self, folder: Path, quota: Quota | None = None) -> None:
        self._database = Database(folder / FILE_NAME)
        self.blocks = DiskBlocks(self._database)
        self.heads = DiskHeads(self._database)
        self.quota = quota or Quota()
        self._lock = Lock()
        self.changes = 0
        self._denied = Denylist()
        self._community: Cid | None = None
        self._membership: Membership | None = None
        if self._database.row("SELECT 1 FROM facts WHERE name = 'community'"):
            self._database.open_to_readers()
            self._read_membership()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @property
    def community(self) -> Cid:
        """The community's id; raise OneCommunityOnly before any was brought."""
        if self._community is not None:
            return self._community
        found = self._database.row("SELECT value FROM facts WHERE name = 'community'")
        if found is None:
            raise OneCommunityOnly(
                "This node keeps no community yet. Give it a CAR file that a steward exported."
            )
        return Cid.from_text(found[0])

    @property
    def membership(self) -> Membership:
        """Who belongs now; raise OneCommunityOnly before a community was brought."""
        return self._membership or self._read_membership()

    @property
    def manifest(self) -> Manifest:
        """The newest valid manifest."""
        return self.membership.manifest

    def deny(self, denylist: Denylist) -> None:
        """Neither take nor hand on these CIDs and what these did:keys sign, from now on."""
        self._denied = denylist
        self.changes += 1

    def bring_file(self, source: Path) -> tuple[Refusal, ...]:
        """Take in a CAR file of this community, or of the first one; give what was refused.

        Raises PeerRefused where a byte is wrong, OneCommunityOnly for other files.
        """
        with self._lock, self._database.writing():
            self.blocks.added.clear()
            report, passed = take_car(source, self.blocks)
            self._found(report.manifests)
            refused = report.refused + self._settle(passed)
        self._database.open_to_readers()
        self._read_membership()
        return refused

    def take(self, record: IpnsRecord, source: BinaryIO | None, now: datetime) -> Taken:
        """Take in what an author pushed: all of it that verifies, or nothing and raise.

        `source` is a CAR file of what is new behind the verified record. Raises NotAdmitted,
        QuotaExceeded, and PeerRefused for a rollback, a fork, a damaged file or history.
        """
        self.check_author(record.author)
        bundle = CarBundle(record, source, CarLimits(size=self.quota.push, count=50_000))
        limits = PullLimits(
            authors=1, steps=5000, blocks=50_000, size=self.quota.push, missing=50_000
        )
        with self._lock, self._database.writing():
            self.blocks.added.clear()
            brought = follow_author(
                bundle, self.blocks, self.heads, self.community, record.author, now, limits
            )
            self._charge(record.author, sum(block.size for block in self.blocks.added.values()))
            refused = self._settle(Passed())
            self._keep_record(record)
        self._read_membership()
        kept = set(brought.songs) - {refusal.cid for refusal in refused}
        return Taken(tuple(sorted(kept)), brought.refused + refused, brought.missing)

    def check_author(self, author: str) -> None:
        """Raise NotAdmitted for someone whose pushes are not taken.

        Who once belonged may push on, to take back what they shared; new songs of theirs are not
        kept.
        """
        if self._denied.denies(author):
            raise NotAdmitted("This node does not keep what this author shares.")
        if not self.membership.admits(author) and author not in self.membership.ever:
            raise NotAdmitted(
                f"{author} is no member of “{self.manifest.name}”. Ask a steward to be added."
            )

    def space_for(self, author: str) -> int:
        """Give how many bytes an author may still push."""
        used = self._database.row("SELECT size FROM usage WHERE author = ?", (author,))
        left = self.quota.author - (used[0] if used else 0)
        return max(0, min(self.quota.push, left, self.quota.whole - self.size))

    @property
    def size(self) -> int:
        """Bytes that authors' pushes take."""
        size: int = self._database.row("SELECT COALESCE(SUM(size), 0) FROM usage")[0]
        return size

    def counts(self) -> dict[str, int]:
        """Count blocks and songs."""
        return {
            name: self._database.row(f"SELECT COUNT(*) FROM {name}")[0]  # noqa: S608
            for name in ("blocks", "songs")
        }

    def record(self, author: str) -> bytes | None:
        """Give the newest IPNS record of an author, or None."""
        found = self._database.row("SELECT data FROM records WHERE author = ?", (author,))
        return None if found is None else found[0]

    def records(self) -> Iterator[tuple[str, bytes]]:
        """List the IPNS names and records of all authors who may publish, in order."""
        rows = self._database.rows("SELECT author, data FROM records ORDER BY author")
        return ((ipns_name_of(author), data) for author, data in rows if self._may(author))

    def requests(self, on: date) -> tuple[bytes, ...]:
        """List the sealed requests to join that were left here and are not over."""
        rows = self._database.rows(
            "SELECT data FROM requests WHERE until >= ? ORDER BY id", (on.isoformat(),)
        )
        return tuple(data for (data,) in rows)

    def keep_request(self, data: bytes, until: date, most: int) -> bool:
        """Keep a sealed request until a day; tell whether there was room among `most`."""
        with self._database.writing():
            self._database.write("DELETE FROM requests WHERE until < ?", (utc_today().isoformat(),))
            if self._database.row("SELECT COUNT(*) FROM requests")[0] >= most:
                return False
            self._database.write(
                "INSERT OR IGNORE INTO requests (id, until, data) VALUES (?, ?, ?)",
                (hashlib.sha256(data).hexdigest(), until.isoformat(), data),
            )
        return True

    def authors(self) -> tuple[str, ...]:
        """List all authors whose head is here, in order."""
        rows = self._database.rows("SELECT author FROM records ORDER BY author")
        return tuple(author for (author,) in rows)

    def ended(self) -> tuple[str, ...]:
        """List songs that were erased here and of which nobody said that they are `forgotten`."""
        return tuple(song for (song,) in self._database.rows("SELECT song FROM ended"))

    def forgotten(self, songs: Sequence[str]) -> None:
        """Strike songs off the list of those that others who keep them have to let go."""
        with self._database.writing():
            for song in songs:
                self._database.write("DELETE FROM ended WHERE song = ?", (song,))

    def objects_of(self, author: str) -> dict[Cid, tuple[Cid, ...]]:
        """List an author's feed and songs, and the community's manifests, to which they link.

        Each stands with all blocks that it needs.
        """
        songs: dict[Cid, tuple[Cid, ...]] = {}
        for (text,) in self._database.rows("SELECT cid FROM songs WHERE author = ?", (author,)):
            rows = self._database.rows("SELECT part FROM parts WHERE song = ?", (text,))
            cid = Cid.from_text(text)
            parts = tuple(sorted(Cid.from_text(part) for (part,) in rows if part != text))
            songs[cid] = (*parts, cid)
        manifests = map(Cid.from_text, self.blocks.tagged(Manifest.TAG))
        steps: dict[Cid, tuple[Cid, ...]] = {cid: (cid,) for cid in manifests}
        heads = self.heads.heads_of(author)
        step = max(heads, key=lambda head: head.sequence).step if heads else None
        while step is not None:
            payload = read_object(self.blocks, step, FeedStep).payload
            bound = (i for i in payload.items if i not in songs and self.blocks.has(i.text))
            steps |= {step: (step,)} | {item: (item,) for item in bound}
            step = payload.previous
        return songs | steps

    def pinnable(self) -> frozenset[Cid]:
        """List what others pin with all that is below it: songs, and the content of sealed ones.

        A sealed song itself links to the song within, which never travels.
        """
        rows = self._database.rows(
            "SELECT cid, author, cid FROM songs WHERE NOT sealed UNION"
            " SELECT cid, author, part FROM songs JOIN parts ON song = cid"
            " WHERE sealed AND part <> cid"
        )
        return frozenset(
            Cid.from_text(wanted)
            for song, author, wanted in rows
            if self._may(author) and not self._denied.denies(song)
        )

    def lines_of(self, song: str) -> tuple[str, ...]:
        """Give the words of a song, where they are here and not sealed; else none."""
        payload = read_object(self.blocks, Cid.from_text(song), Song).payload
        data = read_content(self.blocks, payload.score, LARGEST_SCORE_BYTES, "score")
        return decode_score(data).lines

    def lacking(self, cids: Sequence[str]) -> tuple[str, ...]:
        """Tell which of these objects are not here."""
        return tuple(cid for cid in cids if not self.blocks.has(cid))

    def songs(self, on: date, after: str = "", most: int = 100) -> tuple[KeptSong, ...]:
        """List songs that are valid on a day, by CID, from the one behind `after`."""
        found: list[KeptSong] = []
        while len(found) < most:
            rows = self._database.rows(
                "SELECT cid, author, title, licence, sealed FROM songs WHERE cid > ?"
                " AND since <= ? AND until >= ? ORDER BY cid LIMIT ?",
                (after, on.isoformat(), on.isoformat(), most),
            )
            found += (
                KeptSong(cid, author, title, licence, bool(sealed))
                for cid, author, title, licence, sealed in rows
                if self._may(author) and not self._denied.denies(cid)
            )
            if len(rows) < most:
                break
            after = rows[-1][0]
        return tuple(found[:most])

    def block(self, cid: str, on: date) -> bytes | None:
        """Give a block that may be handed on on this day, or None."""
        row = self._database.row("SELECT tag, data FROM blocks WHERE cid = ?", (cid,))
        if row is None or self._denied.denies(cid):
            return None
        tag, data = row
        return data if tag in BINDING or self._is_part(cid, on) else None

    def may_give(self, song: str, on: date) -> bool:
        """Tell whether a song may be heard on a day."""
        return not self._denied.denies(song) and self._is_part(song, on)

    def let_go(self, on: date) -> tuple[str, ...]:
        """Erase songs that were taken back, denied, or are over; give their CIDs."""
        kept_until = on - timedelta(days=self.manifest.retention_days)
        with self._lock, self._database.writing():
            rows = self._database.rows(
                "SELECT cid FROM songs WHERE until < ? UNION SELECT cid FROM stones"
                " JOIN songs ON songs.stone = stones.song AND songs.author = stones.author",
                (kept_until.isoformat(),),
            )
            ended = [cid for (cid,) in rows]
            ended += [cid for cid in self._denied_songs() if cid not in ended]
            for cid in ended:
                self._erase(cid)
        self.changes += bool(ended)
        return tuple(ended)

    def _read_membership(self) -> Membership:
        """Read who belongs by what is kept; only then do readers see it."""
        self.changes += 1
        self._community = self.community
        self._membership = membership = read_membership(self.blocks, self.community)
        return membership

    def _found(self, manifests: Sequence[Cid]) -> None:
        """Remember whose community this is, where it is the first."""
        if self._database.row("SELECT 1 FROM facts WHERE name = 'community'"):
            return
        firsts = [
            cid for cid in manifests if not read_object(self.blocks, cid, Manifest).payload.sequence
        ]
        if len(firsts) != 1:
            raise OneCommunityOnly(
                f"A node serves one community, but this file holds {len(firsts)}."
                " Give the CAR file of one."
            )
        self._database.write(
            "INSERT INTO facts (name, value) VALUES ('community', ?)", (firsts[0].text,)
        )

    def _settle(self, passed: Passed) -> tuple[Refusal, ...]:
        """Index what was added; erase what may never be used here, and say why."""
        return index_added(self._database, self.blocks, self.community, passed)

    def _erase(self, song: str) -> None:
        """Erase a song with its content, but for what another song needs."""
        author, size = self._database.row("SELECT author, size FROM songs WHERE cid = ?", (song,))
        parts = [p for (p,) in self._database.rows("SELECT part FROM parts WHERE song=?", (song,))]
        self._database.write("DELETE FROM songs WHERE cid = ?", (song,))
        self._database.write("DELETE FROM parts WHERE song = ?", (song,))
        for part in parts:
            if not is_needed(self._database, part):
                self.blocks.remove(part)
        self._database.write("INSERT OR IGNORE INTO ended (song) VALUES (?)", (song,))
        self._database.write(
            "UPDATE usage SET size = MAX(0, size - ?) WHERE author = ?", (size, author)
        )

    def _charge(self, author: str, size: int) -> None:
        """Count bytes as an author's; raise QuotaExceeded where they are too many."""
        self._database.write(
            "INSERT INTO usage (author, size) VALUES (?, ?)"
            " ON CONFLICT (author) DO UPDATE SET size = size + excluded.size",
            (author, size),
        )
        used = self._database.row("SELECT size FROM usage WHERE author = ?", (author,))[0]
        if used > self.quota.author or self.size > self.quota.whole:
            raise QuotaExceeded(
                "This node has no room for that: at most"
                f" {self.quota.author // 1024**2} MiB are kept of each author. Take songs back,"
                " or share less sound."
            )

    def _keep_record(self, record: IpnsRecord) -> None:
        """Keep a record that was verified, unless one of its count that holds longer is here."""
        kept = self.record(record.author)
        if kept is not None:
            before = read_ipns_record(kept, record.author)
            if (before.sequence, before.valid_until) > (record.sequence, record.valid_until):
                return
        self._database.write(
            "INSERT OR REPLACE INTO records (author, sequence, data) VALUES (?, ?, ?)",
            (record.author, record.sequence, record.data),
        )

    def _is_part(self, cid: str, on: date) -> bool:
        day = on.isoformat()
        rows = self._database.rows(
            "SELECT songs.cid, author FROM parts JOIN songs ON songs.cid = parts.song"
            " WHERE part = ? AND since <= ? AND until >= ?",
            (cid, day, day),
        )
        return any(self._may(author) and not self._denied.denies(song) for song, author in rows)

    def _denied_songs(self) -> tuple[str, ...]:
        if not self._denied:
            return ()
        rows = self._database.rows("SELECT cid, author FROM songs")
        return tuple(cid for cid, by in rows if self._denied.denies(cid) or self._denied.denies(by))

    def _may(self, author: str) -> bool:
        return not self._denied.denies(author) and self.membership.admits(author)


def utc_today() -> date:
    """Give today's date in UTC, the day by which consents begin and end."""
    return datetime.now(UTC).date()
