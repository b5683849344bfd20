"""How long work tells how far it is, and how it is stopped."""

from collections.abc import Callable

Report = Callable[[str, float], None]
"""Called with a step's plain name and the share done, 0…1. It may raise `errors.Cancelled`,
which the work lets pass through: that is how a cancel works."""


def silent(step: str, share: float) -> None:
    """Report to nobody."""
