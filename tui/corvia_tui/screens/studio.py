"""A song on the bench: mark what may change, lock what stays, vary, hear, go back and forth."""

from typing import TYPE_CHECKING, ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from corvia_local.errors import CorviaError
from corvia_local.language import said, tr
from corvia_local.model.plan import Change
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices
from corvia_tui.widgets.mood_course import MoodCourse
from corvia_tui.widgets.piano_roll import PianoRoll
from corvia_tui.wording.moments import length_words
from corvia_tui.wording.music import section_words

if TYPE_CHECKING:
    from corvia_local.model.records import SongVersion
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.playhead import Playhead
    from corvia_local.studio.song_course import CourseStep
    from corvia_local.studio.varying import Wish


class StudioScreen(CalmScreen["ComposedSong | None"]):
    """Works on a kept song; gives the version that the song is when the person leaves."""

    PLACE = "Studio"
    AUTO_FOCUS = "#sections"
    HELP = (
        "Mark the sections that may change and lock the parts that stay; v then writes the rest"
        " anew. With nothing marked the whole song may change. The list on the right makes the"
        " whole song faster, brighter and so on. Every version is kept: u goes back, y goes on."
    )
    BINDINGS: ClassVar[Keys] = [
        key("v", "vary", "Vary", "Write anew what is not locked.", "studio.vary"),
        key("n", "notes", "Notes", "Change single notes, chords and words.", "studio.notes"),
        key(
            "t",
            "tradition",
            "Tradition",
            "Hear traditions, and make it in another one.",
            "studio.tradition",
        ),
        key("p", "play", "Play", "Hear it from the chosen section on, or stop.", "studio.play"),
        key("u", "undo", "Undo", "Go back one version.", "studio.undo"),
        key(
            "y",
            "redo",
            "Redo",
            "Go on to the version made after it.",
            "studio.redo",
            shown=False,
        ),
        key(
            "plus",
            "more",
            "More",
            "Let the next songs be more like this.",
            "studio.more",
            label="+",
        ),
        key(
            "minus",
            "less",
            "Less",
            "Let the next songs be less like this.",
            "studio.less",
            label="-",
        ),
        key("escape", "back", "Back", "Go back to the song.", "studio.back", label="Esc"),
    ]

    playing: Worker[None] | None = None

    def __init__(self, song: "ComposedSong") -> None:
        super().__init__()
        self.song = song
        self.marked: set[str] = set()
        self.locked: set[str] = set()
        self.course: tuple[CourseStep, ...] = ()
        self.playhead: Playhead | None = None

    def content(self) -> ComposeResult:
        """Three lists, the drawing of a section, and what changed."""
        yield Static(self.song.title, classes="title", markup=False)
        yield Static("", id="state", classes="quiet", markup=False)
        with Horizontal(id="bench"):
            with Vertical(id="sections-column"):
                yield Static(tr("May change"), classes="heading")
                yield Choices(id="sections")
            with Vertical():
                yield Static(tr("Stays"), classes="heading")
                yield Choices(id="parts")
            with Vertical():
                yield Static(tr("Make it"), classes="heading")
                yield Choices(
                    *(Option(tr(word), id=word) for word in get_args(Change)), id="changes"
                )
        first = self.song.score.sections[0]
        with Horizontal(id="drawings"):
            yield PianoRoll(self.song.score, first.start, first.end)
            yield MoodCourse()
        yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Fill the lists."""
        self._show()
        self._read_versions()

    def _show(self) -> None:
        from corvia_local.studio.composing import section_times

        score = self.song.score
        bar = score.meter.bar_ticks
        self._fill(
            "#sections",
            [
                (
                    f"section-{number}",
                    f"{_box(mark.name in self.marked)} {length_words(time.start_s)}"
                    f" {section_words(mark.name)} · {mark.start // bar + 1}–{mark.end // bar}",
                )
                for number, (mark, time) in enumerate(
                    zip(score.sections, section_times(score), strict=True)
                )
            ],
        )
        names = {str(part.role): part.name for part in score.parts}
        names |= {"harmony": "harmony"} if score.chords else {}
        self._fill(
            "#parts",
            [(role, f"{_box(role in self.locked)} {tr(name)}") for role, name in names.items()],
        )
        self._draw_section()
        self._read_course()

    def _read_course(self) -> None:
        song = self.song

        def read(_: Report) -> "tuple[CourseStep, ...]":
            from corvia_local.studio.song_course import song_course

            return song_course(song)

        def show(steps: "tuple[CourseStep, ...]") -> None:
            self.course = steps
            self._draw_section()

        self.in_background(read, show, self._no_course)

    def _no_course(self, error: CorviaError) -> None:
        """Say why there is no drawing: the song's tradition is a file that is not at hand."""
        self.query_one("#said", Static).update(said(str(error)))

    def _fill(self, place: str, lines: list[tuple[str, str]]) -> None:
        listed = self.query_one(place, OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options(Option(Content(words), id=name) for name, words in lines)
        listed.highlighted = min(at, len(lines) - 1)

    @on(OptionList.OptionHighlighted, "#sections")
    def _draw_section(self) -> None:
        at = self.query_one("#sections", OptionList).highlighted or 0
        section = self.song.score.sections[min(at, len(self.song.score.sections) - 1)]
        self.query_one(PianoRoll).show(self.song.score, section.start, section.end)
        self.query_one(MoodCourse).show(self.course, section.start)

    @on(OptionList.OptionSelected, "#sections")
    def _mark(self, event: OptionList.OptionSelected) -> None:
        self.marked ^= {self.song.score.sections[event.option_index].name}
        self._show()

    @on(OptionList.OptionSelected, "#parts")
    def _lock(self, event: OptionList.OptionSelected) -> None:
        self.locked ^= {str(event.option_id)}
        self._show()

    @on(OptionList.OptionSelected, "#changes")
    def _change(self, event: OptionList.OptionSelected) -> None:
        from corvia_local.studio.varying import Wish

        change = next(word for word in get_args(Change) if word == event.option_id)
        self._make(Wish(changes=(change,)))

    def action_vary(self) -> None:
        """Write anew what is marked and not locked."""
        from corvia_local.studio.varying import Wish

        self._make(Wish(sections=tuple(sorted(self.marked)), keep=tuple(sorted(self.locked))))

    def _make(self, wish: "Wish") -> None:
        vault, before = self.vault, self.song
        self._stop()

        def make(report: Report) -> "tuple[ComposedSong, tuple[str, ...]]":
            from corvia_local.studio.song_versions import keep_version
            from corvia_local.studio.varying import vary_song, words_of

            varied = vary_song(before, wish, report)
            keep_version(vault, varied.song, before.id, words_of(wish))
            return varied.song, varied.said

        def made(result: "tuple[ComposedSong, tuple[str, ...]]") -> None:
            self._take(result[0], "\n".join(result[1]))

        self._say_state(tr("Writing…"))
        self.once("vary", make, made)

    def say_error(self, error: CorviaError) -> None:
        """Show what went wrong, and the version that stays."""
        super().say_error(error)
        self._read_versions()

    def _take(self, song: "ComposedSong", said: str) -> None:
        self.song = song
        self.query_one("#said", Static).update(said)
        self._show()
        self._read_versions()

    def action_undo(self) -> None:
        """Go back one version."""
        self._step("undo")

    def action_redo(self) -> None:
        """Go on one version."""
        self._step("redo")

    def action_more(self) -> None:
        """Lean to what this song is like."""
        self._lean("more_like")

    def action_less(self) -> None:
        """Lean away from it."""
        self._lean("less_like")

    def _lean(self, name: str) -> None:
        vault, song = self.vault, self.song

        def lean(_: Report) -> tuple[str, ...]:
            from corvia_local.studio import taste

            return (taste.more_like if name == "more_like" else taste.less_like)(vault, song.id)

        self.once(
            "lean",
            lean,
            lambda words: self.say(
                tr("Next songs will be a step {changes}.", changes=", ".join(map(tr, words)))
            ),
        )

    def action_tradition(self) -> None:
        """Choose another tradition, with a sound of each."""
        from corvia_tui.screens.traditions import TraditionsScreen

        self._stop()
        self.app.push_screen(TraditionsScreen(self.song.plan.tradition), self._in_tradition)

    def _in_tradition(self, name: str | None) -> None:
        from corvia_local.studio.varying import Wish

        if name is not None and name != self.song.plan.tradition:
            self._make(Wish(tradition=name))

    def action_notes(self) -> None:
        """Go to the notes of the chosen section."""
        from corvia_local.studio.note_pages import note_page
        from corvia_tui.screens.notes import NotesScreen

        self._stop()
        score = self.song.score
        at = self.query_one("#sections", OptionList).highlighted or 0
        bar = score.sections[at].start // score.meter.bar_ticks + 1
        try:
            note_page(self.song, bar)
        except CorviaError as error:
            self.say_error(error)
            return
        self.app.push_screen(NotesScreen(self.song, bar), self._came_back)

    def _came_back(self, song: "ComposedSong | None") -> None:
        if song is not None:
            self._take(song, "")

    def _step(self, name: str) -> None:
        vault, song = self.vault, self.song
        self._stop()

        def step(_: Report) -> "ComposedSong":
            from corvia_local.studio import song_versions

            work = song_versions.undo if name == "undo" else song_versions.redo
            return work(vault, song.id)

        self.once("vary", step, lambda made: self._take(made, ""))

    def _read_versions(self) -> None:
        vault, song = self.vault, self.song

        def read(_: Report) -> "list[SongVersion]":
            from corvia_local.studio.song_versions import song_versions

            return song_versions(vault, song.id)

        self.in_background(read, self._show_version)

    def _show_version(self, found: "list[SongVersion]") -> None:
        current = next(one for one in found if one.current)
        change = said(current.change) if current.change else tr("as it was composed")
        self._say_state(
            tr(
                "Version {number} of {count}: {change}",
                number=current.number,
                count=len(found),
                change=change,
            )
        )

    def _say_state(self, words: str) -> None:
        self.query_one("#state", Static).update(words)

    def show_advance(self, step: str, share: float) -> None:
        """Say what is being done; move the mark on the way of the mood while it plays."""
        self._say_state(f"{said(step).capitalize()} … {share:.0%}")
        if self.playhead is not None:
            self.query_one(MoodCourse).show_playing(self.playhead.tick(step))

    def action_play(self) -> None:
        """Play from the chosen section on, or stop."""
        if self.playing is not None:
            self._stop()
            return
        vault, song = self.vault, self.song
        at = self.query_one("#sections", OptionList).highlighted or 0
        place = song.score.sections[at].name
        self.playhead = self._follow(place)

        def sound(report: Report) -> None:
            from corvia_local.studio.library import hear_song
            from corvia_local.studio.listening import require_sound_device

            require_sound_device()
            hear_song(vault, song.id, report, place)

        self.playing = self.in_background(sound, self._played, self._not_played)

    def _follow(self, place: str) -> "Playhead":
        from corvia_local.studio.playhead import Playhead

        return Playhead(self.song.score, place)

    def _played(self, _: None) -> None:
        self.playing = self.playhead = None
        self.query_one(MoodCourse).show_playing(None)
        self._read_versions()

    def _not_played(self, error: CorviaError) -> None:
        self._played(None)
        self.say_error(error)

    def _stop(self) -> None:
        if self.playing is not None:
            self.playing.cancel()
            self._played(None)

    def leave(self) -> None:
        """Stop playing."""
        if self.playing is not None:
            self.playing.cancel()

    def action_back(self) -> None:
        """Give the song as it is now."""
        self.leave()
        self.dismiss(self.song)


def _box(ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"
