"""A folder of text files, one entry a file, and single files of that kind.

The date of an entry is, in this order: what its front matter says (date, created, created_at,
written_at), the day in the file's name, the days in the folders' names (2026/03/01.md), the day on
which the file was last changed. Where there is no time of day, it is noon.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePath

from corvia_local.errors import BadInput, CorviaError
from corvia_local.model.mood import Mood, parse_mood
from corvia_local.studio.importing.dates import MIDDAY, day_within, read_clock, read_moment
from corvia_local.studio.importing.found import Collector, Found, SourceUnusable
from corvia_local.studio.importing.front_matter import split_front_matter
from corvia_local.studio.importing.reading import decode_utf8, read_source

MARKDOWN = (".md", ".markdown", ".mdown")
PLAIN = (".txt", ".text")
LARGEST_FILE = 4 * 1024 * 1024
MOST_FILES = 200_000
DEEPEST = 12
_DATE_FIELDS = ("date", "created", "created_at", "written_at")
_CLOCK = re.compile(r"[ T_-](\d{2})[-_.:h]?(\d{2})(?!\d)", re.ASCII)


def read_folder(folder: Path, format: str, endings: tuple[str, ...]) -> Found:  # noqa: A002
    """Read all files of a folder with one of these endings; links are not followed.

    Raises SourceUnusable where there is none, or more than MOST_FILES.
    """
    taken = Collector(format)
    seen = 0
    for path in _files(folder, taken):
        if path.suffix.lower() not in endings:
            continue
        seen += 1
        if seen > MOST_FILES:
            raise SourceUnusable(f"There are more than {MOST_FILES:,} files. Import them in parts.")
        take_file(taken, path, path.relative_to(folder))
    if not seen:
        raise SourceUnusable(
            f"The folder {folder} holds no file that ends in {' or '.join(endings)}."
        )
    return taken.result()


def take_file(taken: Collector, path: Path, name: PurePath) -> None:
    """Take one file as one entry; `name` is what of its path may hold a date."""
    where = str(name)
    try:
        text = decode_utf8(read_source(path, LARGEST_FILE), path.name)
    except CorviaError as error:
        taken.skip(where, str(error))
        return
    fields, body = split_front_matter(text.replace("\r\n", "\n"))
    moment = _stated(fields) or _named(name)
    if moment is None:
        moment = datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0)
        taken.skip(where, "It states no date, so the day on which it was last changed stands.")
    mood = _mood(fields, taken, where)
    tags = [tag.lstrip("#").strip() for value in fields.get("tags", ()) for tag in value.split(",")]
    taken.add(where, moment, body.strip("\n"), mood, [tag for tag in tags if tag])


def _files(folder: Path, taken: Collector) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        taken.skip(str(error.filename), f"It cannot be read: {error.strerror}.")

    for base, folders, files in os.walk(folder, onerror=unreadable):
        here = Path(base)
        depth = len(here.relative_to(folder).parts)
        if depth >= DEEPEST and folders:
            taken.skip(str(here), f"Folders deeper than {DEEPEST} are not looked into.")
        folders[:] = sorted(f for f in folders if not f.startswith(".")) if depth < DEEPEST else []
        yield from (here / name for name in sorted(files) if not name.startswith("."))


def _stated(fields: dict[str, list[str]]) -> datetime | None:
    for field in _DATE_FIELDS:
        for value in fields.get(field, ())[:1]:
            clock = next(iter(fields.get("time", ())), "")
            if moment := read_moment(f"{value} {clock}".strip()) or read_moment(value):
                return moment
    return None


def _named(name: PurePath) -> datetime | None:
    if written := day_within(name.stem):
        day, after = written
        clock = _CLOCK.match(after)
        time_of_day = read_clock(f"{clock[1]}:{clock[2]}") if clock else None
        return datetime.combine(day, time_of_day or MIDDAY)
    written = day_within("-".join([*name.parts[-3:-1], name.stem]))
    return None if written is None else datetime.combine(written[0], MIDDAY)


def _mood(fields: dict[str, list[str]], taken: Collector, where: str) -> Mood | None:
    written = ",".join(fields.get("mood", ()))
    if not written:
        return None
    try:
        return parse_mood(written)
    except BadInput:
        taken.skip(where, "Its mood is not two numbers from -1 to 1; the entry itself is taken.")
        return None
