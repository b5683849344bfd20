"""Plain text: one file with a day on a line of its own before each entry, or one entry a file."""

from datetime import datetime
from pathlib import Path, PurePath

from corvia_local.studio.importing.dates import read_moment
from corvia_local.studio.importing.folder import take_file
from corvia_local.studio.importing.found import Collector, Found
from corvia_local.studio.importing.reading import decode_utf8, read_source

_RULES = " \t\r#=*_–—-:"
_LONGEST_HEADING = 40


def read_plain_text(path: Path) -> Found:
    """Read a text file. Lines that hold a day (and a time) alone begin an entry; without such
    lines the file is one entry, dated as in `folder`.
    """
    lines = decode_utf8(read_source(path), path.name).replace("\r\n", "\n").split("\n")
    heads = [number for number, line in enumerate(lines) if _moment(line) is not None]
    taken = Collector("text")
    if not heads:
        take_file(taken, path, PurePath(path.name))
        return taken.result()
    if any(line.strip() for line in lines[: heads[0]]):
        taken.skip("line 1", "It stands before the first date.")
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        moment = _moment(lines[start])
        if moment is not None:
            text = "\n".join(lines[start + 1 : end]).strip("\n")
            taken.add(f"line {start + 1}", moment, text)
    return taken.result()


def _moment(line: str) -> datetime | None:
    if len(line) > _LONGEST_HEADING:
        return None
    return read_moment(line.strip(_RULES))
