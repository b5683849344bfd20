"""Which reader a source is for, by what stands in it."""

import zipfile
from pathlib import Path
from typing import Literal, get_args

from corvia_local.errors import BadInput, NotFound
from corvia_local.studio.importing.daylio import read_daylio
from corvia_local.studio.importing.dayone import read_dayone_json, read_dayone_zip
from corvia_local.studio.importing.folder import MARKDOWN, PLAIN, read_folder, take_file
from corvia_local.studio.importing.found import Collector, Found, SourceUnusable
from corvia_local.studio.importing.jrnl import read_jrnl_json, read_jrnl_text, reads_as_jrnl
from corvia_local.studio.importing.plain_text import read_plain_text
from corvia_local.studio.importing.reading import read_source

Format = Literal["jrnl", "dayone", "daylio", "markdown", "text"]
FORMATS: tuple[Format, ...] = get_args(Format)

_HEAD = 65_536


def read_journal(source: Path, format: str = "auto") -> Found:  # noqa: A002
    """Read a journal in one of FORMATS, or in the one that it looks like. Nothing is written.

    Raises NotFound; SourceUnusable where it holds no journal of that format; BadInput for an
    unknown format.
    """
    if format not in ("auto", *FORMATS):
        raise BadInput(f"There is no format “{format[:20]}”. There is: {', '.join(FORMATS)}.")
    if not source.exists():
        raise NotFound(f"There is no file or folder {source}. Check the name.")
    chosen = guess_format(source) if format == "auto" else format
    if source.is_dir():
        if chosen not in ("markdown", "text"):
            raise SourceUnusable(f"{source} is a folder, but {chosen} exports a file. Give that.")
        return read_folder(source, chosen, MARKDOWN if chosen == "markdown" else PLAIN)
    return _read_file(source, chosen)


def guess_format(source: Path) -> Format:
    """Tell which format a file or folder looks like; plain text where it is none of the others."""
    if source.is_dir():
        plain = any(path.suffix.lower() in PLAIN for path in source.iterdir())
        marked = any(path.suffix.lower() in MARKDOWN for path in source.rglob("*.m*"))
        return "text" if plain and not marked else "markdown"
    if zipfile.is_zipfile(source):
        return "dayone"
    with source.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8-sig", errors="replace").lstrip()
    if head.startswith("{"):
        return "dayone" if '"creationDate"' in head or '"metadata"' in head else "jrnl"
    if source.suffix.lower() == ".csv" or head.startswith(("full_date,", '"full_date",')):
        return "daylio"
    if source.suffix.lower() in MARKDOWN:
        return "markdown"
    return "jrnl" if reads_as_jrnl(head) else "text"


def _read_file(source: Path, chosen: str) -> Found:
    if chosen == "markdown":
        taken = Collector("markdown")
        take_file(taken, source, Path(source.name))
        return taken.result()
    if chosen == "text":
        return read_plain_text(source)
    data = read_source(source)
    if chosen == "daylio":
        return read_daylio(data)
    if chosen == "dayone":
        return read_dayone_zip(data) if data.startswith(b"PK") else read_dayone_json(data)
    return (
        read_jrnl_json(data)
        if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
        else (read_jrnl_text(data))
    )
