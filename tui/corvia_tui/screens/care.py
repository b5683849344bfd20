"""Where help is. Shown before anything else where a text speaks of harm, and at F2 anywhere."""

from enum import Enum, auto
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen


class AfterCare(Enum):
    """What the person wants after the card."""

    KEEP_WRITING = auto()
    ABOUT_SOMETHING_ELSE = auto()
    BACK = auto()


class CareScreen(CalmScreen[AfterCare]):
    """The fixed lines, and ways on. It never blocks, argues or counts."""

    PLACE = "Help now"
    HELP = (
        "These lines say where a person can be reached. Nobody reads what you write here, and"
        " Corvia cannot call anyone for you; nothing leaves this machine.\n\n"
        "You can always go on. F2 brings this card back at any time."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "w", "keep_writing", "Keep writing", "Go on writing on a new page.", "care.keep_writing"
        ),
        key(
            "e",
            "something_else",
            "Something else",
            "Go on to what was heard; the card stays one key away.",
            "care.something_else",
        ),
        key(
            "n",
            "country",
            "Country",
            "Show the numbers of another country.",
            "care.country",
        ),
        key("escape", "back", "Back", "Go back to where you were.", "care.back", label="Esc"),
    ]

    def __init__(self, *, after_text: bool = False) -> None:
        super().__init__()
        self.after_text = after_text

    @property
    def body_scrolls(self) -> bool:
        """The card scrolls on a small screen."""
        return True

    def content(self) -> ComposeResult:
        """The lines, then the ways on."""
        yield Static("", id="card", markup=False)
        yield Static("", id="guess", classes="quiet", markup=False)
        if self.after_text:
            with Horizontal(classes="buttons"):
                yield Button("Keep writing (w)", id="keep_writing")
                yield Button("It is about something else (e)", id="something_else")

    def on_mount(self) -> None:
        """Show the lines at once, with nothing over them."""
        self.app.clear_notifications()
        self._show_card()
        self.query_one("#body").focus()

    def _show_card(self) -> None:
        from corvia_local.studio.reflecting import care_card

        lines = care_card(self.corvia.country, after_text=self.after_text)
        self.query_one("#card", Static).update("\n".join(_spaced(lines)))
        guess = f"Numbers for {self.corvia.country}, guessed from this machine's language setting."
        hint = self.query_one("#guess", Static)
        hint.update(f"{guess} n shows another country.")
        hint.display = self.corvia.country_is_a_guess

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the ways on from a text only after a text."""
        return self.after_text or action not in {"keep_writing", "something_else"}

    def action_country(self) -> None:
        """Ask for a country and show its numbers."""
        from corvia_tui.screens.ask import AskScreen

        def take(country: str | None) -> None:
            if country is not None:
                self.corvia.country, self.corvia.country_is_a_guess = country.upper()[:2], False
                self._show_card()

        self.app.push_screen(
            AskScreen("Which country?", "Its two letters, such as GB, DE or IN."), take
        )

    @on(Button.Pressed, "#keep_writing")
    def action_keep_writing(self) -> None:
        """Go on writing."""
        self.dismiss(AfterCare.KEEP_WRITING)

    @on(Button.Pressed, "#something_else")
    def action_something_else(self) -> None:
        """Go on to the reflection."""
        self.dismiss(AfterCare.ABOUT_SOMETHING_ELSE)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(AfterCare.BACK)


def _spaced(lines: tuple[str, ...]) -> list[str]:
    """Set a blank line before the numbered choices and after them, so that the eye finds them."""
    spaced: list[str] = []
    for line in lines:
        numbered = line[:1].isdigit()
        before = spaced[-1][:1].isdigit() if spaced else numbered
        if numbered != before:
            spaced.append("")
        spaced.append(line)
    return spaced
