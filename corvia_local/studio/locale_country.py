"""Which country the machine's language setting speaks of: a guess, and said as one."""

import re
from collections.abc import Mapping

_REGION = re.compile(r"[a-z]{2,3}_([A-Z]{2})(?:[.@]|$)")


def guessed_country(environment: Mapping[str, str]) -> str | None:
    """Give the region of the POSIX locale (LC_ALL, LC_MESSAGES, LANG, in this order), or None."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if found := _REGION.match(environment.get(name, "")):
            return found.group(1)
    return None
