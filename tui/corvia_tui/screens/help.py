"""Help for the screen that one came from."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen


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
        name = self.about.PLACE if isinstance(self.about, CalmScreen) else ""
        return f"Help · {name}" if name else "Help"

    @property
    def body_scrolls(self) -> bool:
        """Long help scrolls."""
        return True

    def content(self) -> ComposeResult:
        """The text, then the keys."""
        text = self.about.HELP if isinstance(self.about, CalmScreen) else self.HELP
        yield Static(text, markup=False)
        yield Static("Keys here", classes="heading")
        yield Static(self._keys())

    def _keys(self) -> Content:
        lines: list[Content] = []
        seen: set[str] = set()
        for active in self.about.active_bindings.values():
            binding = active.binding
            if binding.id is None or binding.id in seen or not binding.tooltip:
                continue
            seen.add(binding.id)
            shown = self.app.get_key_display(binding)
            lines.append(Content.assemble((f"{shown:<10}", "bold $primary"), binding.tooltip))
        lines.append(Content.assemble((f"{'^p':<10}", "bold $primary"), "Find any place or act."))
        lines.append(Content.assemble((f"{'Tab':<10}", "bold $primary"), "Go to the next field."))
        return Content("\n").join(lines)
