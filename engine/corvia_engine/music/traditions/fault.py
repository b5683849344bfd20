"""What is wrong with a tradition's data, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A fault. `key` is its place in the file, such as `modes[0].cents`."""

    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.key}: {self.what}"
