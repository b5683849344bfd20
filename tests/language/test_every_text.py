"""Every text of the app is in every catalogue, whole; and none escapes the catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corvia_local.language.catalogue import catalogue_tags, load_catalogue
from corvia_local.language.gathering import (
    APP,
    ROOT,
    Gathered,
    brought_up_to_date,
    called,
    gather,
    sources,
)

FIELD = re.compile(r"\{(\w+)\}")
SHOWING = {
    "Static": (0,), "Label": (0,), "Button": (0,), "notify": (0,), "say": (0,), "update": (0,),
    "_say_state": (0,), "_complain": (0,), "AskScreen": (0, 1), "ConfirmScreen": (0, 1, 2, 3),
    "WorkingScreen": (0, 3), "Act": (2, 3), "Tick": (0,), "Stepper": (0,), "Doing": (0,),
    "add_columns": (0, 1, 2, 3, 4, 5), "Gauge": (0,),
}  # fmt: skip
"""A function's name → the places of its arguments that are shown to a person."""

SHOWN = frozenset({"placeholder", "title", "tooltip", "border_title"})
NOT_WORDS = re.compile(r"CID|me|~/.*|did:.*")
"""Literals that are the same in every language: names of formats, paths, identifiers."""

PO_HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);"'

TEXTS = cache(gather)
"""The texts of all rooms, read once."""

FILES = sorted(file for place in APP for file in sources(place))


@pytest.mark.parametrize("tag", catalogue_tags())
def test_every_text_has_its_translation(tag: str) -> None:
    catalogue, gathered = load_catalogue(tag), TEXTS()
    missing = [message for message in gathered if message not in catalogue.texts]
    assert missing == [], f"{len(missing)} texts; `make texts` adds them to the catalogue"
    assert [one for one in catalogue.texts if one not in gathered] == []


@pytest.mark.parametrize("tag", catalogue_tags())
def test_every_translation_has_the_fields_of_its_text(tag: str) -> None:
    catalogue = load_catalogue(tag)
    for message, one in TEXTS().items():
        wanted = set(FIELD.findall(message[1]))
        for form in catalogue.texts.get(message, ()):
            found = set(FIELD.findall(form))
            if one.plural is None:
                assert found == wanted, message
            else:
                assert found <= wanted | set(FIELD.findall(one.plural)), message


def test_a_catalogue_is_brought_up_to_date_without_losing_what_it_has() -> None:
    old = PO_HEAD + '\n\nmsgid "Kept."\nmsgstr "Behalten."\n\nmsgid "Gone."\nmsgstr "Weg."\n'
    texts = {("", "Kept."): Gathered(("", "Kept.")), ("key", "New"): Gathered(("key", "New"))}
    assert brought_up_to_date(old, texts).split("\n\n")[1:] == [
        'msgid "Kept."\nmsgstr "Behalten."',
        'msgctxt "key"\nmsgid "New"\nmsgstr ""\n',
    ]


def test_quotation_marks_are_german_ones() -> None:
    for forms in load_catalogue("de").texts.values():
        for form in forms:
            assert form.count("„") == form.count("“"), form
            assert "”" not in form, form


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_nothing_is_shown_past_the_catalogue(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert list(past_the_catalogue(tree)) == []


def test_the_look_for_what_is_past_it_finds_some() -> None:
    code = 'Static(f"{a} songs"); say("Kept."); Input(placeholder="a name"); Static(tr("Back"))'
    assert [text for _, text in past_the_catalogue(ast.parse(code))] == [
        " songs",
        "Kept.",
        "a name",
    ]


def past_the_catalogue(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the literals with words, each with its line, that are shown as they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            places = SHOWING.get(called(node), ())
            given = [node.args[place] for place in places if place < len(node.args)]
            given += [one.value for one in node.keywords if one.arg in SHOWN]
            for argument in given:
                yield from _literals(argument)


def _literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call):
        return
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
        if re.search(r"[A-Za-z]{2}", text) and not NOT_WORDS.fullmatch(text):
            yield node.lineno, text
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.BoolOp):
        for part in ast.iter_child_nodes(node):
            if not isinstance(part, ast.FormattedValue):
                yield from _literals(part)
