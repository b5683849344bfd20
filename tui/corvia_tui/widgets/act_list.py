"""A list of things to do, each with its letter, its name and a word about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content
from textual.widgets.option_list import Option

from corvia_local.language import tr
from corvia_tui.widgets.choices import Choices


@dataclass(frozen=True)
class Act:
    """A thing to do: its id, the letter that does it too (or none), its name, what it means."""

    id: str
    letter: str
    name: str
    about: str = ""


def translated(act: Act) -> Act:
    """Give an act whose texts were marked, in the language that is spoken."""
    return replace(act, name=tr(act.name), about=tr(act.about))


class ActList(Choices):
    """Acts to choose from; the screen hears `OptionSelected` with the act's id."""

    def __init__(self, acts: Sequence[Act], *, id: str, name_width: int = 26) -> None:  # noqa: A002
        super().__init__(id=id)
        self.name_width = name_width
        self.add_options(self._row(act) for act in acts)

    def show(self, acts: Sequence[Act]) -> None:
        """Show other words for the acts; the chosen one stays chosen."""
        chosen = self.highlighted
        self.clear_options()
        self.add_options(self._row(act) for act in acts)
        self.highlighted = None if chosen is None else min(chosen, len(acts) - 1)

    def _row(self, act: Act) -> Option:
        row = Content.assemble(
            (f"{act.letter:<3}", "bold $primary"),
            f"{act.name:<{self.name_width}} ",
            (act.about, "$quiet"),
        )
        return Option(row, id=act.id)
