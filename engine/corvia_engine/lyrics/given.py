"""Read lyrics that were given: stanzas between blank lines, with or without headings."""

import re
from collections import Counter

from corvia_engine.lyrics.syllables import singable, syllables_of_line
from corvia_engine.lyrics.titles import UNTITLED, as_title, title_of
from corvia_local.errors import BadInput
from corvia_local.model.lyric import Lyric, LyricLine, Stanza, StanzaKind

MOST_CHARACTERS = 20_000
MOST_LINES = 200
MOST_STANZAS = 24
MOST_LINE_CHARACTERS = 300
MOST_LINE_SYLLABLES = 40

_HEADING = re.compile(r"^\s*\[\s*([^\]]{1,40}?)\s*\d*\s*\]\s*$")
_TITLE = re.compile(r"^\s*(?:#\s+|title:\s*)(.{1,200}?)\s*$", re.IGNORECASE)
_KINDS: dict[str, StanzaKind] = {
    "verse": "verse",
    "chorus": "chorus",
    "refrain": "chorus",
    "hook": "chorus",
    "bridge": "bridge",
    "middle eight": "bridge",
}


class LyricsRefused(BadInput):
    """Given lyrics are empty, too long, or have a heading that is not known."""


def lyric_from_lines(text: str) -> Lyric:
    """Read lyrics. Blank lines part the stanzas; `[Verse]`, `[Chorus]`, `[Bridge]` name them.

    Without headings, a stanza that returns word for word is the chorus and the rest are verses. A
    chorus is kept once, where it first stands. A first line `# Words` or `Title: Words` is the
    title. Raises LyricsRefused beyond 20,000 code points, 200 lines, 24 stanzas, or 300 code
    points or 40 syllables a line.
    """
    if len(text) > MOST_CHARACTERS:
        raise LyricsRefused(
            f"The lyrics are {len(text)} characters long; at most {MOST_CHARACTERS} can be sung."
            " Give a shorter text."
        )
    title, blocks = _blocks(text)
    kinds = _kinds(blocks)
    stanzas: list[Stanza] = []
    seen: set[tuple[str, ...]] = set()
    for kind, (_, lines) in zip(kinds, blocks, strict=True):
        words = tuple(line.casefold() for line in lines)
        if kind == "chorus" and (words in seen or not lines):
            continue
        seen.add(words)
        stanzas.append(Stanza(kind, tuple(_line(line) for line in lines)))
    stanzas = [stanza for stanza in stanzas if stanza.lines]
    if not stanzas:
        raise LyricsRefused("The lyrics hold no words to sing. Give at least one line.")
    if len(stanzas) > MOST_STANZAS:
        raise LyricsRefused(
            f"The lyrics have {len(stanzas)} stanzas; at most {MOST_STANZAS} can be sung."
        )
    return Lyric(title or _title(stanzas), tuple(stanzas))


Block = tuple[StanzaKind | None, list[str]]


def _blocks(text: str) -> tuple[str | None, list[Block]]:
    title: str | None = None
    blocks: list[Block] = []
    current: Block = (None, [])
    count = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        heading = _HEADING.match(raw)
        if title is None and count == 0 and not heading and (named := _TITLE.match(raw)):
            title = as_title(named.group(1))
        elif heading or not raw.strip():
            blocks.append(current)
            current = (_kind_of(heading.group(1), number) if heading else None, [])
        elif singable(raw):
            _check_line(raw, number)
            current[1].append(raw.strip())
            count += 1
    blocks.append(current)
    if count > MOST_LINES:
        raise LyricsRefused(f"The lyrics have {count} lines; at most {MOST_LINES} can be sung.")
    return title, _merged(blocks)


def _merged(blocks: list[Block]) -> list[Block]:
    """Drop empty blocks; a heading followed by a blank line names the stanza after it."""
    merged: list[Block] = []
    waiting: StanzaKind | None = None
    for kind, lines in blocks:
        if not lines:
            waiting = kind or waiting
            continue
        merged.append((kind or waiting, lines))
        waiting = None
    return merged


def _kind_of(name: str, number: int) -> StanzaKind:
    kind = _KINDS.get(name.casefold())
    if kind is None:
        raise LyricsRefused(
            f"Line {number} holds the heading “[{name}]”. Known are [Verse], [Chorus], [Bridge]."
        )
    return kind


def _check_line(line: str, number: int) -> None:
    if len(line) > MOST_LINE_CHARACTERS or len(syllables_of_line(line)) > MOST_LINE_SYLLABLES:
        raise LyricsRefused(
            f"Line {number} of the lyrics is too long to be sung in one breath. Break it in two:"
            f" at most {MOST_LINE_SYLLABLES} syllables and {MOST_LINE_CHARACTERS} characters."
        )


def _kinds(blocks: list[Block]) -> list[StanzaKind]:
    times = Counter(tuple(line.casefold() for line in lines) for _, lines in blocks)
    named = any(kind for kind, _ in blocks)
    kinds: list[StanzaKind] = []
    for kind, lines in blocks:
        returns = times[tuple(line.casefold() for line in lines)] > 1
        kinds.append(kind or ("chorus" if returns and not named else "verse"))
    return kinds


def _line(text: str) -> LyricLine:
    return LyricLine(text, syllables_of_line(text), "given")


def _title(stanzas: list[Stanza]) -> str:
    chorus = [stanza for stanza in stanzas if stanza.kind == "chorus"]
    lines = [line.text for stanza in (chorus or stanzas) for line in stanza.lines]
    return title_of(lines) or UNTITLED
