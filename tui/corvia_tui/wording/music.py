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

GOALS = {
    "calm": mark("calm", context="goal"),
    "joy": mark("joy", context="goal"),
    "energy": mark("energy", context="goal"),
    "release": mark("release", context="goal"),
    "comfort": mark("comfort", context="goal"),
}
"""A wished mood's name → how it is shown."""

CHANGES = (
    mark("faster"), mark("slower"), mark("higher"), mark("lower"), mark("brighter"),
    mark("darker"), mark("fuller"), mark("sparser"),
)  # fmt: skip

PARTS = (
    mark("melody"), mark("harmony"), mark("bass"), mark("counter"), mark("percussion"),
    mark("pad"), mark("lead"), mark("drone"), mark("second voice"), mark("second"), mark("voice"),
)  # fmt: skip

TRADITIONS = (
    mark("western"), mark("andean"), mark("arab"), mark("balkan"), mark("blues"), mark("chinese"),
    mark("ethiopian"), mark("flamenco"), mark("hindustani"), mark("irish"), mark("japanese"),
    mark("javanese-pelog"), mark("javanese-slendro"), mark("klezmer"), mark("mande"),
    mark("persian"), mark("turkish"),
)  # fmt: skip

VOICES = (
    mark("none"), mark("tenor"), mark("mezzo"), mark("alto"), mark("baritone"), mark("hum"),
    mark("spoken"), mark("own"),
)  # fmt: skip


def key_words(name: str) -> str:
    """Write a key's name, such as “D minor”, as the language does."""
    found = _PITCH.fullmatch(name)
    if found is None:
        return name
    pitch = {"B♭": tr("B♭"), "B": tr("B", context="pitch")}.get(found[1], found[1])
    return tr("{pitch} {mode}", context="key", pitch=pitch, mode=tr(found[2]))


def section_words(name: str) -> str:
    """Write a section's name, such as “verse 2”; other names stay as they are."""
    found = _NUMBERED.fullmatch(name)
    if found is None or found[1] not in SECTIONS:
        return said(name)
    return tr(SECTIONS[found[1]]) + (found[2] or "")
