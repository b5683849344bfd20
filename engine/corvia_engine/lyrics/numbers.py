"""Numbers in English words, so that they can be sung."""

import re

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_NUMBER = re.compile(
    r"(?<![\w.])(?:(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)|(?P<whole>\d{1,9})"
    r"(?P<ordinal>st|nd|rd|th)?)(?P<percent>\s?%)?(?![\w]|[.,:]\d)",
    re.IGNORECASE | re.ASCII,
)


def spelled(text: str) -> str:
    """Spell whole numbers up to nine digits, ordinals, clock times and per cents in words.

    Four digits from 1100 to 1999 are read as years are. Other figures stay as they are.
    """
    return _NUMBER.sub(_spell, text)


def _spell(match: re.Match[str]) -> str:
    if match["hour"] is not None:
        minute = int(match["minute"])
        words = number_words(int(match["hour"]))
        words += (
            " o'clock" if minute == 0 else f" {'oh ' if minute < 10 else ''}{number_words(minute)}"
        )
    else:
        digits = match["whole"]
        value = int(digits)
        is_year = len(digits) == 4 and 1100 <= value <= 1999 and not match["ordinal"]
        words = _year_words(value) if is_year else number_words(value)
        if match["ordinal"]:
            words = _ordinal(words)
    return words + (" percent" if match["percent"] else "")


def number_words(value: int) -> str:
    """Spell a whole number from 0 to 999,999,999."""
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = f" {number_words(value % size)}" if value % size else ""
            return f"{number_words(value // size)} {name}{rest}"
    raise ValueError(value)


def _year_words(value: int) -> str:
    century, rest = divmod(value, 100)
    if rest == 0:
        return f"{number_words(century)} hundred"
    return f"{number_words(century)} {'oh ' if rest < 10 else ''}{number_words(rest)}"


def _ordinal(words: str) -> str:
    head, sign, last = words.rpartition("-" if "-" in words.rsplit(" ", 1)[-1] else " ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return head + sign + last
