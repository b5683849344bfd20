"""Key bindings: each has a stable id, a word for the footer and a sentence for the help screen."""

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


def in_words(active: dict[str, ActiveBinding]) -> dict[str, ActiveBinding]:
    """Give bindings with their word and sentence in the language that is spoken.

    Bindings are made in English with their classes; footer, help and tooltips read them here.
    """
    return {
        pressed: one._replace(
            binding=replace(
                one.binding,
                description=key_word(one.binding.description),
                tooltip=tr(one.binding.tooltip) if one.binding.tooltip else "",
            ),
            tooltip=tr(one.tooltip) if one.tooltip else "",
        )
        for pressed, one in active.items()
    }


def fitting(active: dict[str, ActiveBinding], width: int) -> dict[str, ActiveBinding]:
    """Leave out of the footer, not of the help, the lock's key where the words are too long."""
    shown = [one.binding for one in active.values() if one.binding.show]
    taken = sum(len(one.key_display or one.key) + len(one.description) + 2 for one in shown)
    if taken <= width:
        return active
    return {
        pressed: one._replace(binding=replace(one.binding, show=False))
        if one.binding.id == "app.lock"
        else one
        for pressed, one in active.items()
    }
