"""Names that look alike: a stranger may found a community that seems to be one's own.

Two names are taken for alike where nothing is left between them once case, accents, unseen marks,
compatibility forms and the letters of other scripts that look like Latin ones are put aside. This
is the idea of UTS 39's skeletons (https://www.unicode.org/reports/tr39/) over the Greek and
Cyrillic letters and the digits that its table maps to Latin ones; it proves nothing and misses
other scripts.
"""

import unicodedata
from typing import Final

_LOOKS_LIKE: Final = str.maketrans(
    "авекмнорстухіјѕԁԛԝһӏгαβεηικνορτυχωϲ015ı",
    "abekmhopctyxijsdqwhlrabenikvoptuxwcolsi",
)


def skeleton(name: str) -> str:
    """Reduce a name to what the eye tells apart."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    letters = (c for c in folded if unicodedata.category(c)[0] not in ("M", "C", "Z", "P", "S"))
    return "".join(letters).translate(_LOOKS_LIKE).replace("rn", "m").replace("l", "i")


def look_alike(one: str, other: str) -> bool:
    """Tell whether one name could be taken for the other."""
    return skeleton(one) == skeleton(other)
