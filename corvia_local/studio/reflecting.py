"""Hear a text: mood, emotions, thinking traps, and first drafts of a kinder wording."""

from collections.abc import Iterable, Iterator

from corvia_local.model.reflection import Reflection, ReframeProposal


def reflect(text: str) -> Reflection:
    """Hear one text; raise BadInput where it is empty."""
    from corvia_engine.words.reflecting import reflect as hear

    return hear(text)


def reflect_lines(lines: Iterable[str]) -> Iterator[Reflection]:
    """Hear each line on its own, in order."""
    from corvia_engine.words.reflecting import reflect_lines as hear_lines

    return hear_lines(lines)


def propose_reframes(text: str, reflection: Reflection) -> tuple[ReframeProposal, ...]:
    """Propose at most two questions with a first draft; none is ever accepted by itself."""
    from corvia_engine.words.reframing import propose_reframes as propose

    return propose(text, reflection)


def care_card(country: str | None = None, *, after_text: bool = True) -> tuple[str, ...]:
    """Give the lines that stand before everything else where a text speaks of harm.

    `after_text` is false where the person asked for the card themselves.
    """
    from corvia_engine.words.care_card import care_card as card

    return card(country, after_text=after_text)
