"""Which language a text is written in, as far as its small words tell."""

# ruff: noqa: E501 (lists of words read better unbroken)

import re
from typing import Final

from corvia_engine.words.word_sets import word_set

ENGLISH: Final = "en"

_SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": word_set("the and i to of a in is it was my that me you not for on with so but at this be have"),
    "de": word_set("der die das und ich nicht ist ein eine zu in den mit es auf mir mich war so auch noch wie aber wir"),
    "fr": word_set("le la les et je ne pas est un une de des que qui dans ce il elle suis mon ma me pour avec mais"),
    "es": word_set("el la los las y yo no es un una de que en mi me por con para se lo pero estoy muy como"),
    "it": word_set("il la le e io non è un una di che in mi per con sono ma mia mio come più del della"),
    "pt": word_set("o a os as e eu não é um uma de que em me minha meu por com para mas estou muito como do da"),
    "nl": word_set("de het een en ik niet is van in dat mijn me voor met op maar zo ook nog wel er te was we"),
    "sv": word_set("och jag inte är en ett det att i på som med min mig för men så har var av den vi"),
    "pl": word_set("i nie jest się na w z do to że mi mnie jak ale jestem mój moja co tak już przez"),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
MOST_WORDS = 2_000
LEAST_SMALL_WORDS = 3


def language_of(text: str) -> str:
    """Give the code of the language whose small words are the most, English where few are found.

    Another language is named only where its small words are three at least, a fifth of all, and
    clearly more than the English ones.
    """
    words = [word.lower() for word in _WORD.findall(text[:20_000])[:MOST_WORDS]]
    counts = {code: sum(word in own for word in words) for code, own in _SMALL_WORDS.items()}
    best = max(counts, key=lambda code: (counts[code], code == ENGLISH))
    clear = (
        counts[best] >= max(LEAST_SMALL_WORDS, 0.2 * len(words))
        and counts[best] >= 1.3 * counts[ENGLISH]
    )
    return best if words and clear else ENGLISH
