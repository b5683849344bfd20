"""Whatever a person writes is read for words of harm before anything is made of it."""

from collections.abc import Iterable

from corvia_local.errors import CareFirst


class HelpComesFirst(CareFirst):
    """What was written speaks of harm, so it is not looked at as a thought to be reworded."""


def speaks_of_harm(text: str) -> bool:
    """Say whether a text speaks of harm explicitly, in a sentence or as a whole."""
    from corvia_engine.words.care import is_explicit

    return is_explicit(text)


def lines_speak_of_harm(lines: Iterable[str]) -> bool:
    """Say the same of sung lines, each for itself and run on into the next ones."""
    lines = list(lines)
    return speaks_of_harm("\n".join(lines)) or speaks_of_harm(" ".join(lines))


def refuse_harm(text: str) -> None:
    """Raise HelpComesFirst where a text speaks of harm explicitly."""
    if speaks_of_harm(text):
        raise HelpComesFirst(
            "What you wrote speaks of being hurt or of ending your life. That is not a thought to"
            " be reworded. Here is where help is; your words were not kept here."
        )
