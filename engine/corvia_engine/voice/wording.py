"""How written words are spoken: by which language's rules, and what is left out.

Letters of another script are read by the rules of a language written in it. Figures are read as
numbers by the synthesizer; letters that make no word are spelt by it. Emoji, signs and control
characters are left out: a word of nothing else is held as part of the word before it.
"""

import unicodedata
from collections.abc import Sequence

ENGLISH = "en-us"
_LANGUAGES = (
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("CJK", "cmn"),
    ("HANGUL", "ko"),
    ("CYRILLIC", "ru"),
    ("GREEK", "el"),
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("DEVANAGARI", "hi"),
    ("BENGALI", "bn"),
    ("TAMIL", "ta"),
    ("ARMENIAN", "hy"),
    ("GEORGIAN", "ka"),
)
"""The first word of a letter's Unicode name, and a language of eSpeak's that reads it."""

_INSIDE_WORDS = frozenset("'’-")
LONGEST_LINE = 1000


def spoken_word(word: str) -> str:
    """Keep letters with their marks, figures, apostrophes and hyphens of a word."""
    kept = "".join(c for c in word if _is_spoken(c) or c in _INSIDE_WORDS)
    return kept.replace("’", "'").strip("'-")


def spoken_words(words: Sequence[str]) -> list[str]:
    """Give the spoken form of each of a line's words; some may be empty."""
    return [spoken_word(word) for word in words]


def line_key(words: Sequence[str]) -> str:
    """Name a line by what is said: its spoken words in small letters."""
    return " ".join(word.lower() for word in spoken_words(words) if word)


def language_of(text: str) -> str:
    """Give the language by whose rules most of a text's letters are read; English by default."""
    counts: dict[str, int] = {}
    for character in text[:LONGEST_LINE]:
        if character.isalpha():
            language = _language(character)
            counts[language] = counts.get(language, 0) + 1
    if "ja" in counts:
        return "ja"
    return max(counts, key=lambda language: counts[language], default=ENGLISH)


def _language(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((language for start, language in _LANGUAGES if name.startswith(start)), ENGLISH)


def _is_spoken(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character.isdigit()
