"""Gauges, steppers and trajectories read without colour."""

from textual.app import App, ComposeResult

from corvia_tui.widgets.gauge import drawn
from corvia_tui.widgets.stepper import Option, Stepper, place_of_digit


def test_a_gauge_shows_the_value_the_doubt_and_the_middle() -> None:
    assert drawn(0.0, 0.0, 11) == "─────●─────"
    assert drawn(-1.0, 0.0, 11) == "●────┼─────"
    assert drawn(1.0, 0.4, 11) == "─────┼──░░●"
    assert drawn(-0.4, 0.2, 11) == "──░●░┼─────"


def test_a_digit_names_a_place_or_a_share_of_a_long_scale() -> None:
    assert place_of_digit(3, 5) == 2
    assert place_of_digit(9, 5) == 4
    assert place_of_digit(1, 21) == 0
    assert place_of_digit(5, 21) == 10
    assert place_of_digit(9, 21) == 20


class OneStepper(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield Stepper("goal", [Option(n, n) for n in ("calm", "joy", "energy")], id="goal")

    def on_stepper_changed(self, event: Stepper.Changed) -> None:
        self.heard.append(event.option.value)


async def test_a_stepper_follows_arrows_digits_and_the_mouse_and_stays_within() -> None:
    app = OneStepper()
    async with app.run_test() as pilot:
        await pilot.press("right", "right", "right")
        assert app.query_one(Stepper).value == "energy"
        await pilot.press("1")
        assert app.query_one(Stepper).value == "calm"
        await pilot.click("#goal", offset=(25, 0))
        assert app.query_one(Stepper).value == "joy"
        await pilot.press("end", "left")
        assert app.heard == ["joy", "energy", "calm", "joy", "energy", "joy"]
