"""Licences under which a song may be shared, and what follows for a piece that is woven of several.

Names are SPDX identifiers (https://spdx.org/licenses/). An assembly is an adaptation of every song
in it. What may be adapted together, and under which licence the adaptation is then shared, follows
from the legal codes of Creative Commons 4.0 (sections 2(a)(1), 3(a) and 3(b)) and is laid out in
their own chart: https://creativecommons.org/faq/#can-i-combine-material-under-different-creative-commons-licenses-in-my-work
- NoDerivatives: an adaptation may not be shared.
- ShareAlike: the adaptation carries the same licence, so BY-SA and anything NonCommercial exclude
  each other.
- NonCommercial: the adaptation keeps that condition.
"""

import re
from collections.abc import Iterable
from typing import Final

PUBLIC_DOMAIN: Final = "CC0-1.0"
BY: Final = "CC-BY-4.0"
BY_SA: Final = "CC-BY-SA-4.0"
BY_NC: Final = "CC-BY-NC-4.0"
BY_NC_SA: Final = "CC-BY-NC-SA-4.0"

ADAPTABLE: Final = (PUBLIC_DOMAIN, BY, BY_SA, BY_NC, BY_NC_SA)
UNCHANGED_ONLY: Final = ("CC-BY-ND-4.0", "CC-BY-NC-ND-4.0")
LICENCES: Final = ADAPTABLE + UNCHANGED_ONLY

_TOGETHER: Final = ((PUBLIC_DOMAIN, BY, BY_SA), (PUBLIC_DOMAIN, BY, BY_NC, BY_NC_SA))
"""Which licences may stand in one adaptation; within each, what it is shared under is the last."""

_OWN_TERMS: Final = re.compile(r"LicenseRef-[A-Za-z0-9.-]{1,60}\Z")


def is_licence(name: str) -> bool:
    """Tell whether this is one of LICENCES, or terms of one's own named `LicenseRef-…`."""
    return name in LICENCES or is_own_terms(name)


def is_own_terms(name: str) -> bool:
    """Tell whether this names terms of one's own."""
    return _OWN_TERMS.match(name) is not None


def permits_adaptation(name: str) -> bool:
    """Tell whether a song under this licence may become part of a composition.

    Terms of one's own may: the consent receipt that names them also names that purpose.
    """
    return is_licence(name) and name not in UNCHANGED_ONLY


def groups(names: Iterable[str]) -> tuple[frozenset[str], ...]:
    """List which of these licences may stand in one piece, the freer groups first.

    What own terms allow beside themselves nobody here can read: they stand with what is in the
    public domain, and with nothing else.
    """
    present = set(names)
    own = sorted(name for name in present if is_own_terms(name))
    found = [frozenset(present & set(group)) for group in _TOGETHER]
    found += [frozenset(present & {PUBLIC_DOMAIN, name}) for name in own]
    return tuple(found)


def licence_of_whole(names: Iterable[str]) -> str:
    """Name the licence under which a piece woven of songs under these is shared.

    Raises ValueError where no one piece may be woven of them.
    """
    present = frozenset(names)
    if not present or not all(map(permits_adaptation, present)):
        raise ValueError("these licences allow no piece to be woven")
    own = [name for name in present if is_own_terms(name)]
    if own and present <= {PUBLIC_DOMAIN, own[0]}:
        return own[0]
    for group in _TOGETHER:
        if present <= set(group):
            return max(present, key=group.index)
    raise ValueError("these licences do not go together")
