"""What it means that a search finds a text, and the index that finds it quickly.

A search finds a text if each of its words (what stands between white space) occurs somewhere in
the text, both folded. So it finds parts of words, needs no syntax, and works in scripts that put
no spaces between words.
"""

import unicodedata

_TRIGRAM = 3
_INDEXED_WORDS = 8
_LONGEST_INDEXED = 64

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


def index_query(words: list[str]) -> tuple[str, list[str]]:
    """Give what the index is asked for, and the words that it leaves to be looked for in the texts.

    It answers for words of 3 to 64 characters, the eight longest of them. An empty query means
    that it knows nothing of these words.
    """
    indexed = sorted(filter(_can_index, set(words)), key=len, reverse=True)[:_INDEXED_WORDS]
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in indexed)
    return phrases, [word for word in words if word not in indexed]


def _can_index(word: str) -> bool:
    return _TRIGRAM <= len(word) <= _LONGEST_INDEXED
