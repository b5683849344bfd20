"""Where help is. Shown before anything else where a text speaks of harm, and at F2 anywhere."""

from enum import Enum, auto
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.errors import CorviaError
from corvia_local.language import spoken_language, tr
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices


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
        "You can always go on. F2 brings this card back at any time, and F4 opens your own plan."
    )
    BINDINGS: ClassVar[Keys] = [
        key("1", "choose(0)", "Talk", "Say again which line to dial.", "care.talk", shown=False),
        key("2", "choose(1)", "Write", "A message to someone you trust.", "care.message",
            shown=False),
        key("3", "choose(2)", "Room", "Come back to the room.", "care.grounding", shown=False),
        key("4", "choose(3)", "My plan", "Open your safety plan.", "care.plan", shown=False),
        key("5", "choose(4)", "Go on", "Go on writing.", "care.go_on", shown=False),
        key(
            "w",
            "keep_writing",
            "Keep writing",
            "Go on writing on a new page.",
            "care.keep_writing",
            shown=False,
        ),
        key(
            "e",
            "something_else",
            "Something else",
            "It is about something else; the card stays one key away.",
            "care.something_else",
            shown=False,
        ),
        key("y", "keep_guess", "Keep country", "Keep the guessed country.", "care.keep_guess"),
        key(
            "n",
            "country",
            "Country",
            "Show and keep the numbers of another country.",
            "care.country",
        ),
        key("escape", "back", "Back", "Go back to where you were.", "care.back", label="Esc"),
    ]  # fmt: skip

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
        yield Choices(id="choices")
        yield Static("", id="card-end", classes="quiet", markup=False)
        yield Static("", id="whose", classes="quiet", markup=False)
        if self.after_text:
            with Horizontal(classes="buttons"):
                yield Button(tr("Keep writing (w)"), id="keep_writing")
                yield Button(tr("It is about something else (e)"), id="something_else")

    def on_mount(self) -> None:
        """Show the lines at once, with nothing over them."""
        self.app.clear_notifications()
        self._show_card()
        self.query_one("#choices").focus()

    def _show_card(self) -> None:
        from corvia_local.studio.reflecting import care_card

        today = self.corvia.clock().date()
        lines = care_card(
            self.corvia.country,
            after_text=self.after_text,
            today=today,
            language=spoken_language(),
        )
        choices = [line for line in lines if line[0].isdigit()]
        first = lines.index(choices[0])
        self.query_one("#card", Static).update("\n".join((*lines[:first], "")))
        listed = self.query_one("#choices", OptionList)
        listed.clear_options()
        listed.add_options([Option(line) for line in choices])
        listed.highlighted = 0
        self.query_one("#card-end", Static).update("\n".join(("", *lines[first + len(choices) :])))
        self.query_one("#whose", Static).update(self._whose())
        self.refresh_bindings()

    def _whose(self) -> str:
        from corvia_local.studio.country import ChosenCountry

        place = ChosenCountry(self.corvia.country, guessed=self.corvia.country_is_a_guess)
        if place.code is None:
            return tr("No country is set. Press n to choose yours.")
        if place.name is None:
            return tr(
                "No line is listed here for {code}. Press n to choose another country.",
                code=place.code,
            )
        name = place.name if spoken_language() == "en" else place.code
        if place.guessed:
            return tr("Numbers for {name}: a guess. y keeps it, n changes it.", name=name)
        return tr("Numbers for {name}. Press n to change the country.", name=name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the ways on from a text only after a text, and to keep a guess only a guess."""
        if action == "keep_guess":
            return self.corvia.country_is_a_guess
        return self.after_text or action not in {"keep_writing", "something_else"}

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_choose(event.option_index)

    def action_choose(self, place: int) -> None:
        """Take one of the numbered choices, counted from 0."""
        (self._talk, self._message, self._grounding, self._plan, self._go_on)[place]()

    def _talk(self) -> None:
        self.say(
            tr(
                "Dial a number from above on any phone, or go to a person near you. You can begin"
                " with: “I'm not doing well and I need to talk.”"
            )
        )

    def _message(self) -> None:
        from corvia_tui.screens.message import MessageScreen

        self.app.push_screen(MessageScreen())

    def _grounding(self) -> None:
        from corvia_tui.screens.grounding import GroundingScreen

        self.app.push_screen(GroundingScreen())

    def _plan(self) -> None:
        self.corvia.action_safety_plan()

    def _go_on(self) -> None:
        self.dismiss(AfterCare.KEEP_WRITING if self.after_text else AfterCare.BACK)

    def action_keep_guess(self) -> None:
        """Keep the guessed country."""
        if self.corvia.country is not None:
            self._keep(self.corvia.country)

    def action_country(self) -> None:
        """Ask for a country, show its numbers and keep it."""
        from corvia_tui.screens.ask import AskScreen

        def take(country: str | None) -> None:
            if country is not None:
                self._keep(country)

        self.app.push_screen(
            AskScreen(
                tr("Which country?"),
                tr("Its two letters, such as GB, DE or IN. It is kept on this machine."),
            ),
            take,
        )

    def _keep(self, country: str) -> None:
        from corvia_local.studio.country import checked_country, keep_country

        try:
            code = checked_country(country)
        except CorviaError as error:
            self.say_error(error)
            return
        self.corvia.country, self.corvia.country_is_a_guess = code, False
        self._show_card()
        try:
            keep_country(self.corvia.home, code)
        except CorviaError as error:
            self.say_error(error)

    @on(Button.Pressed, "#keep_writing")
    def action_keep_writing(self) -> None:
        """Go on writing."""
        self.dismiss(AfterCare.KEEP_WRITING)

    @on(Button.Pressed, "#something_else")
    def action_something_else(self) -> None:
        """Leave the card: it is about something else."""
        self.dismiss(AfterCare.ABOUT_SOMETHING_ELSE)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(AfterCare.BACK)
