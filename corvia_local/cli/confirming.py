"""A word that the person types before something that cannot be undone."""

import sys

import click

from corvia_local.errors import BadInput, Cancelled


class NotConfirmed(BadInput):
    """Nobody said yes."""


def require_word(given: str | None, word: str) -> None:
    """Go on only where `word` was given, or is typed now.

    Raises NotConfirmed where another was given or nobody can be asked; Cancelled where the person
    types something else.
    """
    if given is None and sys.stdin.isatty():
        given = click.prompt(f"Type “{word}” to go on", err=True, default="", show_default=False)
        if given.strip() != word:
            raise Cancelled("Nothing was changed.")
    if (given or "").strip() != word:
        raise NotConfirmed(f"Nothing was changed. Say --confirm “{word}” if that is what you want.")
