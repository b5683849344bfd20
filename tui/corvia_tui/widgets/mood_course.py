"""A song's way through its moods as a plot over time: asked and measured, with what is heard."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_local.language import tr

if TYPE_CHECKING:
    from corvia_local.model.mood import Mood
    from corvia_local.studio.song_course import CourseStep

LEVELS = "▁▂▃▄▅▆▇█"
LABEL = 10
HEIGHT = 8
FEWEST_CELLS = 8

Value = Callable[["Mood"], float]


class MoodCourse(Widget):
    """Four lines of bars, as high as the value: pleasantness and energy, each asked and measured.

    Below them stands where one is, and what is heard while it plays.
    """

    def __init__(self) -> None:
        super().__init__(id="course")
        self.styles.height = HEIGHT
        self._steps: tuple[CourseStep, ...] = ()
        self._here = 0
        self._heard: int | None = None

    def show(self, steps: "Sequence[CourseStep]", here: int) -> None:
        """Draw a song's sections; `here` is the tick at which one stands."""
        self._steps, self._here = tuple(steps), here
        self.refresh()

    def show_playing(self, tick: int | None) -> None:
        """Mark what is heard now, or nothing."""
        self._heard = tick
        self.refresh()

    def render(self) -> RenderResult:
        """Draw at the width there is."""
        if not self._steps:
            return ""
        cells = max(FEWEST_CELLS, self.size.width - LABEL)
        rows: list[Content] = []
        bands: tuple[tuple[str, str, Value], ...] = (
            (tr("Pleasantness"), "$primary", lambda mood: mood.valence),
            (tr("Energy"), "$accent", lambda mood: mood.arousal),
        )
        for name, style, value in bands:
            rows.append(Content.styled(name, "$quiet"))
            asked = [value(step.asked) for step in self._steps]
            measured = [value(step.measured) for step in self._steps]
            rows.append(self._line(tr("asked"), asked, cells, style))
            rows.append(self._line(tr("notes say"), measured, cells, style))
        rows.append(self._marks(cells))
        return Content("\n").join(rows)

    def _line(self, label: str, values: list[float], cells: int, style: str) -> Content:
        bars = "".join(LEVELS[_level(values[place])] for place in self._places(cells))
        return Content.assemble((f"{label[: LABEL - 1]:<{LABEL}}", "$quiet"), (bars, style))

    def _places(self, cells: int) -> list[int]:
        """Give for each cell the section that it lies in."""
        end = self._steps[-1].end
        return [
            next(
                (at for at, step in enumerate(self._steps) if tick < step.end),
                len(self._steps) - 1,
            )
            for tick in (cell * end // cells for cell in range(cells))
        ]

    def _marks(self, cells: int) -> Content:
        end = self._steps[-1].end
        lane = [" "] * cells
        lane[min(cells - 1, self._here * cells // end)] = "▲"
        if self._heard is not None:
            lane[min(cells - 1, self._heard * cells // end)] = "♪"
        return Content.assemble(" " * LABEL, ("".join(lane), "bold $secondary"))


def _level(value: float) -> int:
    return max(0, min(len(LEVELS) - 1, round((value + 1) / 2 * (len(LEVELS) - 1))))
