"""How strong a passphrase is, in words. An estimate by length and variety, said as such."""

import math

from corvia_local.language import tr

GUESSES_A_SECOND = 1_000
"""Argon2id at its moderate limits takes .4 s on a laptop; a well-equipped attacker does hundreds
to thousands of guesses a second."""


def guess_bits(passphrase: str) -> float:
    """Estimate the bits of guessing work, low rather than high, since people choose what is common.

    Each word counts once: 2 bits a letter (a word of five letters 10 bits, one of about a
    thousand common words), 3 a character where it mixes letters with others. Characters beyond
    twice the number of different ones add nothing.
    """
    return sum(_word_bits(word) for word in set(passphrase.lower().split()))


def _word_bits(word: str) -> float:
    rate = 2.0 if word.isalpha() else 3.0
    return rate * min(len(word), 2 * len(set(word)))


def strength_words(passphrase: str) -> str:
    """Say what a passphrase would withstand, and what would help."""
    if not passphrase:
        return tr("Four or five words that only you would put together work well.")
    if len(passphrase) < 8:
        return tr("Too short yet: at least 8 characters.")
    seconds = math.exp2(guess_bits(passphrase)) / 2 / GUESSES_A_SECOND
    if seconds < 7 * 86_400:
        return tr("Weak: a patient thief could guess it. Another word or two would help.")
    if seconds < 50 * 365 * 86_400:
        return tr("Fair: good against the curious. One more word makes it strong.")
    return tr("Strong.")
