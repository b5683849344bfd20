"""Ask and answer line by line: no colour, no cursor movement, nothing redrawn."""

import sys
from collections.abc import Sequence

import click

from corvia_local.language import tr
from corvia_local.model.text import LONGEST_TEXT, check_text

END_OF_TEXT = "."
LONGEST_LINE = 20_000


class NobodyThere(Exception):
    """Standard input has ended."""


def say(*lines: str) -> None:
    """Write lines, each to its end."""
    for line in lines:
        click.echo(line)


def ask(question: str) -> str:
    """Ask for one line; empty where only Enter was pressed. Raises NobodyThere at the end."""
    say(question)
    sys.stdout.flush()
    line = sys.stdin.readline(LONGEST_LINE)
    if not line:
        raise NobodyThere
    return line.strip()


def ask_secret(question: str) -> str:
    """Ask for a line that is not shown at a terminal."""
    if not sys.stdin.isatty():
        return ask(question)
    answer: str = click.prompt(question, hide_input=True, default="", show_default=False)
    return answer


def ask_text(question: str) -> str:
    """Ask for lines up to a line with a full stop alone."""
    say(question, tr("A line with a full stop alone ends it."))
    lines: list[str] = []
    while (line := _next_line()) is not None and line.strip() != END_OF_TEXT:
        lines.append(line)
        if sum(map(len, lines)) > LONGEST_TEXT:
            break
    text = "\n".join(lines).strip()
    return check_text(text) if text else ""


def choose(question: str, options: Sequence[str], otherwise: str) -> int | None:
    """Offer numbered options, counted from 1 for the person; give the place from 0, or None.

    `otherwise` says what Enter alone does. What is no number of an option is asked again.
    """
    while True:
        say(question, *(f"{place}: {option}" for place, option in enumerate(options, 1)))
        typed = ask(tr("A number, or Enter: {otherwise}", otherwise=otherwise))
        if not typed:
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(options):
            return int(typed) - 1
        say(tr("There is no {typed} here.", typed=typed[:20]))


def _next_line() -> str | None:
    line = sys.stdin.readline(LONGEST_LINE)
    return line.rstrip("\n") if line else None
