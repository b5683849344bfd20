"""Where sentences and clauses begin and end, in code points of the text as given."""

import itertools
import re
from collections.abc import Iterator

Span = tuple[int, int]

LONGEST_SENTENCE = 600
"""Code points after which a sentence without an end is cut at the next white space."""

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "vs",
        "etc",
        "approx",
        "dept",
        "est",
        "fig",
        "gen",
        "gov",
        "hon",
        "inc",
        "ltd",
        "max",
        "min",
        "mt",
        "no",
        "rev",
        "sgt",
        "capt",
        "col",
        "lt",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
        "cf",
        "al",
        "ave",
        "blvd",
        "apt",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
    ]
)
_MAY_END_A_SENTENCE = frozenset(
    ["etc", "a.m", "p.m", "u.s", "u.k", "no", "sat", "mar", "max", "al"]
)
_ENDS = re.compile(
    r"(?P<end>[.!?…‽]+[)\]}\"'”’»*_]*(?=\s|$)|[。！？｡؟۔।॥።]+[」』）”’]*|[.!?…]+(?=[^\W\d_])"
    r"|\n\s*\n|\n|\r|\u2028|\u2029)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_](?:\.?[^\W\d_])*)$")
_BREAK = re.compile(r"\s")
_CLAUSE = re.compile(
    r"[;:—–]\s*|,\s+(?=(?:and|but|so|because|yet|or|which|when|while|then|though|although)\b)"
    r"|\s+(?=(?:but|because|although|though|whereas|even though|so that)\b)",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[Span]:
    """List the sentences as spans without surrounding white space; every other character than
    white space lies in exactly one of them.

    A sentence ends at . ! ? … and the full stops of other scripts, and at the end of a line. A
    stop after an abbreviation, an initial or inside a number does not end one. What runs on for
    600 code points is cut at the next white space, and at 1,200 anywhere.
    """
    spans: list[Span] = []
    start = 0
    for match in _ENDS.finditer(text):
        if _is_inside_a_sentence(text, match):
            continue
        spans.extend(_bounded(text, start, match.end()))
        start = match.end()
    spans.extend(_bounded(text, start, len(text)))
    return _joined_to_words(text, spans)


def split_clauses(text: str, span: Span) -> list[Span]:
    """Split one sentence at semicolons, dashes and conjunctions; spans count in the whole text."""
    cuts = [span[0]]
    for match in _CLAUSE.finditer(text, span[0], span[1]):
        cuts.append(match.end())
    cuts.append(span[1])
    found = [trimmed(text, a, b) for a, b in itertools.pairwise(cuts)]
    return [clause for clause in found if clause[0] < clause[1]]


def trimmed(text: str, start: int, end: int) -> Span:
    """Shrink a span until no white space surrounds it; an empty span stays where it began."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_inside_a_sentence(text: str, match: re.Match[str]) -> bool:
    end = match.group("end")
    if end[0] in "\n\r\u2028\u2029":
        return False
    following = text[match.end() : match.end() + 2].lstrip()
    if end.startswith(".") and not end.startswith(".."):
        word = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
        if word and _is_abbreviation(word.group(1), following):
            return True
    glued = match.end() < len(text) and not text[match.end()].isspace()
    if glued and end[0] in ".!?…":
        return end == "." and not (text[match.end()].isupper() and _lower_before(text, match))
    return bool(end[0] in ".…" and len(end) > 1 and following[:1].islower())


def _lower_before(text: str, match: re.Match[str]) -> bool:
    return match.start() > 1 and text[match.start() - 2 : match.start()].islower()


def _is_abbreviation(word: str, following: str) -> bool:
    lowered = word.lower()
    if lowered in _MAY_END_A_SENTENCE:
        return not following[:1].isupper() and following != ""
    if lowered in _ABBREVIATIONS:
        return following != ""
    return len(word) == 1 and word.isupper() and word != "I" and following[:1].isupper()


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = trimmed(text, start, end)
    while end - start > LONGEST_SENTENCE:
        gap = _BREAK.search(text, start + LONGEST_SENTENCE, min(end, start + 2 * LONGEST_SENTENCE))
        cut = gap.start() if gap else min(end, start + 2 * LONGEST_SENTENCE)
        yield trimmed(text, start, cut)
        start, end = trimmed(text, cut, end)
    if start < end:
        yield start, end


def _joined_to_words(text: str, spans: list[Span]) -> list[Span]:
    """Join a span without any letter or digit (an emoji, a row of dots) to the one before it."""
    joined: list[Span] = []
    for span in spans:
        has_word = any(char.isalnum() for char in text[span[0] : span[1]])
        fits = joined and span[1] - joined[-1][0] <= 2 * LONGEST_SENTENCE
        if not has_word and fits:
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined
