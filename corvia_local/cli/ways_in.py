"""Open the vault another way than by its passphrase, or ask for a new one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corvia_local.cli.calling import Call
from corvia_local.cli.passphrase import read_passphrase
from corvia_local.cli.reading import read_secret_file
from corvia_local.errors import Locked

if TYPE_CHECKING:
    from corvia_local.vault.opening import Vault

TRIES = 3


class NothingGiven(Locked):
    """Words or shares are needed, and there is no terminal to ask at."""


def read_words(file: str | None) -> str:
    """Read the 24 words from a file, or ask for them."""
    if file is not None:
        return read_secret_file(file, "file of the recovery phrase")
    if not sys.stdin.isatty():
        raise NothingGiven("Name a file with your 24 words with --phrase-file.")
    answer: str = click.prompt("Your 24 words", hide_input=True, err=True)
    return answer


def read_shares(files: tuple[str, ...]) -> list[str]:
    """Read one share from each file, or ask for them until an empty line."""
    if files:
        return [read_secret_file(file, "file of a share") for file in files]
    if not sys.stdin.isatty():
        raise NothingGiven("Name the files of the shares, each with its words on one line.")
    shares: list[str] = []
    while share := click.prompt(
        f"Share {len(shares) + 1} (empty to end)",
        hide_input=True, err=True, default="", show_default=False,
    ):  # fmt: skip
        shares.append(share)
    return shares


def read_new_passphrase(file: Path | None) -> str:
    """Read a new passphrase from a file, or ask for it twice."""
    return read_passphrase(file, confirm=True, prompt="New passphrase")


@contextmanager
def opened_by_words(call: Call, file: str) -> Iterator["Vault"]:
    """Open the vault by its recovery phrase for the length of a block."""
    from corvia_local.studio.opening import unlock_with_phrase

    with unlock_with_phrase(call.home, read_words(file)) as vault:
        yield vault


@contextmanager
def opened_by_shares(call: Call, files: tuple[str, ...]) -> Iterator["Vault"]:
    """Open the vault by shares for the length of a block."""
    from corvia_local.studio.opening import unlock_with_shares

    with unlock_with_shares(call.home, read_shares(files)) as vault:
        yield vault


def words_in_rows(words: str) -> list[str]:
    """Give 24 words in numbered rows of six."""
    numbered = [f"{n:2} {word:<9}" for n, word in enumerate(words.split(), 1)]
    return ["   ".join(numbered[at : at + 6]) for at in range(0, len(numbered), 6)]


def has_written_down(words: str, places: list[int]) -> bool | None:
    """Ask at the terminal for the words at some places; None where nobody can be asked.

    False where a word is wrong three times.
    """
    if not sys.stdin.isatty():
        return None
    known = words.split()
    for place in places:
        for left in reversed(range(TRIES)):
            given = click.prompt(f"Word {place}", err=True, default="", show_default=False)
            if given.strip().lower() == known[place - 1]:
                break
            if left == 0:
                return False
            click.echo("That is another word. Look at your paper once more.", err=True)
    return True
