"""Where a passphrase comes from: a file, else the person at the terminal."""

import sys
from pathlib import Path

import click

from corvia_local.errors import Locked

LARGEST_FILE = 4096


class NoPassphrase(Locked):
    """No passphrase was given, and there is no terminal to ask at."""


def read_passphrase(file: Path | None, *, confirm: bool = False, prompt: str = "Passphrase") -> str:
    """Read the passphrase; ask at the terminal where no file is given, twice if `confirm`."""
    if file is not None:
        return _from_file(file)
    if not sys.stdin.isatty():
        raise NoPassphrase(
            "No passphrase was given. Name a file with --passphrase-file or"
            " CORVIA_PASSPHRASE_FILE, or run this at a terminal."
        )
    answer: str = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    return answer


def _from_file(file: Path) -> str:
    """Read the first line. No error quotes the path: the passphrase may stand in its place."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise NoPassphrase(
            f"The passphrase file cannot be read: {reason}. --passphrase-file and"
            " CORVIA_PASSPHRASE_FILE name a file whose first line is the passphrase."
        ) from error
    if len(data) > LARGEST_FILE:
        raise NoPassphrase(f"The passphrase file is longer than {LARGEST_FILE} bytes.")
    try:
        return data.decode("utf-8").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise NoPassphrase("The passphrase file is not UTF-8 text.") from error
