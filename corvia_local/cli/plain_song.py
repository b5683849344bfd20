"""A song, line by line: its lyric, its wish, hearing it, and sharing it with consent."""

from typing import TYPE_CHECKING

from corvia_local.cli.asking import ask, choose, say
from corvia_local.errors import CorviaError
from corvia_local.language import said, tr
from corvia_local.model.lyric_draft import LyricDraft
from corvia_local.model.mood import GOALS, Mood

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.vault.opening import Vault


def make_song(vault: "Vault", entry_id: str) -> None:
    """Set the entry's words to be sung, ask for the wish, compose and keep the song."""
    from corvia_local.studio import journal, library, lyric_making, reflecting
    from corvia_local.studio.composing import SongWish, compose, proposed_goal
    from corvia_tui.song_making import Words, ask_for_song, workbench
    from corvia_tui.wording.music import GOALS as GOAL_NAMES

    entry = journal.read(vault, entry_id)
    reflection = reflecting.reflect(entry.text)
    after_care = reflection.crisis.level == "explicit"
    mood = entry.mood or Mood(reflection.valence, reflection.arousal)
    accepted = journal.accepted_reframe(vault, entry_id)
    words = Words(entry_id, entry.text, accepted.text if accepted else None, mood, after_care)
    lyric = _lyric(workbench(words, vault))
    lyric_making.keep(vault, entry_id, lyric)
    names = [tr(GOAL_NAMES[goal], context="goal") for goal in GOALS]
    proposed = proposed_goal(mood)
    at = choose(
        tr("Where should the song lead?"),
        names,
        tr(GOAL_NAMES[proposed], context="goal"),
    )
    goal = proposed if at is None else list(GOALS)[at]
    say(tr("Your song is on its way"))
    wish = SongWish(start=mood, goal=GOALS[goal])
    song = compose(ask_for_song(words.with_draft(lyric), wish), entry_id=entry_id, with_audio=False)
    library.keep_song(vault, song)
    say(tr("Kept in your vault."))
    _go_to_song(vault, song)


def go_to_songs(vault: "Vault") -> None:
    """Choose one of the songs that are kept."""
    from corvia_local.studio.library import list_headings, read_song

    found = list_headings(vault)
    if not found:
        say(tr("None yet. A song is made from what you write."))
        return
    at = choose(tr("Which song?"), [one.title for one in found], tr("back"))
    if at is not None:
        _go_to_song(vault, read_song(vault, found[at].id))


def _lyric(draft: LyricDraft) -> LyricDraft:
    """Read the lyric out; let lines be written anew or left out until it is taken."""
    from corvia_local.studio import lyric_making

    while True:
        lines = lyric_making.all_lines(draft)
        if about := lyric_making.about_language(draft):
            say(said(about))
        at = choose(
            tr("The lyric, line by line. A number changes that line."),
            [one.form.text for one in lines],
            tr("take it as it stands"),
        )
        if at is None:
            return draft
        typed = ask(tr("This line anew; a minus sign leaves it out; Enter leaves it as it is."))
        try:
            if typed == "-":
                draft = lyric_making.leave_out(draft, at + 1)
            elif typed:
                draft = lyric_making.replace_line(draft, at + 1, typed)
        except CorviaError as error:
            say(said(str(error)))


def _go_to_song(vault: "Vault", song: "ComposedSong") -> None:
    from corvia_local.studio.composing import key_name, length_of, tempo_of
    from corvia_local.studio.library import hear_song
    from corvia_tui.wording.moments import length_words
    from corvia_tui.wording.music import key_words

    say(
        song.title,
        tr(
            "{key}, {tempo} beats a minute at the start, {length} long",
            key=key_words(key_name(song.score)),
            tempo=f"{tempo_of(song.score):.0f}",
            length=length_words(length_of(song.score)),
        ),
        *song.score.lines,
    )
    while True:
        at = choose(tr("This song"), [tr("Hear it"), tr("Share it")], tr("back"))
        if at is None:
            return
        try:
            if at == 0:
                hear_song(vault, song.id)
            else:
                _share(vault, song)
        except CorviaError as error:
            say(said(str(error)))


def _share(vault: "Vault", song: "ComposedSong") -> None:
    """Show every byte that would leave, then ask for the word of consent."""
    from corvia_local.studio.communities import list_communities
    from corvia_local.studio.sharing import prepare_share, publish

    communities = list_communities(vault)
    if not communities:
        say(tr("There is no community yet. `corvia community` founds or joins one."))
        return
    at = choose(tr("With which community?"), [one.name for one in communities], tr("back"))
    if at is None:
        return
    draft = prepare_share(vault, song.id, communities[at].id)
    if draft.second_look:
        say(
            tr(
                "These words speak of being hurt or of not wanting to live. Others would read them."
                " It may be good to sleep on it, or to show them to someone you trust first."
            )
        )
    say(*map(said, draft.plain_words), tr("What leaves"))
    for one in draft.leaving:
        say(f"{one.name} ({one.size})", one.content)
    word = tr("share")
    if ask(tr("Type {word} to share it; anything else keeps it yours.", word=word)) != word:
        say(tr("Nothing was shared."))
        return
    shared = publish(vault, draft)
    say(tr("Shared as {cid}", cid=shared.cid), tr("Your receipt is {cid}", cid=shared.receipt))
