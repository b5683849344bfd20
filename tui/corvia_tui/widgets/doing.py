"""Long work under way: what it does, how far it is, how long it has taken."""

from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ProgressBar, Static

from corvia_local.language import said
from corvia_tui.wording.moments import length_words


class Doing(Vertical):
    """A bar, the step in words, and the time that has passed."""

    def __init__(self, first_step: str) -> None:
        super().__init__(classes="doing")
        self.step = first_step
        self.began = monotonic()

    def compose(self) -> ComposeResult:
        """Lay out the three."""
        yield Static(self.step, id="step", markup=False)
        yield ProgressBar(total=1.0, show_eta=False, id="bar")
        yield Static("0:00", id="elapsed")

    def on_mount(self) -> None:
        """Start the clock."""
        self.set_interval(0.5, self._tick)

    def advance(self, step: str, share: float) -> None:
        """Show a step's name and the share done, 0…1."""
        self.step = said(step)
        # A report may come before the widgets are laid out.
        for line in self.query("#step").results(Static):
            line.update(self.step[:1].upper() + self.step[1:])
        for bar in self.query("#bar").results(ProgressBar):
            bar.update(progress=share)

    def _tick(self) -> None:
        self.query_one("#elapsed", Static).update(length_words(monotonic() - self.began))
