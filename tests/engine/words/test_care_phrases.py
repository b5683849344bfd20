"""A phrase is tried only where the words it needs stand; nothing is lost by that."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from benchmarks.care import read_list
from corvia_engine.words.care import crisis
from corvia_engine.words.care_patterns.being_harmed import BEING_HARMED, FEAR
from corvia_engine.words.care_patterns.idioms import IDIOMS
from corvia_engine.words.care_patterns.needed_words import branches_of, needs_of
from corvia_engine.words.care_patterns.phrase_book import PhraseBook
from corvia_engine.words.care_patterns.self_harm import SELF_HARM
from corvia_engine.words.care_patterns.told_of_harm import TOLD_OF_HARM
from corvia_engine.words.care_signs import KINDS
from corvia_engine.words.care_spelling import in_plain_spelling
from corvia_engine.words.sentences import split_sentences

PATTERNS: tuple[str, ...] = (
    *SELF_HARM,
    *BEING_HARMED,
    *TOLD_OF_HARM,
    *FEAR,
    *IDIOMS,
    *(pattern for patterns in KINDS.values() for pattern in patterns),
)
LISTS = ("care_development.txt", "care_test.txt", "care_fresh.txt")


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bkill(?:ing|ed)? myself\b", [{"myself"}, {"kill"}]),
        (r"\b(?:rope|noose) ready\b(?! for)", [{"ready"}, {"rope", "noose"}]),
        (r"\bdogs?(?: \w+){0,2} barked", [{"barked"}, {"dog"}]),
        (r"[^.!?]{0,9}(?:\w+ )*", []),
        (r"lo+st[)\]x]*", [{"lo"}, {"st"}]),
    ],
)
def test_what_a_pattern_needs_stands_in_every_match(pattern: str, needs: list[set[str]]) -> None:
    assert [set(pieces) for pieces in needs_of(pattern)] == needs


def test_a_pattern_is_cut_only_at_its_outer_bars() -> None:
    assert branches_of(r"a|(?:b|c)|[|)]d|\|e") == ["a", "(?:b|c)", "[|)]d", r"\|e"]


def test_a_phrase_without_any_needed_word_is_always_tried() -> None:
    book = PhraseBook({"digits": (r"\d\d",)})
    assert [found.match.group() for found in book.find("it is 12 now", {})] == ["12"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_what_a_pattern_matches_its_book_finds(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    branch = data.draw(st.sampled_from(branches_of(pattern)))
    alphabet = st.characters(codec="ascii", categories=["Ll", "Nd", "Zs"])
    try:
        text = data.draw(st.from_regex(branch, alphabet=alphabet))
    except InvalidArgument:  # a class of the pattern holds nothing of this alphabet
        return
    if re.search(branch, text):
        assert list(PhraseBook({"one": (pattern,)}).find(text, {}))


def test_the_book_finds_in_our_lists_what_each_pattern_finds_alone() -> None:
    book = PhraseBook({str(k): (pattern,) for k, pattern in enumerate(PATTERNS)})
    alone = [(str(k), re.compile(pattern)) for k, pattern in enumerate(PATTERNS)]
    for text in [one.text for name in LISTS for one in read_list(name)][::7]:
        for start, end in split_sentences(text):
            plain = in_plain_spelling(text[start:end])
            expected = {group for group, pattern in alone if pattern.search(plain)}
            assert {found.group for found in book.find(plain, {})} == expected


def _repeated_groups(pattern: str) -> list[str]:
    """Give the insides of groups that are repeated without end, innermost first."""
    opened: list[int] = []
    found = []
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])+\]", lambda match: "x" * len(match.group()), pattern)
    for at, sign in enumerate(bare):
        if sign == "(":
            opened.append(at)
        elif sign == ")":
            inside = bare[opened.pop() + 1 : at]
            if bare[at + 1 : at + 2] in ("*", "+"):
                found.append(inside.removeprefix("?:"))
    return found


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_no_repetition_without_end_stands_in_another(pattern: str) -> None:
    """Such a pattern could take exponentially long over a text of repeats."""
    assert not [inside for inside in _repeated_groups(pattern) if re.search(r"[*+]", inside)]


@settings(max_examples=30, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["i", "he", "not", "want to", "kill", "my", ";", "a"]), min_size=1
    )
)
def test_a_text_of_repeats_is_read_to_its_end(words: list[str]) -> None:
    text = (" ".join(words) + " ") * (20_000 // (len(" ".join(words)) + 1))
    assert crisis(text + ". I want to die.").level == "explicit"


def test_no_pattern_asks_for_a_backslash() -> None:
    assert not [pattern for pattern in PATTERNS if "\\\\" in pattern]
