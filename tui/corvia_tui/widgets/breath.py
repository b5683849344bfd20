"""A breath of ten seconds, drawn as a line that grows and shrinks, with the word beside it."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from corvia_local.language import mark, tr
from corvia_local.studio.exercises import BREATH_SECONDS, IN_SECONDS, OUT_SECONDS

STEPS_A_SECOND = 4
LONGEST = 40
"""Cells of the line at its fullest."""


class Breath(Widget):
    """Six breaths a minute. Without animations it stands still and says the same in words.

    `tick` counts quarters of a second since the beginning; nothing blinks.
    """

    DEFAULT_CSS = "Breath { height: 3; }"

    tick: reactive[int] = reactive(0)

    def __init__(self, *, moves: bool) -> None:
        super().__init__(id="breath")
        self.moves = moves

    def on_mount(self) -> None:
        """Begin to breathe."""
        if self.moves:
            self.set_interval(1 / STEPS_A_SECOND, self._on)

    def _on(self) -> None:
        self.tick += 1

    def render(self) -> RenderResult:
        """Draw the breath of this moment."""
        if not self.moves:
            return tr(
                "In {in_seconds} · out {out_seconds}, counted slowly."
                "\nA clock's second hand can count for you: in from 12, out from the fourth second,"
                "\nand again from the tenth.",
                in_seconds=IN_SECONDS,
                out_seconds=OUT_SECONDS,
            )
        word, fullness, count = breath_at(self.tick)
        return Content.assemble(
            (f"{tr(word):<4} {count}\n", "bold"),
            ("─" * max(1, round(LONGEST * fullness)), "$primary"),
        )


def breath_at(tick: int) -> tuple[str, float, int]:
    """Give the word, how full the breath is (0…1), and the second counted from 1."""
    moment = tick / STEPS_A_SECOND % BREATH_SECONDS
    if moment < IN_SECONDS:
        return mark("in"), moment / IN_SECONDS, int(moment) + 1
    gone = moment - IN_SECONDS
    return mark("out"), 1 - gone / OUT_SECONDS, int(gone) + 1
