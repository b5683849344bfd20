"""JSON with a list “entries”: each entry is read alone, so a bad one harms no other."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from corvia_local.studio.importing.found import MOST_ENTRIES, Collector, SourceUnusable

T = TypeVar("T")


class _Document(msgspec.Struct):
    entries: list[msgspec.Raw]


def json_entries(data: bytes) -> Iterator[tuple[str, msgspec.Raw]]:
    """Give each entry unread, with its place; raise SourceUnusable where there is no such list."""
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Document)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise SourceUnusable(
            "The file is no JSON with a list of entries, as a journal's export has one."
            " Export it again, or give another file."
        ) from error
    if len(document.entries) > MOST_ENTRIES:
        raise SourceUnusable(
            f"There are more than {MOST_ENTRIES:,} entries. Split the source into parts."
        )
    return ((f"entry {number}", raw) for number, raw in enumerate(document.entries, 1))


def decode_one(taken: Collector, where: str, raw: msgspec.Raw, kind: type[T]) -> T | None:
    """Read one entry as `kind`; note why and give None where it has another form."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        taken.skip(where, "It has another form than the rest and cannot be read.")
        return None
