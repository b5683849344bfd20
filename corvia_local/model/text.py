"""What a text must be before anything reads it: not empty, not too long, and text."""

from corvia_local.errors import BadInput

LONGEST_TEXT = 200_000
"""Characters; about 35,000 words, more than a long evening's writing."""

_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v")


class EmptyText(BadInput):
    """There is nothing to read."""


class TextTooLong(BadInput):
    """The text is longer than what is read at once."""


class NotText(BadInput):
    """The bytes are not text, or hold characters that no text holds."""


def check_text(text: str, what: str = "text") -> str:
    """Give the text back, or raise a BadInput that says what is wrong with it."""
    if not text.strip():
        raise EmptyText(f"The {what} is empty. A few words are enough.")
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(
            f"The {what} has {len(text):,} characters; at most {LONGEST_TEXT:,} are read at once."
            " Please cut it into parts."
        )
    for at, character in enumerate(text):
        if (character < " " and character not in _ALLOWED_CONTROLS) or character == "\x7f":
            raise NotText(
                f"The {what} holds a control character at place {at}; it is not plain text."
            )
        if "\ud800" <= character <= "\udfff":
            raise NotText(f"The {what} is not valid Unicode at place {at}.")
    return text


def decode_text(data: bytes, what: str = "text") -> str:
    """Decode UTF-8 and check it; raise NotText where the bytes are something else."""
    if len(data) > 4 * LONGEST_TEXT:
        raise TextTooLong(
            f"The {what} has {len(data):,} bytes; at most {LONGEST_TEXT:,} characters are read"
            " at once. Please cut it into parts."
        )
    try:
        return check_text(data.decode("utf-8-sig"), what)
    except UnicodeDecodeError as error:
        raise NotText(
            f"The {what} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and try again."
        ) from error
