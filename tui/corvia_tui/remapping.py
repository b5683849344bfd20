"""Another key for an act: what can be taken, and the setting that says so."""

from collections.abc import Iterable, Mapping

from corvia_local.language import mark, tr
from corvia_tui.key_list import KnownKey
from corvia_tui.keys import sentence

KEPT = {
    "escape": mark("Escape always leads back."),
    "tab": mark("Tab always goes to the next field."),
    "shift+tab": mark("Shift and Tab always go to the field before."),
    "ctrl+c": mark("^c always copies."),
    "ctrl+q": mark("^q always locks and leaves."),
}
"""Keys that are never given away, and why."""

EVERYWHERE = "CorviaApp"
"""The class whose keys act on every screen."""


def why_not(
    known: Iterable[KnownKey], own: Mapping[str, str], wished: KnownKey, pressed: str
) -> str | None:
    """Say in a sentence why a key cannot do this, or give None where it can."""
    if pressed in KEPT:
        return tr(KEPT[pressed])
    if wished.always and (len(pressed) == 1 or pressed in ("space", "enter", "backspace")):
        return tr(
            "This acts while you write too, so a letter cannot do it. Take one with ^ or an F."
        )
    for other in known:
        near = other.owner == wished.owner or EVERYWHERE in (other.owner, wished.owner)
        keys = own.get(other.id, other.keys).split(",")
        same_act = other.owner == wished.owner and other.meaning == wished.meaning
        if other.id != wished.id and near and not same_act and pressed in keys:
            return tr(
                "That key does something else there: {meaning}", meaning=sentence(other.meaning)
            )
    return None


def changed_keys(own: Mapping[str, str], wished: KnownKey, pressed: str) -> dict[str, str]:
    """Give the setting with this key for it."""
    return {**own, wished.id: pressed}


def reset_keys(own: Mapping[str, str], wished: KnownKey) -> dict[str, str]:
    """Give the setting without a change for it."""
    return {name: keys for name, keys in own.items() if name != wished.id}
