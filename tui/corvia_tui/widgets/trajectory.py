"""A song's way through its moods, drawn in text: one line a section."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from corvia_local.model.mood import Mood
from corvia_tui.widgets.gauge import drawn
from corvia_tui.wording.moods import mood_words


@dataclass(frozen=True)
class Step:
    """A section: its name, when it begins (“0:12”), and the mood that it aims at."""

    name: str
    at: str
    mood: Mood


class Trajectory(Widget):
    """Section by section: pleasantness and energy, each on its own little line, and in words."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.steps = tuple(steps)
        self.styles.height = len(self.steps) + 1

    def render(self) -> RenderResult:
        """Draw at the width there is."""
        bar = max(min((self.size.width - 46) // 2, 21), 7)
        head = f"{'':<18}{'pleasantness':<{bar + 2}}{'energy':<{bar + 2}}"
        lines: list[Content] = [Content.styled(head, "$quiet")]
        for step in self.steps:
            lines.append(
                Content.assemble(
                    f"{step.at:>5}  {step.name[:10]:<11}",
                    (drawn(step.mood.valence, 0, bar), "$primary"),
                    "  ",
                    (drawn(step.mood.arousal, 0, bar), "$accent"),
                    f"  {mood_words(step.mood)}",
                )
            )
        return Content("\n").join(lines)
