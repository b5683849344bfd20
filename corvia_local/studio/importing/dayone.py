"""Day One: its JSON export, alone or in the zip that holds it.

Moments are in UTC with the writer's time zone beside them. The text is Markdown in which Day One
puts a backslash before punctuation; it is taken out again. Pictures and recordings stay behind.
"""

import io
import re
import zipfile
import zlib
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from corvia_local.studio.importing.dates import read_moment
from corvia_local.studio.importing.found import LARGEST_SOURCE, Collector, Found, SourceUnusable
from corvia_local.studio.importing.json_entries import decode_one, json_entries

MOST_MEMBERS = 100_000
STARRED = "starred"
_ATTACHMENT = re.compile(r"!\[[^\]]*\]\(dayone-moment:[^)]*\)[ \t]*\n?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")


class _Entry(msgspec.Struct, rename="camel"):
    creation_date: str = ""
    time_zone: str = "UTC"
    text: str = ""
    tags: list[str] = []
    starred: bool = False
    photos: list[Any] = []
    videos: list[Any] = []
    audios: list[Any] = []


def read_dayone_json(data: bytes) -> Found:
    """Read Day One's JSON; raise SourceUnusable where it is none."""
    taken = Collector("dayone")
    for where, raw in json_entries(data):
        entry = decode_one(taken, where, raw, _Entry)
        if entry is not None:
            _take(taken, where, entry)
    return taken.result()


def read_dayone_zip(data: bytes) -> Found:
    """Read every JSON file at the top of Day One's zip, at most LARGEST_SOURCE bytes unpacked.

    Raises SourceUnusable for no zip, one that is damaged or locked, or one without JSON.
    """
    taken = Collector("dayone")
    left = LARGEST_SOURCE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _journals(archive)
            for member in members:
                with archive.open(member) as opened:
                    # The size that a zip states may be a lie, so reading itself stops.
                    journal = opened.read(left + 1)
                left -= len(journal)
                if left < 0:
                    raise SourceUnusable(
                        "The zip unpacks to more than is read at once"
                        f" ({LARGEST_SOURCE // 1024 // 1024} MB). Export one journal at a time."
                    )
                _take_journal(taken, member.filename, journal, several=len(members) > 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceUnusable(
            "The zip is damaged, locked with a password, or packed in a way that is not read."
            " Export it again from Day One as JSON."
        ) from error
    return taken.result()


def _journals(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise SourceUnusable(f"The zip holds more than {MOST_MEMBERS:,} files.")
    found = [one for one in members if "/" not in one.filename and one.filename.endswith(".json")]
    if not found:
        raise SourceUnusable("The zip holds no JSON file as Day One's export does.")
    return found


def _take_journal(taken: Collector, name: str, journal: bytes, *, several: bool) -> None:
    read = read_dayone_json(journal)
    prefix = f"{name}, " if several else ""
    for one in read.entries:
        taken.add(prefix + one.where, one.written_at, one.text, one.mood, one.tags)
    for left_out in read.skipped:
        taken.skip(prefix + left_out.where, left_out.reason)


def _take(taken: Collector, where: str, entry: _Entry) -> None:
    moment = read_moment(entry.creation_date)
    if moment is None:
        taken.skip(where, f"It has no date that can be read (“{entry.creation_date[:30]}”).")
        return
    attached = len(entry.photos) + len(entry.videos) + len(entry.audios)
    text = _ESCAPED.sub(r"\1", _ATTACHMENT.sub("", entry.text)).strip()
    if attached:
        what = "picture or recording" if attached == 1 else "pictures or recordings"
        also = "" if text else " It has no words."
        taken.skip(where, f"{attached} {what}; only words are taken.{also}")
        if not text:
            return
    tags = (*entry.tags, *((STARRED,) if entry.starred else ()))
    taken.add(where, _in_zone(moment, entry.time_zone), text, tags=tags)


def _in_zone(moment: datetime, zone: str) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError, OverflowError):
        return aware
