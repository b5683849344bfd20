"""The care card: fixed words shown first where a text speaks of harm, and where help is.

Its words and numbers are data (`care_card.json`, `helplines.json`), with a version, a date and
the state of their review. Nothing on the card is generated.
"""

from datetime import date
from functools import lru_cache
from importlib.resources import files

import msgspec

ENGLISH = "en"
CARDS = {ENGLISH: "care_card.json", "de": "care_card.de.json"}
"""A language's tag → the file with its card."""

LONGEST_CARD = 12


class Helpline(msgspec.Struct, frozen=True):
    """A line to talk to. `dial` is exactly what is dialled, `sms` what is texted, either or both.

    `hours` is None where they are not known. `who` tells whom it is for, or in which language.
    `checked` is the ISO date on which the source was read.
    """

    name: str
    hours: str | None
    source: str
    checked: str
    dial: str | None = None
    sms: str | None = None
    who: str | None = None


class Country(msgspec.Struct, frozen=True):
    """A country's emergency number, as it stands after “Call”, and its crisis lines."""

    name: str
    emergency: str
    lines: tuple[Helpline, ...]


class Source(msgspec.Struct, frozen=True):
    """Where the table's facts are from, and under which SPDX licence."""

    name: str
    url: str
    licence: str


class Helplines(msgspec.Struct, frozen=True):
    """The table of lines by ISO 3166-1 alpha-2 code (and XK for Kosovo)."""

    version: str
    licence: str
    sources: tuple[Source, ...]
    countries: dict[str, Country]


class CardWords(msgspec.Struct, frozen=True):
    """The card's fixed words; braces mark where numbers and dates go.

    `message` is the first draft to someone trusted, `grounding` the lines of the grounding.
    `text_word` stands before a number to text, `or_word` between two ways to one line;
    `hours` writes the table's hours in the card's language.
    """

    version: str
    date: str
    review: str
    opening: tuple[str, ...]
    danger: str
    danger_anywhere: str
    line: str
    hours_unknown: str
    old: str
    choices: tuple[str, ...]
    elsewhere: str
    closing: str
    message: str
    grounding: tuple[str, ...]
    text_word: str = "text"
    or_word: str = "or"
    hours: dict[str, str] = {}


def care_card(
    country: str | None, today: date, *, after_text: bool = True, language: str = ENGLISH
) -> tuple[str, ...]:
    """Give the card's lines, at most twelve, for a country code such as `GB`.

    `after_text` is false where the person asked for the card themselves; then nothing is said of
    a text. Without a code, or for one that the table does not hold, it names 112 and 911 and
    where lines are listed. A line that was checked twelve months before `today` or earlier brings
    a warning. In a language without a card it is English.
    """
    words, place = card_words(language), country_of(country)
    lines = list(words.opening if after_text else words.opening[1:])
    if place is None:
        lines.append(words.danger_anywhere)
    else:
        old = any(is_old(line, today) for line in place.lines)
        room = LONGEST_CARD - len(words.opening) - len(words.choices) - 3 - old
        lines.append(words.danger.format(emergency=place.emergency))
        lines += [_line(words, line) for line in place.lines[:room]]
        lines += [words.old] if old else []
    lines += [*words.choices, words.elsewhere]
    lines.append(words.closing.format(version=words.version, date=words.date, review=words.review))
    return tuple(lines)


def country_of(code: str | None) -> Country | None:
    """Give a country by its code in any case, or None where the table does not hold it."""
    return helplines().countries.get(code.strip().upper()) if code else None


def is_old(line: Helpline, today: date) -> bool:
    """Say whether twelve months have passed since a line was checked."""
    checked = date.fromisoformat(line.checked)
    return (today.year - checked.year) * 12 + today.month - checked.month - (
        today.day < checked.day
    ) >= 12


def _line(words: CardWords, line: Helpline) -> str:
    ways = [] if line.dial is None else [line.dial]
    ways += [] if line.sms is None else [f"{words.text_word} {line.sms}"]
    return words.line.format(
        name=f"{line.name}, {line.who}" if line.who else line.name,
        ways=f" {words.or_word} ".join(ways),
        hours=words.hours.get(line.hours, line.hours) if line.hours else words.hours_unknown,
        checked=line.checked,
    )


@lru_cache(maxsize=2)
def card_words(language: str = ENGLISH) -> CardWords:
    """Load the card's words in a language that has a card of its own, else in English.

    Each language's card is a version of its own, with its own date and state of review.
    """
    name = CARDS.get(language, CARDS[ENGLISH])
    return msgspec.json.decode(_data(name), type=CardWords)


@lru_cache(maxsize=1)
def helplines() -> Helplines:
    """Load the table of lines."""
    return msgspec.json.decode(_data("helplines.json"), type=Helplines)


def _data(name: str) -> bytes:
    return (files("corvia_engine.words") / name).read_bytes()
