"""What long work, run in a thread beside a screen, tells that screen."""

from collections.abc import Callable

from textual.message import Message

from corvia_local.errors import CorviaError


class Advanced(Message, bubble=False):
    """Work has come to a step (a plain name) and a share done, 0…1."""

    def __init__(self, step: str, share: float) -> None:
        super().__init__()
        self.step = step
        self.share = share


class Finished(Message, bubble=False):
    """Work is done; `then` takes its result to the screen."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


class Failed(Message, bubble=False):
    """Work could not be done; `otherwise` says why."""

    def __init__(self, otherwise: Callable[[CorviaError], None], error: CorviaError) -> None:
        super().__init__()
        self.otherwise = otherwise
        self.error = error
