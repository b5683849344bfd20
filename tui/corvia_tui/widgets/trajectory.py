"""A song's way through its moods, drawn in text: one line a section."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_local.language import tr
from corvia_local.model.mood import Mood
from corvia_tui.widgets.gauge import drawn
from corvia_tui.wording.excerpts import one_line
from corvia_tui.wording.moods import mood_words

LONGEST_NAME = 16


@dataclass(frozen=True)
class Step:
    """A section: its name, when it begins (“0:12”), and the mood that it aims at."""

    name: str
    at: str
    mood: Mood


class Trajectory(Widget):
    """Section by section: pleasantness and energy, each on its own little line, and in words.

    Where no section has a mood (all stand at zero), only the sections and their times.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.steps = tuple(steps)
        self.moods = any(step.mood != Mood(0, 0) for step in self.steps)
        self.styles.height = len(self.steps) + int(self.moods)

    def render(self) -> RenderResult:
        """Draw at the width there is."""
        longest = max((len(step.name) for step in self.steps), default=0)
        if not self.moods:
            return Content("\n").join(Content(f"{step.at:>5}  {step.name}") for step in self.steps)
        name = min(longest, LONGEST_NAME)
        bar = max(min((self.size.width - name - 33) // 2, 21), 7)
        head = f"{'':<{name + 9}}{tr('pleasantness'):<{bar + 2}}{tr('energy'):<{bar + 2}}"
        lines = [self._line(step, name, bar) for step in self.steps]
        return Content("\n").join([Content.styled(head, "$quiet"), *lines])

    def _line(self, step: Step, name: int, bar: int) -> Content:
        return Content.assemble(
            f"{step.at:>5}  {one_line(step.name, name):<{name}}  ",
            (drawn(step.mood.valence, 0, bar), "$primary"),
            "  ",
            (drawn(step.mood.arousal, 0, bar), "$accent"),
            f"  {mood_words(step.mood)}",
        )
