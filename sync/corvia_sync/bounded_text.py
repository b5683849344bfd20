"""Texts as objects may hold them: bounded, and without characters that steer a terminal.

Control characters (C0, C1) and characters that reverse or isolate the direction of writing
(U+202A…U+202E, U+2066…U+2069) or end a line unseen (U+2028, U+2029) are refused: a title from a
stranger is shown beside one's own.
"""

import re
from datetime import date
from typing import Annotated, Final

from msgspec import Meta

_STEERING: Final = r"\x7f-\x9f\u2028-\u202e\u2066-\u2069"
_ONE_LINE: Final = rf"^[^\x00-\x1f{_STEERING}]*\Z"
_LINES: Final = rf"^[^\x00-\x09\x0b-\x1f{_STEERING}]*\Z"
_STEERING_CHARACTER: Final = re.compile(rf"[\x00-\x1f{_STEERING}]")

_UNSEEN: Final = r"\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff\ufff9-\ufffb"
"""Marks that are not seen; in a name they serve only to make it look like another."""

Name = Annotated[
    str,
    Meta(min_length=1, max_length=80, pattern=rf"^[^\x00-\x1f{_STEERING}{_UNSEEN}]*\Z"),
]
"""A short name on one line, without marks that are not seen."""

Title = Annotated[str, Meta(max_length=200, pattern=_ONE_LINE)]
"""A title on one line; may be empty."""

Prose = Annotated[str, Meta(max_length=4000, pattern=_LINES)]
"""A text of several lines; may be empty."""

ShortProse = Annotated[str, Meta(max_length=500, pattern=_LINES)]
"""A few sentences; may be empty."""

Did = Annotated[str, Meta(max_length=80, pattern=r"^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}\Z")]
"""A did:key for Ed25519, by its form."""

IsoDate = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
"""A day such as 2026-11-25, by its form."""

LanguageTag = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")]
"""A language such as `en` or `pt-BR` (BCP 47)."""


def shown(text: str) -> str:
    """Write a stranger's text, such as a file's name, so that it steers no terminal."""
    return _STEERING_CHARACTER.sub("�", text)


def is_day(text: str) -> bool:
    """Tell whether a text of the form of a date names a day that exists."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def steers_terminal(text: str) -> bool:
    """Tell whether a one-line text holds one of the characters that are refused."""
    return _STEERING_CHARACTER.search(text) is not None
