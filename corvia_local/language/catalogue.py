"""A language's catalogue: a gettext .po file, read as it stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("po")
ENDING = ".po"
_STATEMENT = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) "(.*)"$')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

Message = tuple[str, str]
"""A context, empty for none, and an English text."""


@dataclass(frozen=True)
class Catalogue:
    """`texts`: a message → its forms, one, or one a plural. `form` gives the place for a count.

    `heading` is the file's first entry: its fields by name, such as `Language`.
    """

    texts: dict[Message, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda count: int(count != 1)
    heading: dict[str, str] = field(default_factory=dict)

    def text(self, message: Message) -> str | None:
        """Give a text in the catalogue's language, or None where it has none."""
        forms = self.texts.get(message)
        return forms[0] if forms else None

    def counted(self, message: Message, count: int) -> str | None:
        """Give the form of a text for a count, or None where the catalogue has none."""
        forms = self.texts.get(message)
        return forms[min(self.form(count), len(forms) - 1)] if forms else None


@dataclass
class _Entry:
    parts: dict[str, list[str]] = field(default_factory=dict)
    fuzzy: bool = False

    def part(self, name: str) -> str:
        return "".join(self.parts.get(name, ()))

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(self.part(name) for name in sorted(self.parts) if name.startswith("msgstr"))


def catalogue_tags() -> tuple[str, ...]:
    """Give the tags (BCP 47) of the languages that have a catalogue, without English."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*" + ENDING)))


def own_name(tag: str) -> str:
    """Give a language's name in that language, such as “Deutsch”; the tag where none is written."""
    if tag not in catalogue_tags():
        return "English" if tag == "en" else tag
    with (FOLDER / (tag + ENDING)).open(encoding="utf-8") as file:
        for entry in _entries(file):
            return _heading(entry).get("X-Own-Name", tag)
    return tag


def load_catalogue(tag: str) -> Catalogue:
    """Read the catalogue of one of `catalogue_tags`."""
    return read_catalogue((FOLDER / (tag + ENDING)).read_text(encoding="utf-8"))


def read_catalogue(content: str) -> Catalogue:
    """Read a .po file's content; entries marked fuzzy, or without a translation, are left out.

    The format is that of GNU gettext's manual, “The Format of PO Files”; the plural rule is read
    by the standard library.
    """
    texts: dict[Message, tuple[str, ...]] = {}
    heading: dict[str, str] = {}
    for entry in _entries(content.splitlines()):
        message = entry.part("msgctxt"), entry.part("msgid")
        if message == ("", ""):
            heading = _heading(entry)
        elif not entry.fuzzy and all(entry.forms):
            texts[message] = entry.forms
    from gettext import c2py

    rule = re.search(r"plural=(.+?);?\s*$", heading.get("Plural-Forms", ""))
    return Catalogue(texts, c2py(rule[1] if rule else "n != 1"), heading)


def _heading(entry: _Entry) -> dict[str, str]:
    lines = (line.partition(":") for line in entry.part("msgstr").splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def _entries(lines: Iterable[str]) -> Iterator[_Entry]:
    entry, open_part = _Entry(), ""
    for raw in lines:
        line = raw.strip()
        if not line:
            if entry.parts:
                yield entry
            entry, open_part = _Entry(), ""
        elif line.startswith("#"):
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
        elif found := _STATEMENT.match(line):
            open_part = found[1]
            entry.parts[open_part] = [_unescaped(found[2])]
        elif line.startswith('"') and open_part:
            entry.parts[open_part].append(_unescaped(line[1:-1]))
    if entry.parts:
        yield entry


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
