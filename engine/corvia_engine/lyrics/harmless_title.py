"""A title, and so every name that is made of one, never comes from words of harm."""

import itertools

import msgspec

from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.selecting import speaks_of_harm
from corvia_engine.lyrics.titles import UNTITLED, title_of
from corvia_engine.words.care import crisis
from corvia_local.model.lyric import Lyric


def with_harmless_title(lyric: Lyric, *sources: str) -> Lyric:
    """Give the lyric under a title that no sentence of harm in the `sources` holds.

    The title stands where it shares no run of words with such a sentence; else one is made of the
    other lines, else it is “Untitled”. `sources` are the texts that the lyric was made of.
    """
    harmful = [_words(sentence) for text in sources for sentence in _harmful_sentences(text)]
    if not _touches(lyric.title, harmful):
        return lyric
    lines = [line.text for stanza in lyric.stanzas for line in stanza.lines]
    other = title_of([line for line in lines if not _touches(line, harmful)])
    return msgspec.structs.replace(lyric, title=other or UNTITLED)


def _harmful_sentences(text: str) -> list[str]:
    """Give the sentences of harm, and what runs on from or into the next line."""
    found = [text[start:end] for start, end in crisis(text).spans]
    for line, following in itertools.pairwise(text.splitlines()):
        if not following.strip() or line.rstrip().endswith((".", "!", "?")):
            continue
        if _is_harmful(line):
            found.append(following)
        elif not _is_harmful(following) and _is_harmful(f"{line} {following}"):
            found += [line, following]
    return found


def _is_harmful(line: str) -> bool:
    return crisis(line).level != "none"


def _touches(part: str, harmful: list[list[str]]) -> bool:
    """Say whether a part speaks of harm or is a run of words out of a sentence that does."""
    words = _words(part)
    return speaks_of_harm(part) or any(_runs_within(words, sentence) for sentence in harmful)


def _runs_within(words: list[str], sentence: list[str]) -> bool:
    count = len(words)
    return bool(words) and any(
        sentence[start : start + count] == words for start in range(len(sentence) - count + 1)
    )


def _words(text: str) -> list[str]:
    return [word for word in map(bare, text.split()) if word]
