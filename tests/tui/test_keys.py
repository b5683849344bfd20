"""Every key has an id to remap it by, a word, a sentence, and a twin on the command line."""

from collections import Counter

import click
import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from corvia_local.cli.app import COMMANDS, corvia
from corvia_tui.key_list import known_keys, owners_of_keys
from corvia_tui.twins import NO_TWIN, TWINS, moves_only, twin_of

COPY_AND_MULTIPLEXERS = {"ctrl+c", "ctrl+shift+c", "super+c", "ctrl+b", "ctrl+a", "ctrl+v"}
"""Copying and pasting stay the terminal's and Textual's; tmux and screen take ^b and ^a."""


@pytest.mark.parametrize("owner", owners_of_keys(), ids=lambda owner: owner.__name__)
def test_every_key_has_an_id_a_word_and_a_sentence(owner: type[DOMNode]) -> None:
    for binding in owner.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id, binding.key
        assert "." in binding.id
        assert binding.description, binding.id
        assert binding.tooltip.endswith("."), binding.id


def test_no_id_is_given_twice() -> None:
    ids = Counter(one.id for one in known_keys())
    assert [name for name, times in ids.items() if times > 1] == []


def test_there_are_many_screens_with_keys() -> None:
    assert len(owners_of_keys()) > 40


def test_every_key_has_a_twin_on_the_command_line_or_a_reason() -> None:
    alone = [
        one.id
        for one in known_keys()
        if twin_of(one.id) is None and not moves_only(one.id) and one.id not in NO_TWIN
    ]
    assert alone == [], "Name the command that does the same in corvia_tui/twins.py."


@pytest.mark.parametrize("twin", sorted(set(TWINS.values())))
def test_every_twin_is_a_command_that_is_there(twin: str) -> None:
    first, *rest = twin.split()
    if first == "--help":
        return
    assert first in COMMANDS
    command = corvia.get_command(click.Context(corvia), first)
    assert command is not None
    for word in rest:
        if word.startswith("--"):
            assert word in [option for one in command.params for option in one.opts], twin
        else:
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), word)
            assert command is not None, twin


def test_no_key_takes_copying_or_what_a_multiplexer_takes() -> None:
    taken = {key for one in known_keys() for key in one.keys.split(",")}
    assert not taken & COPY_AND_MULTIPLEXERS
