"""The care card: fixed words shown first where a text speaks of harm, and where help is.

Its words and numbers are data (`care_card.json`, `helplines.json`), with a version, a date and
the state of their review. Nothing on the card is generated.
"""

from functools import lru_cache
from importlib.resources import files

import msgspec

LONGEST_CARD = 12


class Helpline(msgspec.Struct, frozen=True):
    """A line to talk to. `dial` is exactly what is dialled; `hours` is None where not checked."""

    name: str
    dial: str
    hours: str | None
    source: str
    checked: str


class Country(msgspec.Struct, frozen=True):
    """A country's emergency number and crisis lines."""

    name: str
    emergency: str
    lines: tuple[Helpline, ...]


class Helplines(msgspec.Struct, frozen=True):
    """The table of lines by ISO 3166-1 alpha-2 code."""

    version: str
    countries: dict[str, Country]


class CardWords(msgspec.Struct, frozen=True):
    """The card's fixed words; braces mark where numbers and dates go."""

    version: str
    date: str
    review: str
    opening: tuple[str, ...]
    danger: str
    danger_anywhere: str
    line: str
    choices: tuple[str, ...]
    elsewhere: str
    closing: str


def care_card(country: str | None, *, after_text: bool = True) -> tuple[str, ...]:
    """Give the card's lines, at most twelve, for a country code such as `GB`.

    `after_text` is false where the person asked for the card themselves; then nothing is said of
    a text. Without a code, or for one that the table does not hold, it names 112 and 911 and
    where lines are listed.
    """
    words = card_words()
    place = helplines().countries.get(country.strip().upper()) if country else None
    lines = list(words.opening if after_text else words.opening[1:])
    if place is None:
        lines.append(words.danger_anywhere)
    else:
        lines.append(words.danger.format(emergency=place.emergency))
        lines += [_line(words, line) for line in place.lines[: _room(words)]]
    lines += [*words.choices, words.elsewhere]
    lines.append(words.closing.format(version=words.version, date=words.date, review=words.review))
    return tuple(lines)


def _room(words: CardWords) -> int:
    return LONGEST_CARD - len(words.opening) - len(words.choices) - 3


def _line(words: CardWords, line: Helpline) -> str:
    hours = f"{line.hours}, " if line.hours else ""
    return words.line.format(name=line.name, dial=line.dial, hours=hours, checked=line.checked)


@lru_cache(maxsize=1)
def card_words() -> CardWords:
    """Load the card's words."""
    return msgspec.json.decode(_data("care_card.json"), type=CardWords)


@lru_cache(maxsize=1)
def helplines() -> Helplines:
    """Load the table of lines."""
    return msgspec.json.decode(_data("helplines.json"), type=Helplines)


def _data(name: str) -> bytes:
    return (files("corvia_engine.words") / name).read_bytes()
