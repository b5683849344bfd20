"""Key bindings: each has a stable id, a word for the footer and a sentence for the help screen."""

from collections.abc import Callable
from dataclasses import replace

from textual.binding import ActiveBinding, Binding, BindingType

from corvia_local.language import tr

Keys = list[BindingType]
"""The type of a class's `BINDINGS`."""


def key(
    keys: str,
    action: str,
    word: str,
    meaning: str,
    name: str,
    *,
    shown: bool = True,
    always: bool = False,
    label: str | None = None,
) -> Binding:
    """Make a binding. `name` is its id, such as “write.save”, under which it can be remapped.

    `always` lets it act while a text is being edited; `label` is how the footer writes the key.
    """
    return Binding(
        keys,
        action,
        word,
        show=shown,
        key_display=label,
        priority=always,
        tooltip=meaning,
        id=name,
    )


def key_word(word: str) -> str:
    """Give a key's word as the footer has room for it."""
    short = tr(word, context="footer") if word else ""
    return tr(word) if short == word and word else short


def sentence(meaning: str) -> str:
    """Give a key's sentence; one made of an act's name and what it means is put together anew."""
    if not meaning or tr(meaning) != meaning:
        return tr(meaning) if meaning else ""
    name, between, about = meaning.removesuffix(".").partition(": ")
    return f"{tr(name)}: {tr(about)}." if between else meaning


def in_words(active: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """Give bindings with their word and sentence in the language that is spoken.

    Bindings are made in English with their classes; footer, help and tooltips read them here.
    """
    return {
        pressed: one._replace(
            binding=replace(
                one.binding,
                description=key_word(one.binding.description),
                tooltip=sentence(one.binding.tooltip),
            ),
            tooltip=sentence(one.tooltip),
        )
        for pressed, one in active.items()
    }


GIVES_WAY = ("app.lock", "choices.open")
"""Keys that leave the footer first where its words are too long for it; the help lists them."""


def fitting(
    active: dict[str, ActiveBinding], width: int, written: Callable[[Binding], str]
) -> dict[str, ActiveBinding]:
    """Leave keys of GIVES_WAY out of the footer, one after another, until the rest fits.

    `written` gives a key as the footer writes it.
    """
    fitted = active
    for name in GIVES_WAY:
        if footer_width(fitted, written) <= width:
            break
        fitted = {
            pressed: one._replace(binding=replace(one.binding, show=False))
            if one.binding.id == name
            else one
            for pressed, one in fitted.items()
        }
    return fitted


def footer_width(active: dict[str, ActiveBinding], written: Callable[[Binding], str]) -> int:
    """Give the cells that the footer takes: each act once, its key, its word and two spaces."""
    acts = {one.binding.action: one.binding for one in reversed(active.values())}
    return sum(len(written(one)) + len(one.description) + 2 for one in acts.values() if one.show)
