"""The plainest phrases of six other languages, read in the text as it was written."""

import re

EXPLICIT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:(?:möchte|wollte|würde\s+(?:am\s+liebsten|lieber|gern(?:e)?))\s+(?:(?:nur|einfach|noch)\s+){0,3}sterben(?!\s+vor\b)|(?:wär(?:e)?|lieber|liebsten)\s+(?:ich\s+)?(?:doch\s+)?(?:lieber\s+)?tot|wär(?:e)?\s+am\s+liebsten\s+tot|mir\s+(?:et)?was\s+an(?:zu)?tun|ritze\s+mich|mich\s+(?:wieder\s+|selbst\s+)?(?:geritzt|verletzt\s+habe|ritzen)|mich\s+selbst\s+(?:zu\s+)?verletzen)\b",
        r"\b(?:mich\s+(?:selbst\s+)?umbringen|bringe?\s+mich\s+um|nicht\s+mehr\s+leben|will\s+(?:nur\s+(?:noch\s+)?)?sterben|selbstmord|suizid\w*|das\s+leben\s+nehmen)\b",
        r"\b(?:(?:veux|voudrais|envie\s+de)\s+mourir|me\s+(?:tuer|suicider)|en\s+finir\s+avec\s+la\s+vie|plus\s+envie\s+de\s+vivre)\b",
        r"\b(?:quiero\s+morir(?:me)?|matarme|suicidarme|no\s+quiero\s+(?:seguir\s+)?vivi(?:r|endo)|quitarme\s+la\s+vida)\b",
        r"\b(?:voglio\s+morire|uccidermi|ammazzarmi|suicidarmi|farla\s+finita|togliermi\s+la\s+vita)\b",
        r"\b(?:quero\s+morrer|me\s+matar|suicidar-?me|me\s+suicidar|não\s+quero\s+(?:mais\s+)?viver)\b",
        r"\b(?:ik\s+wil\s+(?:\w+\s+)?(?:dood|niet\s+meer\s+leven|sterven)|zelfmoord|mezelf\s+(?:van\s+kant|iets\s+aan))\b",
    )
)
"""German, French, Spanish, Italian, Portuguese, Dutch."""
