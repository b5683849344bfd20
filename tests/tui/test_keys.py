"""Every key has an id to remap it by, a word for the footer and a sentence for the help."""

import importlib
import inspect
import pkgutil
from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import corvia_tui


def _with_keys() -> list[type[DOMNode]]:
    names = [
        module.name
        for module in pkgutil.walk_packages(corvia_tui.__path__, "corvia_tui.")
        if not module.ispkg
    ]
    found: dict[str, type[DOMNode]] = {}
    for name in names:
        for _, one in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if issubclass(one, DOMNode) and one.__module__ == name and "BINDINGS" in vars(one):
                found[one.__qualname__] = one
    return list(found.values())


@pytest.mark.parametrize("owner", _with_keys(), ids=lambda owner: owner.__name__)
def test_every_key_has_an_id_a_word_and_a_sentence(owner: type[DOMNode]) -> None:
    for binding in owner.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id, binding.key
        assert "." in binding.id
        assert binding.description, binding.id
        assert binding.tooltip.endswith("."), binding.id


def test_no_id_is_given_twice() -> None:
    ids = Counter(
        binding.id
        for owner in _with_keys()
        for binding in owner.BINDINGS
        if isinstance(binding, Binding)
    )
    assert [name for name, times in ids.items() if times > 1] == []


def test_there_are_many_screens_with_keys() -> None:
    assert len(_with_keys()) > 20
