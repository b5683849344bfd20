"""What is said when the program itself fails: where in the code, never what the person wrote."""

import traceback
from pathlib import Path

from textual.worker import WorkerFailed


def crash_words(error: BaseException) -> str:
    """Describe an unexpected error by its type and place.

    Messages, local variables and source lines are left out: they can hold private words.
    """
    cause = error.error if isinstance(error, WorkerFailed) else error
    frames = traceback.extract_tb(cause.__traceback__)
    places = [f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames[-8:]]
    return "\n".join(
        [
            "Something went wrong inside Corvia, and it had to close. What you saved is safe;",
            "a text that you were writing is kept as a draft up to a few seconds ago.",
            "",
            f"{type(cause).__name__}, at:",
            *places,
            "",
            "If you report it, these lines are enough. None of your words stand in them.",
        ]
    )


def _place(filename: str) -> str:
    path = Path(filename)
    return "/".join(path.parts[-2:])
