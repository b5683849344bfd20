"""Bytes of a file, bounded, and what decodes them."""

from pathlib import Path

from corvia_local.errors import NotFound
from corvia_local.studio.importing.found import LARGEST_SOURCE, SourceUnusable


def read_source(path: Path, largest: int = LARGEST_SOURCE) -> bytes:
    """Read a file of at most `largest` bytes; raise NotFound, SourceUnusable."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}. Check the name.") from error
    except OSError as error:
        raise SourceUnusable(
            f"The file {path} cannot be read: {error.strerror or error}."
        ) from error
    if len(data) > largest:
        raise SourceUnusable(
            f"The file {path.name} is larger than {largest // 1024 // 1024} MB, the most that is"
            " read at once. Split it into parts."
        )
    return data


def decode_utf8(data: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark; raise SourceUnusable."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceUnusable(
            f"{name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and try again."
        ) from error
