"""What all screens share: the top line, the footer, back, and work in the background."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.notifications import SeverityLevel
from textual.screen import Screen, ScreenResultType
from textual.widgets import Footer
from textual.worker import Worker, get_current_worker

from corvia_local.errors import Cancelled, CorviaError
from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.background import Advanced, Failed, Finished
from corvia_tui.crash import Unexpected, place_of
from corvia_tui.keys import fitting, in_words
from corvia_tui.widgets.doing import Doing
from corvia_tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from corvia_local.studio.opening import Vault
    from corvia_tui.app import CorviaApp

T = TypeVar("T")


class CalmScreen(Screen[ScreenResultType]):
    """A screen with a name, a body and the keys of the moment in the footer."""

    PLACE: ClassVar[str] = ""
    """The screen's name in the top line and on the help screen."""

    HELP: ClassVar[str] = ""
    """What one can do here, in a few plain sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way: set[str] = set()

    def compose(self) -> ComposeResult:
        """Top line, body, footer."""
        yield TopLine(self.place)
        with VerticalScroll(id="body", can_focus=self.body_scrolls):
            yield from self.content()
        yield Footer(show_command_palette=False, compact=True)

    def content(self) -> ComposeResult:
        """Give the body's widgets."""
        raise NotImplementedError

    @property
    def place(self) -> str:
        """The name shown at the top."""
        return tr(self.PLACE)

    @property
    def body_scrolls(self) -> bool:
        """Whether the body takes the arrow keys for scrolling."""
        return False

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys of the moment, with their words in the language that is spoken."""
        return fitting(
            in_words(super().active_bindings), self.app.size.width, self.app.get_key_display
        )

    @property
    def corvia(self) -> "CorviaApp":
        """The app, by its own type."""
        return cast("CorviaApp", self.app)

    @property
    def vault(self) -> "Vault":
        """The open vault; raises Locked where it is closed."""
        return self.corvia.vault

    @property
    def holds_secrets(self) -> bool:
        """Whether it shows what must not be left standing, though no vault is open."""
        return False

    @property
    def keeps_awake(self) -> bool:
        """Whether long work goes on here, so that the idle lock waits until it is done."""
        return False

    @property
    def unfinished_place(self) -> str | None:
        """The place to come back to after locking, where something unfinished is kept for it."""
        return None

    def leave(self) -> None:
        """Put away what must not be lost, before the screen goes or the vault is locked."""

    def action_back(self) -> None:
        """Go to the screen before this one."""
        self.leave()
        self.dismiss()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice, unless the screen is gone: a locked app shows nothing that comes late."""
        if self in self.app.screen_stack:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def say(self, words: str) -> None:
        """Show a short notice."""
        self.notify(words, timeout=6, markup=False)

    def say_error(self, error: CorviaError) -> None:
        """Show what went wrong and what to do."""
        self.notify(
            said(str(error)),
            title=tr("That did not work"),
            severity="warning",
            timeout=12,
            markup=False,
        )

    def in_background(
        self,
        work: Callable[[Report], T],
        then: Callable[[T], None],
        otherwise: Callable[[CorviaError], None] | None = None,
    ) -> Worker[None]:
        """Run `work` in a thread; then `then` with its result, or `otherwise` with its error.

        The work ends with the screen: its next report raises Cancelled, and nothing is shown.
        """

        def run() -> None:
            worker = get_current_worker()

            def report(step: str, share: float) -> None:
                if worker.is_cancelled:
                    raise Cancelled(tr("Stopped. Nothing was kept of it."))
                self.post_message(Advanced(step, share))

            try:
                result = work(report)
            except Exception as error:
                if not worker.is_cancelled:
                    said = error if isinstance(error, CorviaError) else Unexpected(place_of(error))
                    self.post_message(Failed(otherwise or self.say_error, said))
                return
            if not worker.is_cancelled:
                self.post_message(Finished(lambda: then(result)))

        return self.run_worker(run, thread=True)

    def once(
        self,
        act: str,
        work: Callable[[Report], T],
        then: Callable[[T], None],
        fail: Callable[[CorviaError], None] | None = None,
    ) -> None:
        """Do work that must not run twice: while `act` is under way, asking again does nothing."""
        if act in self.under_way:
            return
        self.under_way.add(act)

        def done(result: T) -> None:
            then(result)
            self.under_way.discard(act)

        def failed(error: CorviaError) -> None:
            self.under_way.discard(act)
            (fail or self.say_error)(error)

        self.in_background(work, done, failed)

    @on(Finished)
    def _take_result(self, message: Finished) -> None:
        message.then()

    @on(Failed)
    def _take_error(self, message: Failed) -> None:
        message.otherwise(message.error)

    @on(Advanced)
    def _take_advance(self, message: Advanced) -> None:
        self.show_advance(message.step, message.share)

    def show_advance(self, step: str, share: float) -> None:
        """Show how far work is, where the screen has a place for it."""
        for doing in self.query(Doing):
            doing.advance(step, share)
