"""What may be kept as a text, a title or a tag."""

import re
import unicodedata

from corvia_local.errors import BadInput

LONGEST_TEXT = 200_000
LONGEST_DRAFT = 2_000_000
LONGEST_TITLE = 200
LONGEST_TAG = 64
MOST_TAGS = 32

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Unicode's category Cc without tab and the line breaks."""
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


class TextEmpty(BadInput):
    """A text holds nothing that can be seen."""


class TextTooLong(BadInput):
    """A text is longer than the vault keeps in one piece."""


class NotText(BadInput):
    """What was given as a text holds bytes that are none."""


class TagUnusable(BadInput):
    """A tag is empty or too long, or there are too many."""


def check_text(text: str, kind: str, longest: int = LONGEST_TEXT) -> None:
    """Check that a text can be kept as it stands; lengths are in code points.

    `kind` names it, as in “entry”. Raises TextTooLong, NotText, TextEmpty.
    """
    check_storable(text, kind, longest)
    if all(unicodedata.category(character) in _UNSEEN for character in text):
        raise TextEmpty(f"The {kind} is empty. Write a word or two; a single one is enough.")


def check_storable(text: str, kind: str, longest: int) -> None:
    """Check length and characters only, so that an empty text passes."""
    if len(text) > longest:
        raise TextTooLong(
            f"The {kind} is {len(text):,} characters long; at most {longest:,} are kept."
            " Split it into several."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(
            f"The {kind} holds bytes at character {error.start + 1} that are not text."
            " Save the file as UTF-8 and try again."
        ) from error
    if control := _CONTROL.search(text):
        raise NotText(
            f"The {kind} holds the control character U+{ord(control[0]):04X} at character"
            f" {control.start() + 1}, which is not text. Take it out and try again."
        )


def checked_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Give tags without white space around them and without repetition, in their order."""
    if len(tags) > MOST_TAGS:
        raise TagUnusable(f"{len(tags)} tags were given; at most {MOST_TAGS} are kept.")
    kept: dict[str, None] = {}
    for given in tags:
        tag = unicodedata.normalize("NFC", given.strip())
        if not tag or len(tag) > LONGEST_TAG:
            raise TagUnusable(
                f"A tag has 1 to {LONGEST_TAG} characters; “{given[:LONGEST_TAG]}” has {len(tag)}."
            )
        check_text(tag, "tag", LONGEST_TAG)
        kept[tag] = None
    return tuple(kept)
