"""Names that a song carries, such as its key and its sections, in words."""

import re

from corvia_local.language import mark, said, tr

STANZA_NAMES = {"verse": mark("Verse"), "chorus": mark("Refrain"), "bridge": mark("Bridge")}
"""A stanza's kind → its name."""

SECTIONS = {
    "intro": mark("intro"),
    "verse": mark("verse"),
    "chorus": mark("chorus"),
    "bridge": mark("bridge"),
    "interlude": mark("interlude"),
    "outro": mark("outro"),
    "tutti": mark("tutti"),
}
"""A section's kind, as scores name it → its name."""

MODES = (mark("major"), mark("minor"))
_PITCH = re.compile(r"([A-G][♯♭]?) (.+)")
_NUMBERED = re.compile(r"(\w+)( \d+)?")
_GERMAN_B = {"B♭": "B", "B": "H"}


def key_words(name: str) -> str:
    """Write a key's name, such as “D minor”, as the language does."""
    found = _PITCH.fullmatch(name)
    if found is None:
        return name
    pitch = tr(found[1], context="pitch")
    return tr("{pitch} {mode}", context="key", pitch=pitch, mode=tr(found[2]))


def section_words(name: str) -> str:
    """Write a section's name, such as “verse 2”; other names stay as they are."""
    found = _NUMBERED.fullmatch(name)
    if found is None or found[1] not in SECTIONS:
        return said(name)
    return tr(SECTIONS[found[1]]) + (found[2] or "")
