"""What is carried from screen to screen while a song is being made."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corvia_local.model.lyric import Lyric
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest
from corvia_local.model.progress import Report

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong, SongWish


@dataclass(frozen=True)
class Words:
    """The words of a song to be: an entry, its accepted reframe, the mood heard in it.

    `after_care` tells that the help card was shown for this text and the song was asked for.
    `changed_lyric` is the lyric as the person changed it, or None where the proposal stands.
    """

    entry_id: str
    text: str
    reframe: str | None
    mood: Mood
    after_care: bool = False
    changed_lyric: str | None = None

    def with_lyric(self, lyric: str | None) -> "Words":
        """Give the same words with the lyric as the person changed it."""
        return replace(self, changed_lyric=lyric)


def ask_for_song(words: Words, wish: "SongWish") -> SongRequest:
    """Make the request: from the person's lyric where they changed it, else from their text."""
    from corvia_local.studio.composing import request_from_lyrics, request_from_text

    if words.changed_lyric is not None:
        return request_from_lyrics(words.changed_lyric, wish, after_care=words.after_care)
    return request_from_text(words.text, wish, words.reframe, after_care=words.after_care)


def compose_song(words: Words, wish: "SongWish", report: Report) -> "ComposedSong":
    """Compose and render the song that is wished for."""
    from corvia_local.studio.composing import compose

    request = ask_for_song(words, wish)
    return compose(request, entry_id=words.entry_id, report=report)


def lyric_text(lyric: Lyric) -> str:
    """Write a lyric with a heading over each stanza, as it can be read back."""
    return "\n\n".join(
        "\n".join((f"[{stanza.kind.capitalize()}]", *(line.text for line in stanza.lines)))
        for stanza in lyric.stanzas
    )
