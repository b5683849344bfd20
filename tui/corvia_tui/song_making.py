"""What is carried from screen to screen while a song is being made."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corvia_local.model.lyric import Lyric
from corvia_local.model.lyric_draft import LyricDraft
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest
from corvia_local.model.progress import Report

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong, SongWish
    from corvia_local.studio.composing_aloud import SongAloud
    from corvia_local.studio.opening import Vault


@dataclass(frozen=True)
class Words:
    """The words of a song to be: an entry, its accepted reframe, the mood heard in it.

    `after_care` tells that the help card was shown for this text and the song was asked for.
    `lyric` is what was taken from the workbench, `changed_lyric` a lyric that was written as a
    text instead; both are None where nothing was taken yet.
    """

    entry_id: str
    text: str
    reframe: str | None
    mood: Mood
    after_care: bool = False
    changed_lyric: str | None = None
    lyric: LyricDraft | None = None

    def with_draft(self, draft: LyricDraft) -> "Words":
        """Give the same words with the lyric that was taken from the workbench."""
        return replace(self, lyric=draft, changed_lyric=None)

    def with_lyric(self, lyric: str | None) -> "Words":
        """Give the same words with the lyric as the person changed it."""
        return replace(self, changed_lyric=lyric)


def ask_for_song(words: Words, wish: "SongWish") -> SongRequest:
    """Make the request: from the person's lyric where they changed it, else from their text."""
    from corvia_local.studio.composing import request_from_lyrics, request_from_text

    if words.changed_lyric is not None:
        return request_from_lyrics(words.changed_lyric, wish, after_care=words.after_care)
    from corvia_local.studio.lyric_making import sung_lyric

    lyric = None if words.lyric is None else sung_lyric(words.lyric, words.text)
    return request_from_text(
        words.text, wish, words.reframe, lyric=lyric, after_care=words.after_care
    )


def compose_song(
    words: Words, wish: "SongWish", report: Report, aloud: "SongAloud"
) -> "ComposedSong":
    """Compose and render the song that is wished for; meanwhile it can be heard."""
    request = ask_for_song(words, wish)
    return aloud.make(
        request, entry_id=words.entry_id, voice=wish.voice, taste=wish.taste, report=report
    )


def workbench(words: Words, vault: "Vault") -> LyricDraft:
    """Give the lyric that was being changed for the entry, else the one kept, else propose one."""
    from corvia_local.studio import lyric_making, unfinished_texts

    if words.entry_id and (changed := unfinished_texts.lyric_draft(vault, words.entry_id)):
        return changed
    kept = lyric_making.kept(vault, words.entry_id) if words.entry_id else None
    return kept or lyric_making.propose_lyric(
        words.text, words.reframe, after_care=words.after_care
    )


def lyric_text(lyric: Lyric) -> str:
    """Write a lyric with a heading over each stanza, as it can be read back."""
    return "\n\n".join(
        "\n".join((f"[{stanza.kind.capitalize()}]", *(line.text for line in stanza.lines)))
        for stanza in lyric.stanzas
    )
