"""How strong a passphrase is, in words. An estimate by length and variety, said as such."""

import math

GUESSES_A_SECOND = 1_000
"""Argon2id at its moderate limits takes .4 s on a laptop; a well-equipped attacker does hundreds
to thousands of guesses a second."""


def guess_bits(passphrase: str) -> float:
    """Estimate the bits of guessing work, low rather than high.

    Words (five letters or fewer count less) at about 10 bits each, since people choose common
    words that follow each other; one unbroken string at 2.5 bits a character, never above 60;
    repeated words and characters count once.
    """
    words = {word for word in passphrase.lower().split() if len(word) > 1}
    if len(words) >= 3:
        return sum(min(10.0, 2.5 * len(set(word))) for word in words)
    kinds = len(set(passphrase))
    return min(60.0, 2.5 * min(len(passphrase), 2 * kinds))


def strength_words(passphrase: str) -> str:
    """Say what a passphrase would withstand, and what would help."""
    if not passphrase:
        return "Four or five words that only you would put together work well."
    if len(passphrase) < 8:
        return "Too short yet: at least 8 characters."
    seconds = math.exp2(guess_bits(passphrase)) / 2 / GUESSES_A_SECOND
    if seconds < 7 * 86_400:
        return "Weak: a patient thief could guess it. Another word or two would help."
    if seconds < 50 * 365 * 86_400:
        return "Fair: good against the curious. One more word makes it strong."
    return "Strong."
