"""Lines to be sung, cut into syllables."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Origin = Literal["own words", "reframe", "given"]
StanzaKind = Literal["verse", "chorus", "bridge"]


class LyricSyllable(msgspec.Struct, frozen=True):
    """One syllable as written. `stress`: 0 none, 1 secondary, 2 primary (CMUdict's 0, 2, 1)."""

    text: str
    stress: int
    begins_word: bool
    ends_word: bool


class LyricLine(msgspec.Struct, frozen=True):
    """One line as the person wrote it, and its syllables in order."""

    text: str
    syllables: tuple[LyricSyllable, ...]
    origin: Origin


class Stanza(msgspec.Struct, frozen=True):
    """Lines that belong together. A chorus stanza is stated once and sung at each return."""

    kind: StanzaKind
    lines: tuple[LyricLine, ...]


class Lyric(msgspec.Struct, frozen=True):
    """The words of a song, in the order in which they first appear."""

    title: Annotated[str, Meta(max_length=200)]
    stanzas: tuple[Stanza, ...]
