"""What is said when the program itself fails: where in the code, never what the person wrote."""

import traceback
from pathlib import Path

from textual.worker import WorkerFailed

from corvia_local.errors import CorviaError
from corvia_local.language import tr


class Unexpected(CorviaError):
    """Something inside the program failed while it worked beside the screen."""

    def __init__(self, place: str) -> None:
        super().__init__(
            tr(
                "Something inside Corvia failed ({place}). What you saved is safe, and you"
                " can go on.",
                place=place,
            )
        )


def place_of(error: BaseException) -> str:
    """Name an error by its type and the line of code where it rose, never by its message."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    return f"{type(error).__name__} at {_place(frames[-1].filename)}:{frames[-1].lineno}"


def crash_words(error: BaseException) -> str:
    """Describe an unexpected error by its type and place.

    Messages, local variables and source lines are left out: they can hold private words.
    """
    cause = error.error if isinstance(error, WorkerFailed) else error
    frames = traceback.extract_tb(cause.__traceback__)
    places = [f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames[-8:]]
    return "\n".join(
        [
            tr("Something went wrong inside Corvia, and it had to close. What you saved is safe;"),
            tr("a text that you were writing is kept as a draft up to a few seconds ago."),
            "",
            tr("{name}, at:", name=type(cause).__name__),
            *places,
            "",
            tr("If you report it, these lines are enough. None of your words stand in them."),
        ]
    )


def _place(filename: str) -> str:
    path = Path(filename)
    return "/".join(path.parts[-2:])
