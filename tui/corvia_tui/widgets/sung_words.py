"""The words of a song while it plays: the line, the word that is sung, and what comes."""

from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from corvia_local.model.score import Score
    from corvia_local.studio.karaoke import Follower, Moment

BAR_CELLS = 40


class SungWords(Widget):
    """Three lines that are there only while a song with words plays."""

    DEFAULT_CSS = """
    SungWords { height: 3; margin: 1 0 0 2; display: none; }
    SungWords.-following { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._follower: Follower | None = None
        self._moment: Moment | None = None

    def begin(self, score: "Score", since: float = 0.0) -> None:
        """Get ready to follow the words of a score from a second on."""
        from corvia_local.studio.karaoke import Follower, Karaoke

        self._follower = Follower(Karaoke(score), since) if score.syllables else None
        self._moment = None

    def follow(self, step: str) -> None:
        """Show what is sung now, once the step is playing."""
        if self._follower is None:
            return
        self._moment = self._follower.moment(step)
        self.set_class(self._moment is not None, "-following")
        self.refresh()

    def stop(self) -> None:
        """Show nothing any more."""
        self._follower = self._moment = None
        self.remove_class("-following")

    def render(self) -> RenderResult:
        """Draw the moment; the word that is sung is bold, so that it is seen without colour."""
        moment = self._moment
        return "" if moment is None else drawn(moment)


def drawn(moment: "Moment") -> Content:
    """Draw a moment on three lines."""
    done = round(moment.share * BAR_CELLS)
    parts = (
        Content.styled(moment.sung, "$quiet"),
        Content.styled(moment.word, "bold underline $primary"),
        Content(moment.to_come),
    )
    return Content("\n").join(
        (
            Content(" ").join([part for part in parts if part]),
            Content.styled("━" * done + "─" * (BAR_CELLS - done), "$quiet"),
            Content.styled(moment.next_line, "$quiet"),
        )
    )
