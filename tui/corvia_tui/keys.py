"""Key bindings: each has a stable id, a word for the footer and a sentence for the help screen."""

from textual.binding import Binding, BindingType

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
