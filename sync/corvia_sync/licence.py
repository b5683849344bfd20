"""Licences under which a song may be shared, and which of them let it be woven into another piece.

Names are SPDX identifiers (https://spdx.org/licenses/). An assembly is an adaptation of every song
in it; the NoDerivatives licences of Creative Commons do not permit sharing one
(https://creativecommons.org/licenses/by-nd/4.0/).
"""

import re
from typing import Final

ADAPTABLE: Final = (
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
)
UNCHANGED_ONLY: Final = ("CC-BY-ND-4.0", "CC-BY-NC-ND-4.0")
LICENCES: Final = ADAPTABLE + UNCHANGED_ONLY

_OWN_TERMS: Final = re.compile(r"LicenseRef-[A-Za-z0-9.-]{1,60}\Z")


def is_licence(name: str) -> bool:
    """Tell whether this is one of LICENCES, or terms of one's own named `LicenseRef-…`."""
    return name in LICENCES or _OWN_TERMS.match(name) is not None


def permits_adaptation(name: str) -> bool:
    """Tell whether a song under this licence may become part of a composition.

    Terms of one's own may: the consent receipt that names them also names that purpose.
    """
    return is_licence(name) and name not in UNCHANGED_ONLY
