"""What was heard in an entry: a guess to look at, and the ways on from it."""

import math
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from corvia_local.errors import CorviaError
from corvia_local.language import mark, tr, trn
from corvia_local.model.explanation import Why
from corvia_local.model.mood import Mood
from corvia_local.model.progress import Report
from corvia_local.model.records import Entry, Reframe
from corvia_local.model.reflection import Distortion, Reflection, ReframeProposal
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.care import AfterCare, CareScreen
from corvia_tui.widgets.doing import Doing
from corvia_tui.widgets.gauge import Gauge
from corvia_tui.widgets.weighed_most import WeighedMost
from corvia_tui.wording.emotions import emotion_word
from corvia_tui.wording.excerpts import one_line, quoted
from corvia_tui.wording.figures import decimal
from corvia_tui.wording.habits import HABITS, likelihood_words
from corvia_tui.wording.moods import energy_words, error_words, mood_words, pleasantness_words
from corvia_tui.wording.reading import READS_ENGLISH

MOST_HABITS = 2
MOST_EMOTIONS = 4
CARD_COMES_BACK = mark("F2 brings the help card back at any time.")
GENTLE_LINE = mark("That sounds heavy to carry. If you want to talk to a person, F2 shows where.")

SECONDS_BEFORE_A_BAR = 0.5
WEIGHED_IN_HABIT = mark("What weighed most: “{phrase}”.")
WEIGHED = {
    "valence": mark("For the pleasantness “{phrase}” weighed most."),
    "arousal": mark("For the energy “{phrase}” weighed most."),
}
"""Said under a guess, by the name of its result."""

Heard = tuple[Reflection, tuple[ReframeProposal, ...], Reframe | None]


class ReflectionScreen(CalmScreen[None]):
    """Mood, feelings and thinking habits as “may be”, with the sentence where each stands."""

    PLACE = "What was heard"
    HELP = (
        "Corvia guesses from your words alone, and it is often off. The two lines show how"
        " pleasant and how lively the text sounds; the grey part is how far off the guess usually"
        " is.\n\n"
        "A thinking habit is a shortcut that everybody's mind takes at times. If it does not fit,"
        " press n and it is gone. w shows which of your words weighed most in each guess.\n\n"
        "Press k to look at the thought with a question, d to go step by step, or s to make a song."
        " You can also just leave."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "k",
            "reframe",
            "Kinder words",
            "Look at a thought again with a question.",
            "reflection.reframe",
        ),
        key(
            "n",
            "dismiss_habits",
            "None of these",
            "Put the thinking habits away.",
            "reflection.none",
        ),
        key(
            "w",
            "why",
            "Why",
            "See which of your words weighed most.",
            "reflection.why",
            shown=False,
        ),
        key(
            "d",
            "doors",
            "Step by step",
            "Go step by step: the thought, room for it, or the body.",
            "reflection.doors",
        ),
        key("s", "song", "Song", "Make a song from these words.", "reflection.song"),
        key("escape", "back", "Done", "Leave it at that.", "reflection.back", label="Esc"),
    ]

    def __init__(self, entry: Entry, go_on: str = "") -> None:
        """`go_on` opens “reframe” or “lyric” as soon as the entry is heard."""
        super().__init__()
        self.entry = entry
        self.go_on = go_on
        self.reflection: Reflection | None = None
        self.proposals: tuple[ReframeProposal, ...] = ()
        self.reframe: str | None = None
        self.care_shown = False
        self.is_foreign = False
        self.is_weighing = False
        self.was_weighed = False

    @property
    def body_scrolls(self) -> bool:
        """A long reflection scrolls."""
        return True

    def content(self) -> ComposeResult:
        """A line while listening; the rest comes when it is heard."""
        yield Static(tr("Your words are saved. Listening…"), id="listening", classes="title")

    def on_mount(self) -> None:
        """Listen in the background."""
        self.query_one("#body").focus()
        vault, entry = self.vault, self.entry

        def listen(_: Report) -> Heard:
            from corvia_local.studio import journal, reflecting

            reflection = reflecting.reflect(entry.text)
            proposals = reflecting.propose_reframes(entry.text, reflection)
            return reflection, proposals, journal.accepted_reframe(vault, entry.id)

        self.in_background(listen, self.take, self._not_heard)

    def take(self, heard: Heard) -> None:
        """Show what was heard; where it speaks of harm, the help card first."""
        from corvia_local.studio.reflecting import is_foreign

        self.reflection, self.proposals, accepted = heard
        self.reframe = accepted.text if accepted is not None else None
        self.is_foreign = is_foreign(self.entry.text)
        self.proposals = () if self.is_foreign else self.proposals
        if self.reflection.crisis.level == "explicit":
            self.care_shown = True
            self.proposals = ()
            self.app.push_screen(CareScreen(after_text=True), self._after_care)
        else:
            self._show()

    def _not_heard(self, error: CorviaError) -> None:
        self.query_one("#listening", Static).update(tr("Your words are saved."))
        self.say_error(error)

    def _after_care(self, choice: AfterCare | None) -> None:
        if choice is AfterCare.KEEP_WRITING:
            self.corvia.go("write")
        elif choice is AfterCare.ABOUT_SOMETHING_ELSE:
            self._show()
        else:
            self.action_back()

    def _show(self) -> None:
        reflection = self.reflection
        if reflection is None:
            return
        if reflection.crisis.level == "explicit":
            children: list[Widget] = self._nothing_read()
        else:
            children = [*self._mood(reflection)]
            if reflection.crisis.level == "soft":
                children.append(Static(tr(GENTLE_LINE), classes="gentle"))
            children += self._habits(reflection)
        children.append(self._ways_on())
        body = self.query_one("#body")
        body.remove_children()
        body.mount(Vertical(*children, classes="heard"))
        self.refresh_bindings()
        go_on, self.go_on = self.go_on, ""
        if go_on == "reframe":
            self.action_reframe()
        elif go_on == "lyric":
            self.action_song()

    def _nothing_read(self) -> list[Widget]:
        """After the card: no mood, no feeling and no habit is named for this text."""
        return [
            Static(tr("Your words are saved."), classes="title"),
            Static(tr("Nothing else was read into them."), markup=False),
            Static(tr(CARD_COMES_BACK), classes="quiet"),
        ]

    def _mood(self, reflection: Reflection) -> list[Widget]:
        if self.is_foreign:
            return [
                Static(tr("Your words are saved."), classes="title"),
                Static(tr(READS_ENGLISH), id="reads-english"),
            ]
        if not reflection.sure:
            return [
                Static(tr("Your words are saved."), classes="title"),
                Static(
                    tr(
                        "There is too little here for a guess about the mood, and that is fine."
                        " You can write more, or choose the mood yourself for a song."
                    )
                ),
            ]
        mood = Mood(reflection.valence, reflection.arousal)
        error = max(reflection.valence_error, reflection.arousal_error)
        return [
            Static(self._mood_sentence(mood, error), classes="title", id="mood"),
            Gauge(
                tr("pleasantness"),
                mood.valence,
                reflection.valence_error,
                pleasantness_words(mood.valence),
            ),
            Gauge(
                tr("energy"),
                mood.arousal,
                reflection.arousal_error,
                energy_words(mood.arousal),
            ),
            Static(
                tr(
                    "A guess, {error}; w shows which words weighed most. You know better.",
                    error=error_words(error),
                ),
                classes="quiet",
            ),
            WeighedMost("valence"),
            WeighedMost("arousal"),
            Static(self._feelings(reflection), id="feelings"),
        ]

    def _mood_sentence(self, mood: Mood, error: float) -> str:
        if math.hypot(mood.valence, mood.arousal) < error:
            return tr("The mood is hard to tell from these words.")
        return tr("This sounds {mood}.", mood=mood_words(mood))

    def _feelings(self, reflection: Reflection) -> str:
        heard = [e for e in reflection.emotions if e.label != "neutral"][:MOST_EMOTIONS]
        if not heard:
            return tr("No single feeling stands out.")
        feelings = ", ".join(
            f"{emotion_word(e.label)} ({likelihood_words(e.p)}, {decimal(e.p, 2)})" for e in heard
        )
        return tr("Feelings that may be in it: {feelings}", feelings=feelings)

    def _habits(self, reflection: Reflection) -> list[Widget]:
        listed = _strongest(reflection.distortions)
        if self.is_foreign or not listed:
            return []
        children: list[Widget] = [
            Static(
                trn(
                    "A thinking habit that may be in it",
                    "Thinking habits that may be in it",
                    len(listed),
                ),
                classes="heading",
            )
        ]
        for one in listed:
            said = Static(self._habit(one))
            children.append(Vertical(said, WeighedMost(one.type), classes="habit"))
        children.append(Static(tr("Does this fit? If not, n puts it away."), classes="quiet"))
        if not reflection.sure:
            children.append(Static(tr("w shows which words weighed most."), classes="quiet"))
        return [Vertical(*children, id="habits")]

    def _habit(self, distortion: Distortion) -> Content:
        habit = HABITS[distortion.type]
        start, end = distortion.span
        return Content.assemble(
            (quoted(one_line(self.entry.text[start:end], 200)) + "\n", "italic"),
            (tr(habit.name), "bold"),
            f" ({likelihood_words(distortion.p)}, {decimal(distortion.p, 2)}). {tr(habit.does)}",
        )

    def _ways_on(self) -> Horizontal:
        buttons = [Button(tr("Song (s)"), id="song")]
        if self.proposals:
            buttons.insert(0, Button(tr("Kinder words (k)"), id="reframe"))
        if self.check_action("doors", ()):
            buttons.insert(len(buttons) - 1, Button(tr("Step by step (d)"), id="doors"))
        buttons.append(Button(tr("Done (Esc)"), id="back"))
        return Horizontal(*buttons, classes="buttons")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action == "reframe":
            return bool(self.proposals)
        if action == "dismiss_habits":
            return bool(self.query("#habits"))
        if action == "doors":
            return self.reflection is not None and self.reflection.crisis.level != "explicit"
        if action == "song":
            return self.reflection is not None
        if action == "why":
            return not self.was_weighed and bool(self.query(WeighedMost))
        return True

    def action_dismiss_habits(self) -> None:
        """Put the habits away, and the questions with them."""
        self.query("#habits").remove()
        self.query("#reframe").remove()
        self.proposals = ()
        self.call_after_refresh(self.refresh_bindings)

    def action_why(self) -> None:
        """Say under each guess which phrase weighed most in it."""
        reflection, text = self.reflection, self.entry.text
        if reflection is None or self.is_weighing or self.was_weighed:
            return
        listed = tuple(_strongest(reflection.distortions)) if self.query("#habits") else ()
        asked = msgspec.structs.replace(reflection, distortions=listed)

        def weigh(report: Report) -> tuple[Why, ...]:
            from corvia_local.studio.reflecting import reasons

            return reasons(text, asked, report)

        self.is_weighing = True
        self.in_background(weigh, self._weighed, self._not_weighed)
        self.set_timer(SECONDS_BEFORE_A_BAR, self._show_weighing)

    def _show_weighing(self) -> None:
        if self.is_weighing:
            self.query_one(".heard").mount(
                Doing(tr("Leaving out word after word")), before=self.query_one(".buttons")
            )

    def _weighed(self, found: tuple[Why, ...]) -> None:
        self._end_weighing()
        self.was_weighed = True
        by_result = {why.result: one_line(self._phrase(why), 120) for why in found}
        for line in self.query(WeighedMost):
            if phrase := by_result.get(line.result):
                line.say(tr(WEIGHED.get(line.result, WEIGHED_IN_HABIT), phrase=phrase))
        if not by_result:
            self.say(tr("No single phrase weighs most; it is the whole that sounds so."))
        self.refresh_bindings()

    def _not_weighed(self, error: CorviaError) -> None:
        self._end_weighing()
        self.say_error(error)

    def _end_weighing(self) -> None:
        self.is_weighing = False
        self.query(Doing).remove()

    def _phrase(self, why: Why) -> str:
        start, end = why.span
        return self.entry.text[start:end]

    @on(Button.Pressed, "#reframe")
    def action_reframe(self) -> None:
        """Look at a thought again."""
        from corvia_tui.screens.reframe import ReframeScreen

        if self.proposals:
            self.app.push_screen(ReframeScreen(self.entry.id, self.proposals), self._answered)

    def _answered(self, accepted: str | None) -> None:
        if accepted is not None:
            self.reframe = accepted
            self.say(tr("Kept as your own words. A song can carry them."))

    @on(Button.Pressed, "#doors")
    def action_doors(self) -> None:
        """Go step by step."""
        from corvia_tui.screens.doors import DoorsScreen

        thought = self.proposals[0].thought if self.proposals else ""
        self.app.push_screen(DoorsScreen(self.entry.id, thought), self._answered)

    @on(Button.Pressed, "#song")
    def action_song(self) -> None:
        """Make a song of it."""
        from corvia_tui.screens.lyric import LyricScreen
        from corvia_tui.song_making import Words

        if self.reflection is None:
            return
        mood = Mood(self.reflection.valence, self.reflection.arousal)
        words = Words(self.entry.id, self.entry.text, self.reframe, mood, self.care_shown)
        self.app.push_screen(LyricScreen(words))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back to the day."""
        self.corvia.go("today")


def _strongest(distortions: tuple[Distortion, ...]) -> list[Distortion]:
    """Give the likeliest habits, one of each kind, at most two: more would be too much at once."""
    best: dict[str, Distortion] = {}
    for one in sorted(distortions, key=lambda d: -d.p):
        best.setdefault(one.type, one)
    return list(best.values())[:MOST_HABITS]
