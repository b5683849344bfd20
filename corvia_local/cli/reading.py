"""Text from an argument, a file or standard input, bounded and checked before it is used."""

import sys
from pathlib import Path

import click

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.text import LONGEST_TEXT, check_text, decode_text

LARGEST_SECRET = 16_384


def read_text(given: str | None) -> str:
    """Give the text of an argument; `-`, or nothing, reads standard input to its end."""
    if given is not None and given != "-":
        return check_text(given)
    if given is None and sys.stdin.isatty():
        click.echo("Write, then end with Ctrl-D on an empty line.", err=True)
    return decode_text(sys.stdin.buffer.read(4 * LONGEST_TEXT + 1))


def read_secret_file(path: str, what: str) -> str:
    """Give the content of a file of secret words; `-` is standard input.

    No error quotes the path: the secret itself may have been given in its place.
    """
    if path == "-":
        return read_file(path, what)
    try:
        with Path(path).open("rb") as opened:
            data = opened.read(LARGEST_SECRET + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise NotFound(
            f"The {what} cannot be read: {reason}. Give the name of a file that holds it, not the"
            " words themselves."
        ) from error
    if len(data) > LARGEST_SECRET:
        raise BadInput(f"The {what} is longer than {LARGEST_SECRET:,} bytes, so it is another.")
    return decode_text(data, what)


def read_file(path: str, what: str) -> str:
    """Give a text file's content; `-` is standard input."""
    if path == "-":
        return decode_text(sys.stdin.buffer.read(4 * LONGEST_TEXT + 1), what)
    file = Path(path)
    try:
        with file.open("rb") as opened:
            return decode_text(opened.read(4 * LONGEST_TEXT + 1), what)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise BadInput(f"The file {path} cannot be read: {error.strerror or error}.") from error
