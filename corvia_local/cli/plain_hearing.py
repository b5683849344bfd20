"""What was heard in an entry, line by line, and a question to a thought."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from corvia_local.cli.asking import ask, choose, say
from corvia_local.cli.calling import Call
from corvia_local.language import said, tr
from corvia_local.model.mood import Mood
from corvia_local.model.reflection import Reflection, ReframeProposal

if TYPE_CHECKING:
    from corvia_local.vault.opening import Vault

MOST_HABITS = 2


def heard(call: Call, vault: "Vault", entry_id: str, show_card: Callable[[], None]) -> bool:
    """Say what was heard; give whether a song is wished for.

    Where the text speaks of harm the card comes first, and nothing else is said of the text.
    """
    from corvia_local.studio import journal, reflecting

    text = journal.read(vault, entry_id).text
    reflection = reflecting.reflect(text)
    if reflection.crisis.level == "explicit":
        show_card()
        ways = [tr("Make a song from these words.")]
        return choose(tr("You can always go on."), ways, tr("back")) == 0
    proposals: tuple[ReframeProposal, ...] = ()
    if reflecting.is_foreign(text):
        from corvia_tui.wording.reading import READS_ENGLISH

        say(tr(READS_ENGLISH))
    else:
        _say_mood(reflection)
        if _habits_fit(text, reflection):
            proposals = reflecting.propose_reframes(text, reflection)
    for proposal in proposals[:1]:
        _reword(vault, entry_id, proposal)
    return choose(tr("And now?"), [tr("Make a song from these words.")], tr("back")) == 0


def _say_mood(reflection: Reflection) -> None:
    from corvia_tui.wording.emotions import emotion_word
    from corvia_tui.wording.moods import error_words, mood_words

    if not reflection.sure:
        say(tr("There is too little here for a guess about the mood, and that is fine."))
        return
    mood = Mood(reflection.valence, reflection.arousal)
    error = error_words(max(reflection.valence_error, reflection.arousal_error))
    say(tr("This sounds {mood}.", mood=mood_words(mood)))
    say(tr("A guess from the words, {error}. You know better.", error=error))
    feelings = [emotion_word(one.label) for one in reflection.emotions if one.label != "neutral"]
    if feelings:
        say(tr("Feelings that may be in it: {feelings}", feelings=", ".join(feelings[:4])))


def _habits_fit(text: str, reflection: Reflection) -> bool:
    """Name the thinking habits; false where the person says that none of them fits."""
    from corvia_tui.wording.excerpts import quoted
    from corvia_tui.wording.habits import HABITS, likelihood_words

    found = {one.type: one for one in sorted(reflection.distortions, key=lambda d: d.p)}
    if not found:
        return True
    for one in list(found.values())[-MOST_HABITS:]:
        habit, (start, end) = HABITS[one.type], one.span
        say(
            tr("A thinking habit that may be in it:"),
            quoted(text[start:end]),
            f"{tr(habit.name)} ({likelihood_words(one.p)}). {tr(habit.does)}",
        )
    return choose(tr("Does this fit?"), [tr("None of these")], tr("go on")) is None


def _reword(vault: "Vault", entry_id: str, proposal: ReframeProposal) -> None:
    from corvia_local.studio import journal
    from corvia_tui.wording.excerpts import quoted

    say(quoted(proposal.thought), said(proposal.question), said(proposal.because))
    for place, one in enumerate(proposal.rewordings, 1):
        say(f"{place}: {one}")
    typed = ask(tr("Your own words, or a number to take that one; Enter: not now."))
    if typed.isdecimal() and 1 <= int(typed) <= len(proposal.rewordings):
        typed = proposal.rewordings[int(typed) - 1]
    if typed:
        journal.accept_reframe(vault, entry_id, typed)
        say(tr("Kept, in your words."))
