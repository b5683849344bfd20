"""Vim's keys in lists, for those who want them: j and k go down and up, g and G to the ends."""

from collections.abc import Mapping

VIM_KEYS = {
    "choices.down": "down,j",
    "choices.up": "up,k",
    "choices.first": "home,g",
    "choices.last": "end,G",
}
"""A list's bindings by their ids, with the letters beside the arrows."""


def uses_vim_keys(keys: Mapping[str, str]) -> bool:
    """Tell whether all of them are set."""
    return all(keys.get(name) == wanted for name, wanted in VIM_KEYS.items())


def with_vim_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Give the keys that are set, with vim's."""
    return {**keys, **VIM_KEYS}


def without_vim_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Give the keys that are set, without vim's."""
    return {name: one for name, one in keys.items() if VIM_KEYS.get(name) != one}
