"""Help for the screen that one came from."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from corvia_local.language import tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.twins import moves_only, twin_of


class HelpScreen(CalmScreen[None]):
    """What can be done there, then every key with what it does."""

    PLACE = "Help"
    HELP = "This is the help. Escape leads back."
    BINDINGS: ClassVar[Keys] = [
        key("escape,q", "back", "Back", "Go back to where you were.", "help.back", label="Esc"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self.about = about

    @property
    def place(self) -> str:
        """Name the screen that is explained."""
        name = tr(self.about.PLACE) if isinstance(self.about, CalmScreen) else ""
        return tr("Help · {name}", name=name) if name else tr("Help")

    @property
    def body_scrolls(self) -> bool:
        """Long help scrolls."""
        return True

    def content(self) -> ComposeResult:
        """The text, then the keys."""
        text = tr(self.about.HELP if isinstance(self.about, CalmScreen) else self.HELP)
        yield Static(text, markup=False)
        yield Static(tr("Keys here"), classes="heading")
        yield Static(self._keys())
        twins = self._twins()
        if twins:
            yield Static(tr("The same on the command line"), classes="heading")
            yield Static(" · ".join(twins), markup=False)

    def _twins(self) -> list[str]:
        names = [active.binding.id or "" for active in self.about.active_bindings.values()]
        here = [name for name in names if not name.startswith("app.")]
        return sorted({twin for name in here if (twin := twin_of(name)) is not None})

    def _keys(self) -> Content:
        lines: list[Content] = []
        seen: set[str] = set()
        listed = [active.binding for active in self.about.active_bindings.values()]
        for binding in sorted(listed, key=lambda one: moves_only(one.id or "")):
            if binding.id is None or binding.id in seen or not binding.tooltip:
                continue
            seen.add(binding.id)
            shown = self.app.get_key_display(binding)
            lines.append(Content.assemble((f"{shown:<10}", "bold $primary"), binding.tooltip))
        lines.append(
            Content.assemble((f"{'^p':<10}", "bold $primary"), tr("Find any place or act."))
        )
        lines.append(
            Content.assemble((f"{'Tab':<10}", "bold $primary"), tr("Go to the next field."))
        )
        return Content("\n").join(lines)
