"""Texts in the language that is spoken now. English is in the code and needs no catalogue."""

from typing import TYPE_CHECKING

from corvia_local.language.preference import ENGLISH

if TYPE_CHECKING:
    from corvia_local.language.catalogue import Catalogue
    from corvia_local.language.matching import Sentences

DEEPEST = 3
"""How deep a sentence's fields may hold sentences of the program's own."""


class _Speaking:
    """What is spoken now; `catalogue` is None for English."""

    tag: str = ENGLISH
    catalogue: "Catalogue | None" = None
    sentences: "Sentences | None" = None


def use_language(tag: str) -> None:
    """Speak a language from now on; English where it has no catalogue."""
    if tag == _Speaking.tag:
        return
    from corvia_local.language.catalogue import catalogue_tags, load_catalogue

    known = tag in catalogue_tags()
    _Speaking.tag = tag if known else ENGLISH
    _Speaking.catalogue = load_catalogue(tag) if known else None
    _Speaking.sentences = None


def spoken_language() -> str:
    """Give the tag of the language that is spoken now."""
    return _Speaking.tag


def tr(text: str, /, context: str = "", **fields: object) -> str:
    """Give a text in the language that is spoken, with its fields put in where there are any.

    `context` tells apart English texts that are equal and are not in another language.
    """
    catalogue = _Speaking.catalogue
    spoken = text if catalogue is None else catalogue.text((context, text)) or text
    return spoken.format(**fields) if fields else spoken


def trn(one: str, many: str, count: int, /, **fields: object) -> str:
    """Give the form of a text that suits a count, with its fields; `count` is one of them."""
    catalogue = _Speaking.catalogue
    english = one if count == 1 else many
    spoken = english if catalogue is None else catalogue.counted(("", one), count) or english
    return spoken.format(**{"count": count, **fields})


def mark(text: str, /, context: str = "") -> str:
    """Mark a text for the catalogue where it is written; `tr` gives it where it is shown."""
    return text


def said(sentence: str) -> str:
    """Give a sentence that another room wrote in English, an error's, in the language spoken.

    It is found whole or by its pattern; what is not found stays English. Fields of more than one
    word that are texts of the program's own are translated too; all others stay as they are.
    """
    catalogue = _Speaking.catalogue
    return sentence if catalogue is None else _said(sentence, catalogue, DEEPEST)


def _said(sentence: str, catalogue: "Catalogue", depth: int) -> str:
    whole = catalogue.text(("", sentence))
    if whole is not None:
        return whole
    if _Speaking.sentences is None:
        from corvia_local.language.matching import Sentences

        _Speaking.sentences = Sentences(text for context, text in catalogue.texts if not context)
    found = _Speaking.sentences.match(sentence) if depth else None
    if found is None:
        return sentence
    template, fields = found
    told = {
        name: _list_said(value, catalogue, depth - 1) if " " in value else value
        for name, value in fields.items()
    }
    return (catalogue.text(("", template)) or template).format(**told)


def _list_said(value: str, catalogue: "Catalogue", depth: int) -> str:
    """Give a field's text: a sentence, or several texts of the program's own with commas."""
    parts = [catalogue.text(("", one)) for one in value.split(", ")]
    known = [one for one in parts if one is not None]
    return ", ".join(known) if len(known) == len(parts) else _said(value, catalogue, depth)
