"""The person's own plan for hard hours, part by part."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.errors import CorviaError
from corvia_local.language import tr
from corvia_local.model.safety_plan import PART_HINTS, PART_NAMES, PART_TITLES, SafetyPlan
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices


class SafetyPlanScreen(CalmScreen[None]):
    """Every part with its words; Enter opens one to write in."""

    PLACE = "My safety plan"
    HELP = (
        "A plan is easiest to write on a day that is a little better, alone or with someone. Any"
        " part can stay empty, and any order is fine.\n\n"
        "It is kept in your vault, in your words, and is in your backups and exports. x erases it."
    )
    BINDINGS: ClassVar[Keys] = [
        key("x", "erase", "Erase", "Erase the whole plan, after a question.", "plan.erase"),
        key("escape", "back", "Back", "Go back to where you were.", "plan.back", label="Esc"),
    ]

    plan = SafetyPlan()

    def content(self) -> ComposeResult:
        """A line about it, then the parts."""
        yield Static(
            tr("For hard hours, in my own words. Enter writes in a part."), classes="quiet"
        )
        yield Choices(id="parts")

    def on_mount(self) -> None:
        """Read the plan."""
        self._read()
        self.query_one("#parts").focus()

    def _read(self) -> None:
        from corvia_local.studio.planning_for_safety import read_plan

        try:
            self.plan = read_plan(self.vault)
        except CorviaError as error:
            self.say_error(error)
        listed = self.query_one("#parts", OptionList)
        place = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([Option(self._part(name)) for name in PART_NAMES])
        listed.highlighted = place
        self.refresh_bindings()

    def _part(self, name: str) -> Content:
        own = getattr(self.plan, name).strip()
        words = (own, "") if own else (tr(PART_HINTS[name]), "dim")
        return Content.assemble((f"{tr(PART_TITLES[name])}\n", "bold"), words)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        from corvia_tui.screens.plan_part import PlanPartScreen

        name = PART_NAMES[event.option_index]
        self.app.push_screen(PlanPartScreen(name), lambda _: self._read())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to erase only what there is."""
        return action != "erase" or not self.plan.is_empty

    def action_erase(self) -> None:
        """Erase the plan where the person says so."""
        from corvia_tui.screens.confirm import ConfirmScreen

        self.app.push_screen(
            ConfirmScreen(
                tr("Erase your plan?"),
                tr("All parts of it go from the vault, for good. Backups made before keep it."),
                tr("Erase it"),
                tr("Keep it"),
            ),
            self._erased,
        )

    def _erased(self, agreed: bool | None) -> None:
        from corvia_local.studio.planning_for_safety import erase_plan

        if not agreed:
            return
        try:
            erase_plan(self.vault)
        except CorviaError as error:
            self.say_error(error)
        self._read()
