"""The recovery phrase: 256 random bits as 24 English words (BIP-39).

https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
"""

import secrets
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from corvia_local.errors import BadInput

if TYPE_CHECKING:
    from mnemonic import Mnemonic

ENTROPY_BYTES = 32
WORD_COUNT = 24
LONGEST_PHRASE = 1000


class RecoveryPhraseUnusable(BadInput):
    """A recovery phrase cannot be read."""


class WrongWordCount(RecoveryPhraseUnusable):
    """A recovery phrase has not 24 words."""


class UnknownWord(RecoveryPhraseUnusable):
    """A word of a recovery phrase is not in the list."""


class WrongChecksum(RecoveryPhraseUnusable):
    """All words of a recovery phrase are known, but they do not belong together."""


def make_recovery_phrase() -> str:
    """Make a new recovery phrase of 24 words with a space between them."""
    return _word_list().to_mnemonic(secrets.token_bytes(ENTROPY_BYTES))


def recovery_entropy(words: str) -> bytes:
    """Give the 32 bytes that a recovery phrase stands for.

    Capitals and white space do not matter. Raises WrongWordCount, UnknownWord (naming the place)
    or WrongChecksum. No error quotes what was typed: it may be a passphrase in the wrong place.
    """
    given = _split(words)
    if len(given) != WORD_COUNT:
        raise WrongWordCount(
            f"The recovery phrase has {WORD_COUNT} words, and {len(given)} were given."
            " Give all of them in order."
        )
    known = _word_list()
    for place, word in enumerate(given, 1):
        if word not in known.wordlist:
            raise UnknownWord(_about_unknown(place, word, known.wordlist))
    if not known.check(" ".join(given)):
        raise WrongChecksum(
            "Every word of the recovery phrase is a known one, but together they do not fit."
            " One word may be another than you wrote down, or two may have changed places."
        )
    return bytes(known.to_entropy(given))


def _split(words: str) -> list[str]:
    if len(words) > LONGEST_PHRASE:
        raise WrongWordCount(
            f"What was given is {len(words):,} characters long, too long for a recovery phrase."
            f" Give its {WORD_COUNT} words."
        )
    return unicodedata.normalize("NFKD", words).lower().split()


def _about_unknown(place: int, word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1, cutoff=0.7)
    hint = f" Perhaps it is “{close[0]}”." if close else " Look at where you wrote it down."
    return f"Word {place} of the recovery phrase is not in the list of words.{hint}"


@cache
def _word_list() -> "Mnemonic":
    from mnemonic import Mnemonic

    return Mnemonic("english")
