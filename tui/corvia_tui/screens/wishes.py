"""What the song should be: from which mood to which, in which tradition, how long."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.language import mark, said, tr
from corvia_local.model.mood import GOALS, Mood
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.song_making import Words
from corvia_tui.widgets.gauge import drawn
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.stepper import Option, Stepper
from corvia_tui.wording.moods import energy_words, mood_words, pleasantness_words
from corvia_tui.wording.music import GOALS as GOAL_NAMES

OWN_VOICE = "own"
"""Sings once the song's lines are read aloud: `corvia voice record`."""

Known = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]

TENTHS = tuple(range(-10, 11))
MINUTES = ("0.5", "1", "1.5", "2", "2.5", "3", "4", "5", "6")
GOAL_NOTES = {
    "calm": mark("come to rest"),
    "joy": mark("brighten up"),
    "energy": mark("gather strength"),
    "release": mark("let it go"),
    "comfort": mark("be held"),
}


class WishesScreen(CalmScreen[None]):
    """One line a wish; everything is filled in already."""

    PLACE = "The song"
    HELP = (
        "The song begins where you are and leads, step by step, to where you would like to be."
        " Up and down go from line to line; left and right change a line, and a digit jumps.\n\n"
        "Two songs with the same number are the same song. Leave the number empty for chance."
    )
    BINDINGS: ClassVar[Keys] = [
        key(
            "ctrl+s",
            "compose_song",
            "Make the song",
            "Compose it now.",
            "wishes.compose",
            label="^s",
        ),
        key(
            "up", "app.focus_previous", "Line up", "Go to the line above.", "wishes.up", shown=False
        ),
        key(
            "down",
            "app.focus_next",
            "Line down",
            "Go to the line below.",
            "wishes.down",
            shown=False,
        ),
        key("escape", "back", "Back", "Go back to the lyric.", "wishes.back", label="Esc"),
    ]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def content(self) -> ComposeResult:
        """The lines."""
        mood = self.words.mood
        yield Static(tr("It begins"), classes="heading first")
        yield Stepper(
            tr("pleasantness"), _scale(pleasantness_words), _place(mood.valence), id="start-v"
        )
        yield Stepper(tr("energy"), _scale(energy_words), _place(mood.arousal), id="start-a")
        yield Static("", id="start-words", classes="quiet")
        yield Static(tr("and leads to"), classes="heading")
        yield Stepper(
            tr("a wish"),
            [Option(g, tr(GOAL_NAMES[g], context="goal"), tr(GOAL_NOTES[g])) for g in GOALS],
            id="goal",
        )
        yield Static(tr("How"), classes="heading")
        yield Stepper(tr("tradition"), [Option("western", tr("western"))], id="tradition")
        yield Stepper(
            tr("minutes"), [Option(m, m) for m in MINUTES], MINUTES.index("2"), id="minutes"
        )
        yield Stepper(tr("sung by"), [Option("none", tr("none"))], id="voice")
        with Horizontal(id="seed-line"):
            yield Static(tr("  number"), id="seed-label")
            yield LineInput(
                placeholder=tr("by chance"), type="integer", max_length=18, id="seed", compact=True
            )
        with Horizontal(classes="buttons"):
            yield Button(tr("Make the song (^s)"), id="compose", variant="primary")
            yield Button(tr("Back (Esc)"), id="back")

    def on_mount(self) -> None:
        """Fill in what the engine knows."""
        mood = self.words.mood

        def ask(_: Report) -> Known:
            from corvia_local.studio.composing import (
                proposed_goal,
                tradition_names,
                voice_descriptions,
            )

            return proposed_goal(mood), tradition_names(), voice_descriptions()

        self.in_background(ask, self.fill)
        self.query_one("#start-v").focus()
        self._say_start()

    def fill(self, known: Known) -> None:
        """Offer what is known: the proposed goal, the traditions' names, the voices."""
        goal, traditions, voices = known
        self.query_one("#goal", Stepper).choose(goal)
        stepper = self.query_one("#tradition", Stepper)
        stepper.options = tuple(Option(name, tr(name)) for name in traditions)
        stepper.refresh()
        singers = self.query_one("#voice", Stepper)
        singers.options = tuple(
            Option(name, tr(name), said(note)) for name, note in voices if name != OWN_VOICE
        )
        singers.refresh()

    @property
    def start(self) -> Mood:
        """The mood at which the song begins."""
        return Mood(
            float(self.query_one("#start-v", Stepper).value),
            float(self.query_one("#start-a", Stepper).value),
        )

    @on(Stepper.Changed, "#start-v, #start-a")
    def _say_start(self) -> None:
        start = self.start
        self.query_one("#start-words", Static).update(f"  {tr('in words'):<17}{mood_words(start)}")

    @on(Button.Pressed, "#compose")
    @on(Input.Submitted)
    def action_compose_song(self) -> None:
        """Compose it."""
        from corvia_local.studio.composing import SongWish
        from corvia_tui.screens.composing import ComposingScreen

        seed = self.query_one(Input).value.strip()
        wish = SongWish(
            start=self._exact_start(),
            goal=GOALS[self.query_one("#goal", Stepper).value],
            tradition=self.query_one("#tradition", Stepper).value,
            minutes=float(self.query_one("#minutes", Stepper).value),
            voice=self.query_one("#voice", Stepper).value,
            seed=abs(int(seed)) if seed.lstrip("+-").isdigit() else None,
        )
        self.app.push_screen(ComposingScreen(self.words, wish))

    def _exact_start(self) -> Mood:
        """Give the heard mood itself where the person left the lines as they were."""
        heard, start = self.words.mood, self.start
        same = _place(heard.valence) == _place(start.valence) and (
            _place(heard.arousal) == _place(start.arousal)
        )
        return heard if same else start

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back to the lyric."""
        self.dismiss()


def _place(value: float) -> int:
    """Give the place of a value among the tenths from -1 to 1."""
    return TENTHS.index(round(value * 10))


def _scale(words: Callable[[float], str]) -> list[Option]:
    """Give the tenths from -1 to 1, each drawn, with its words."""
    return [Option(str(t / 10), drawn(t / 10, 0, 21), words(t / 10)) for t in TENTHS]
