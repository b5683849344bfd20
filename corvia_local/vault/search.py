"""What it means that a search finds a text, and the index that finds it quickly.

A search finds a text if each of its words (what stands between white space) occurs somewhere in
the text, both folded. So it finds parts of words, needs no syntax, and works in scripts that put
no spaces between words.
"""

import unicodedata

import msgspec

TRIGRAM = 3
_INDEXED_WORDS = 8
_INDEXED_LENGTH = 64

_FIXED_POINTS = range(10, 36)
_ATTACHED = range(200, 241)


def fold(text: str) -> str:
    """Give a text without the differences that a search overlooks: capitals, accents, width.

    NFKD, combining marks taken out, full case folding, NFKC. The marks are those of Unicode's
    combining classes 10 to 35 (points of Hebrew, Arabic and Syriac) and 200 to 240 (accents above
    and below); vowel signs of Indic and Thai and the Japanese voicing marks are letters and stay.
    https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not _is_accent(character))
    return unicodedata.normalize("NFKC", bare.casefold())


def _is_accent(character: str) -> bool:
    combining = unicodedata.combining(character)
    return combining in _FIXED_POINTS or combining in _ATTACHED


def search_words(search: str) -> list[str]:
    """Give the folded words of a search. Whatever cannot be in a text is replaced by a question
    mark, so that any string is a search.
    """
    return fold(search.encode(errors="replace").decode().replace("\x00", "?")).split()


def fold_tag(tag: str) -> str:
    """Give the form in which tags are compared."""
    return " ".join(search_words(tag))


def search_condition(words: list[str]) -> tuple[str, list[str]]:
    """Give an SQL condition on `entries.sequence` that all words occur, with its values.

    The index narrows the texts down by the longest words of three characters or more; each text
    left is then looked through, which decides.
    """
    values = [msgspec.json.encode(words).decode()]
    condition = "NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(folded, value) = 0)"
    longest = sorted({word for word in words if len(word) >= TRIGRAM}, key=len, reverse=True)
    if longest:
        quoted = (
            '"' + word[:_INDEXED_LENGTH].replace('"', '""') + '"'
            for word in longest[:_INDEXED_WORDS]
        )
        condition = f"found_text MATCH ? AND {condition}"
        values.insert(0, " ".join(quoted))
    return f"sequence IN (SELECT rowid FROM found_text WHERE {condition})", values  # noqa: S608
