"""A lyric on the workbench: every line with its alternatives, every word with where it is from."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corvia_local.model.lyric import StanzaKind

Written = Literal["text", "reframe"]
"""Where a word was written: the entry's text, or the words accepted for it."""

EditKind = Literal[
    "spelt", "left out", "contracted", "written out", "moved", "replaced", "added", "own"
]

MOST_FORMS = 12
MOST_LINES = 64


class Source(msgspec.Struct, frozen=True):
    """A place in what the person wrote, in code points, end exclusive."""

    written: Written
    start: int
    end: int


class SungWord(msgspec.Struct, frozen=True):
    """One word as sung. `source` is None where it comes from an edit alone."""

    text: Annotated[str, Meta(max_length=300)]
    source: Source | None


class LineEdit(msgspec.Struct, frozen=True):
    """One small change to a line: words before and after, either of which may be empty.

    `own` is a line that the person wrote anew.
    """

    kind: EditKind
    before: str
    after: str


class LineForm(msgspec.Struct, frozen=True):
    """One way to sing a line: its words in order and the edits that lead to it."""

    words: tuple[SungWord, ...]
    edits: tuple[LineEdit, ...]

    @property
    def text(self) -> str:
        """The line as it is sung."""
        return " ".join(word.text for word in self.words)


class DraftLine(msgspec.Struct, frozen=True):
    """A line and its forms; the first one is as written. `chosen` counts from 0."""

    forms: Annotated[tuple[LineForm, ...], Meta(min_length=1, max_length=MOST_FORMS)]
    chosen: int

    @property
    def form(self) -> LineForm:
        """The form that is sung."""
        return self.forms[self.chosen]


class DraftStanza(msgspec.Struct, frozen=True):
    """Lines that belong together, as in a `Stanza`."""

    kind: StanzaKind
    lines: tuple[DraftLine, ...]


class LyricDraft(msgspec.Struct, frozen=True):
    """A whole lyric. `language` is a code such as “en”: how its syllables were counted."""

    title: Annotated[str, Meta(max_length=200)]
    language: Annotated[str, Meta(max_length=8)]
    stanzas: tuple[DraftStanza, ...]
