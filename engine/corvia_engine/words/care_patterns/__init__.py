"""Turns of phrase that speak of harm, and those that only sound so. The patterns are our own.

Except for `other_languages` they read one English sentence in plain spelling
(`care_spelling.in_plain_spelling`). They exist to recognise words, never to print them.
"""

import re


def compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile patterns; a space in a pattern stands for exactly one space of the plain spelling."""
    return tuple(re.compile(pattern) for pattern in patterns)
