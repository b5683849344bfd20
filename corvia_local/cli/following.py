"""The words of a song on the terminal while it plays."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from corvia_local.model.progress import Report

if TYPE_CHECKING:
    from rich.text import Text

    from corvia_local.model.score import Score
    from corvia_local.studio.karaoke import Moment

BAR_CELLS = 40


@contextmanager
def followed_words(score: "Score", since: float) -> Iterator[Report]:
    """Give a report for the player that shows the words: on a terminal in place, else each line
    once, on standard error.
    """
    from corvia_local.studio.karaoke import Follower, Karaoke

    follower = Follower(Karaoke(score), since)
    if not sys.stderr.isatty():
        yield follower.following(_nothing, LinesOnce().show)
        return
    from rich.console import Console
    from rich.live import Live

    with Live(console=Console(stderr=True), refresh_per_second=12, transient=True) as live:
        yield follower.following(_nothing, lambda moment: live.update(in_place(moment)))


class LinesOnce:
    """Writes each line when its first word is sung."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._last = ""

    def show(self, moment: "Moment") -> None:
        """Write the line of a moment, unless it is written."""
        line = " ".join(part for part in (moment.sung, moment.word, moment.to_come) if part)
        if moment.word and line != self._last:
            click.echo(line, err=True)
            self._last = line
        elif not line:
            self._last = ""


def in_place(moment: "Moment") -> "Text":
    """Draw a moment: the line with its word in bold, a bar, and the next line."""
    from rich.text import Text

    done = round(moment.share * BAR_CELLS)
    return Text("\n").join(
        (
            Text(" ").join(
                Text(part, style)
                for part, style in (
                    (moment.sung, "dim"),
                    (moment.word, "bold underline"),
                    (moment.to_come, ""),
                )
                if part
            ),
            Text("━" * done + "─" * (BAR_CELLS - done), "dim"),
            Text(moment.next_line, "dim"),
        )
    )


def _nothing(step: str, share: float) -> None:
    """Leave the progress unsaid."""
