"""Which pieces of words a pattern cannot do without, so that most patterns need not be tried.

Reads the part of regular expressions that the phrases are written in: literals, groups, branches,
classes, looking around, and the usual quantifiers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Pieces = frozenset[str]
"""One of these stands in every match; empty where nothing can be said."""

MOST_NEEDS = 3

_COMMON = {"i", "a", "me", "my", "to", "it", "the", "and", "not", "am", "is", "of", "in", "be"} | {
    "do", "that", "have", "was", "he", "she", "they", "for", "on", "so", "no", "if", "s", "this",
}  # fmt: skip
_SYNTAX = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|[()|]", re.DOTALL)
"""What shapes a pattern: an escape, a class (a `]` that comes first in it is one of its members), a
parenthesis, a bar."""
_LETTERS = re.compile(r"(?:[^\W_]|')+(?![?*+{])")
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")


@dataclass
class _Branch:
    """One alternative: what stands in each of its matches, in order."""

    needs: list[Pieces] = field(default_factory=list)
    run: str = ""

    def end_run(self) -> None:
        if self.run:
            self.needs.append(frozenset([self.run]))
        self.run = ""


def branches_of(pattern: str) -> list[str]:
    """Cut a pattern at the bars that stand outside of all groups and classes."""
    parts, depth, start = [], 0, 0
    for mark in _SYNTAX.finditer(pattern):
        sign = mark.group()
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and not depth:
            parts.append(pattern[start : mark.start()])
            start = mark.end()
    return [*parts, pattern[start:]]


def needs_of(pattern: str) -> tuple[Pieces, ...]:
    """Give up to three sets of pieces, of each of which every match of the pattern holds one.

    A piece is a run of letters, digits and apostrophes inside one word of the match. The sets are
    those that the fewest texts will hold.
    """
    needs = sorted(_needs(branches_of(pattern)), key=_commonness)
    return tuple(dict.fromkeys(needs[:MOST_NEEDS]))


def _commonness(pieces: Pieces) -> float:
    return sum(1.0 if piece in _COMMON else 0.5 ** len(piece) for piece in pieces)


def _needs(branches: list[str]) -> list[Pieces]:
    each = [_needs_of_branch(branch) for branch in branches]
    if len(each) == 1:
        return each[0]
    if not all(each):
        return []
    return [frozenset().union(*(min(needs, key=_commonness) for needs in each))]


def _needs_of_branch(branch: str) -> list[Pieces]:
    found = _Branch()
    for atom, optional in _atoms(branch):
        if atom[:1].isalnum() or atom[:1] == "'":
            if optional:
                found.end_run()
            else:
                found.run += atom
        else:
            found.end_run()
            if atom.startswith("(") and not optional:
                found.needs.extend(_needs_of_group(atom))
    found.end_run()
    return found.needs


def _needs_of_group(group: str) -> list[Pieces]:
    if re.match(r"\(\?<?[=!]", group):
        return []
    inside = re.sub(r"^\((?:\?:|\?P<\w+>)?", "", group)[:-1]
    return _needs(branches_of(inside))


def _atoms(branch: str) -> Iterator[tuple[str, bool]]:
    """Give each atom, letters as many as stand together, with whether it may be left out; after a
    repeated letter comes an empty one, which ends the run."""
    at = 0
    while at < len(branch):
        letters = _LETTERS.match(branch, at)
        if letters:
            at = letters.end()
            yield (letters.group(), False)
            continue
        end = _after_atom(branch, at)
        atom = branch[at:end]
        quantifier = _QUANTIFIER.match(branch, end)
        at = quantifier.end() if quantifier else end
        if branch[at : at + 1] == "?" and quantifier:
            at += 1
        optional = bool(quantifier) and _may_be_none(quantifier)
        yield (atom, optional)
        if quantifier and not optional:
            yield ("", True)


def _may_be_none(quantifier: re.Match[str] | None) -> bool:
    sign = quantifier.group() if quantifier else ""
    return sign in ("?", "*") or sign.startswith(("{0", "{,"))


def _after_atom(branch: str, at: int) -> int:
    if branch[at] == "\\":
        return at + 2
    if branch[at] not in "[(":
        return at + 1
    depth = 0
    for mark in _SYNTAX.finditer(branch, at):
        depth += {"(": 1, ")": -1}.get(mark.group(), 0)
        if not depth:
            return mark.end()
    raise AssertionError("a group or class is closed")
