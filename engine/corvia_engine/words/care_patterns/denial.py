"""What is denied, long past or of another is soft, as one denial proves nothing."""

import re

DENIED_BEFORE = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|do|does|did|will|would|have|has|had|could) (?:not|never)\b"
    r"(?! (?:know|stop|help|sure|care|only|trust|believe|shake|see|think i can|even|want to live))"
    r"(?: \w+){0,4} ?"
    r"|\b(?:never|no longer|without|stopped|quit|free of|clean of|recovered from|against)\b"
    r"(?! (?:stop|known))(?: \w+){0,3} ?)$"
)
"""Directly before a match: a denial."""

ASKED_WHY = re.compile(r"\bwhy (?:will|can|do|does|did|would|could) (?:not|he not|i not)\b")
"""Before a match: what sounds like a denial is a question."""

LONG_PAST = re.compile(
    r"\b(?:used to|years ago|as a teen\w*|as a (?:child|kid)|back then|in the past|months since"
    r"|years since|long (?:time )?ago|there was a time|once upon a time|in (?:high )?school"
    r"|when i was (?:a (?:teen\w*|kid|child|student)|young\w*|little|nineteen|\d+))\b"
)
"""Anywhere in a sentence: it tells of a time long past."""

STILL = re.compile(r"\b(?:now|again|still|tonight|today|back|lately|these days|ever since)\b")
"""Anywhere in a sentence: what is past is present too."""

CLEAN_SINCE = re.compile(
    r"\b(?:clean|free|without|have not|has not|not)\b[^.!?]{0,30}\b(?:for|in|since)?\b[^.!?]{0,12}"
    r"\b(?:days?|weeks?|months?|years?)\b"
)
"""A time without hurting oneself, counted."""
