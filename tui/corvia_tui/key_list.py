"""Every key that the app knows, wherever it is bound: to show, to change and to check them."""

import importlib
import inspect
import pkgutil
from dataclasses import dataclass

from textual.binding import Binding
from textual.dom import DOMNode

import corvia_tui


@dataclass(frozen=True)
class KnownKey:
    """A binding: its id, the class that has it, its keys, what it does; `always` acts while typing.

    `keys` are Textual's names, with commas between; `label` is how the first is written.
    """

    id: str
    owner: str
    keys: str
    word: str
    meaning: str
    always: bool


def owners_of_keys() -> list[type[DOMNode]]:
    """Give every class of this package that binds keys, in the order of its modules."""
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(corvia_tui.__path__, "corvia_tui."):
        if module.ispkg:
            continue
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            own = one.__module__ == module.name and "BINDINGS" in vars(one)
            if own and issubclass(one, DOMNode):
                found[one.__qualname__] = one
    return list(found.values())


def known_keys() -> list[KnownKey]:
    """List every binding, sorted by its id."""
    listed = [
        KnownKey(
            binding.id or "",
            owner.__qualname__,
            binding.key,
            binding.description,
            binding.tooltip,
            binding.priority,
        )
        for owner in owners_of_keys()
        for binding in owner.BINDINGS
        if isinstance(binding, Binding)
    ]
    return sorted(listed, key=lambda one: one.id)
