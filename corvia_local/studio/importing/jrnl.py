"""jrnl (https://jrnl.sh): its text form, which is also its journal file, and its JSON export.

In the text form an entry begins with its moment, in brackets since jrnl 2, and its title on the
same line; a title that ends in “ *” was starred. Tags are words that begin with @.
"""

import re
from datetime import datetime

import msgspec

from corvia_local.studio.importing.dates import read_moment
from corvia_local.studio.importing.found import Collector, Found, SourceUnusable
from corvia_local.studio.importing.json_entries import decode_one, json_entries
from corvia_local.studio.importing.reading import decode_utf8

STARRED = "starred"
_BRACKETED = re.compile(r"\[(\d{4}-\d{2}-\d{2}[^\]\n]{0,24})\] ?(.*)", re.DOTALL)
_BARE = re.compile(
    r"(\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}(?::\d{2})?(?: [AaPp][Mm])?) (.*)", re.ASCII | re.DOTALL
)
_TAG = re.compile(r"(?<!\S)@([-+*#/\w]+)")


class _JsonEntry(msgspec.Struct):
    title: str = ""
    body: str = ""
    date: str = ""
    time: str = ""
    tags: list[str] = []
    starred: bool = False


def reads_as_jrnl(text: str) -> bool:
    """Tell whether a text begins as jrnl's text form does."""
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    return _heading(first, _BRACKETED) is not None or _heading(first, _BARE) is not None


def read_jrnl_text(data: bytes) -> Found:
    """Read jrnl's text form; raise SourceUnusable where no line begins an entry."""
    lines = decode_utf8(data, "The journal").splitlines(keepends=True)
    heading = next(
        (form for form in (_BRACKETED, _BARE) if any(_heading(line, form) for line in lines)), None
    )
    if heading is None:
        raise SourceUnusable(
            "No line begins as jrnl's entries do, such as “[2026-03-01 21:30] Title”."
            " Export it with `jrnl --format text`, or import it as plain text."
        )
    taken = Collector("jrnl")
    open_entry: tuple[int, datetime] | None = None
    words: list[str] = []
    for number, line in enumerate(lines, 1):
        if begins := _heading(line, heading):
            _close(taken, open_entry, words)
            open_entry, words = (number, begins[0]), [begins[1]]
        else:
            words.append(line)
    _close(taken, open_entry, words)
    return taken.result()


def _heading(line: str, form: re.Pattern[str]) -> tuple[datetime, str] | None:
    match = form.fullmatch(line)
    moment = None if match is None else read_moment(match[1])
    return None if match is None or moment is None else (moment, match[2])


def _close(taken: Collector, begun: tuple[int, datetime] | None, words: list[str]) -> None:
    text = "".join(words).strip("\r\n")
    if begun is None:
        if text.strip():
            taken.skip("line 1", "It stands before the first entry and has no date.")
        return
    number, moment = begun
    title, newline, body = text.partition("\n")
    bare = title.rstrip()
    starred = bare.endswith(" *") or bare.startswith("* ")
    if starred:
        title = bare.removesuffix(" *").removeprefix("* ")
    whole = (title + newline + body).rstrip()
    taken.add(f"line {number}", moment, whole, tags=(*_TAG.findall(whole), *_star(starred)))


def read_jrnl_json(data: bytes) -> Found:
    """Read jrnl's JSON export; raise SourceUnusable where it is none."""
    taken = Collector("jrnl")
    for where, raw in json_entries(data):
        entry = decode_one(taken, where, raw, _JsonEntry)
        if entry is None:
            continue
        moment = read_moment(f"{entry.date} {entry.time}".strip())
        if moment is None:
            taken.skip(where, f"It has no date that can be read (“{entry.date[:20]}”).")
            continue
        text = "\n".join(part.strip("\r\n") for part in (entry.title, entry.body) if part.strip())
        named = (tag.removeprefix("@") for tag in entry.tags)
        taken.add(where, moment, text.rstrip(), tags=(*named, *_star(entry.starred)))
    return taken.result()


def _star(starred: bool) -> tuple[str, ...]:
    return (STARRED,) if starred else ()
