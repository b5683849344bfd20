"""A line that stays away until it is known which phrase weighed most in a result."""

from textual.widgets import Static


class WeighedMost(Static):
    """One quiet line under what was heard. `result` is the name that `Why` has for it."""

    def __init__(self, result: str) -> None:
        super().__init__("", classes="quiet weighed", markup=False)
        self.result = result
        self.display = False

    def say(self, words: str) -> None:
        """Show the line."""
        self.update(words)
        self.display = True
