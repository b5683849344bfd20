"""Long work with its progress, and a stop that stops it."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from corvia_local.errors import Cancelled, CorviaError
from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.doing import Doing

T = TypeVar("T")


class WorkingScreen(CalmScreen[None], Generic[T]):
    """Runs `work` beside the screen; `then` takes its result once the screen is gone.

    `when_stopped` says what holds after Escape. The screen goes only when the work has ended, so
    that nothing goes on behind it.
    """

    PLACE = "Working"
    AUTO_FOCUS = ""
    HELP = (
        "Something longer is being done on this machine; nothing leaves it. Escape stops it at the"
        " next safe moment."
    )
    BINDINGS: ClassVar[Keys] = [
        key("escape", "back", "Stop", "Stop at the next safe moment.", "working.stop", label="Esc"),
    ]

    def __init__(
        self,
        title: str,
        work: Callable[[Report], T],
        then: Callable[[T], None],
        when_stopped: str,
    ) -> None:
        super().__init__()
        self.named = title
        self.work = work
        self.then = then
        self.when_stopped = when_stopped
        self.stopped = False

    @property
    def keeps_awake(self) -> bool:
        """It is finished before the app locks by itself."""
        return True

    def content(self) -> ComposeResult:
        """The progress and one button."""
        yield Static(self.named, classes="title", markup=False)
        yield Doing(tr("Beginning"))
        with Horizontal(classes="buttons"):
            yield Button(tr("Stop (Esc)"), id="stop")

    def on_mount(self) -> None:
        """Begin."""
        work = self.work

        def run(report: Report) -> T:
            def checked(step: str, share: float) -> None:
                if self.stopped:
                    raise Cancelled(self.when_stopped)
                report(step, share)

            return work(checked)

        self.in_background(run, self._done, self._failed)

    def _done(self, result: T) -> None:
        self.dismiss()
        self.then(result)

    def _failed(self, error: CorviaError) -> None:
        if isinstance(error, Cancelled):
            self.say(self.when_stopped)
        else:
            self.say_error(error)
        self.dismiss()

    @on(Button.Pressed, "#stop")
    def action_back(self) -> None:
        """Ask the work to stop; the screen goes when it has."""
        self.stopped = True
        self.query_one("#stop", Button).disabled = True
        self.query_one("#step", Static).update(tr("Stopping…"))
