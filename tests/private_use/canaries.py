"""Words that stand nowhere else, every form in which they could leak, and a search for them."""

import base64
import random
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MARK = "zqcanaryxk"
"""Begins every canary. A reader of words takes it for one; so do lyrics, titles and tags."""


@dataclass
class Canaries:
    """The canaries of one session: all that begin with the mark, and secrets that do not."""

    chance: random.Random
    secrets: list[str] = field(default_factory=list)

    def word(self) -> str:
        """Make one more."""
        return MARK + "".join(self.chance.choices(string.ascii_lowercase, k=8))

    def sentence(self) -> str:
        """Make two sentences that a song can be made of, with two canaries."""
        one, two = self.word(), self.word()
        return f"I came home late and {one} was gone. I always ruin everything, my {two} too."

    def add_words(self, words: str, together: int = 3) -> None:
        """Take each so many of these words in a row as a secret; fewer could stand anywhere."""
        split = words.split()
        last = len(split) - together
        rows = (split[at : at + together] for at in range(0, last + 1, together))
        self.secrets += [" ".join(row) for row in rows]

    def forms(self) -> list[bytes]:
        """Give what no file may hold."""
        return [form for secret in (MARK, *self.secrets) for form in forms(secret)]


def forms(secret: str) -> Iterator[bytes]:
    """Give a secret in UTF-8, UTF-16 of both orders, hexadecimal digits and base64."""
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        yield secret.encode(code)
    data = secret.encode()
    yield data.hex().encode()
    yield data.hex().upper().encode()
    yield from (_in_base64(data, before) for before in range(3))


def _in_base64(data: bytes, before: int) -> bytes:
    """Give the letters that the data alone decide, with so many bytes of something before it."""
    first, last = -(-before * 8 // 6), (before + len(data)) * 8 // 6
    return base64.b64encode(bytes(before) + data)[first:last]


@dataclass
class Found:
    """What a search saw: leaks by place and form, and how much was looked through."""

    leaks: list[tuple[str, bytes]] = field(default_factory=list)
    files: int = 0
    bytes: int = 0


def look_for(secrets: Iterable[bytes], places: Iterable[tuple[str, bytes]]) -> Found:
    """Look for every form in every place, a place being a name and its content."""
    wanted, found = list(secrets), Found()
    for name, content in places:
        found.files += 1
        found.bytes += len(content)
        found.leaks += [(name, secret) for secret in wanted if secret in content]
        found.leaks += [(name, secret) for secret in wanted if secret in name.encode()]
    return found


def files_below(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Give each file with its path below its folder."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield str(path.relative_to(folder)), path.read_bytes()
