"""The notes of a song, to change one at a time: a note, its chord, its word, the tempo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static
from textual.worker import Worker

from corvia_local.errors import CareFirst, CorviaError
from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.care import AfterCare, CareScreen
from corvia_tui.widgets.note_roll import NoteRoll
from corvia_tui.wording.music import section_words

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.edits import Edit, WordEdit
    from corvia_local.studio.note_pages import NotePage, PageNote

SIXTEENTH = 120


class NotesScreen(CalmScreen["ComposedSong | None"]):
    """Walks over the notes of a kept song; gives the version that it is when the person leaves.

    Steps up and down on one note are gathered and kept as one version when one goes on.
    """

    PLACE = "Notes"
    AUTO_FOCUS = "#roll"
    HELP = (
        "Arrows left and right go from note to note, up and down raise and lower the one you stand"
        " on, by the steps of its own scale. Page up and page down go from bar to bar, and the"
        " mouse goes anywhere. Every change is a version that u takes back.\n\n"
        "The numbers on the left are the degrees of the scale; above stand the chords, below the"
        " words. r changes a note wherever its words return."
    )
    BINDINGS: ClassVar[Keys] = [
        key("l", "length(1)", "Longer", "Let it last a sixteenth longer.", "notes.longer",
            shown=False),
        key("s", "length(-1)", "Shorter", "Let it last a sixteenth shorter.", "notes.shorter",
            shown=False),
        key("d", "split", "Divide", "Make two notes of it.", "notes.split",
            shown=False),
        key("x", "delete", "Out", "Take it out.", "notes.delete",
            shown=False),
        key("r", "returns", "Returns", "Change it wherever its words return, or only here.",
            "notes.every_return", shown=False),
        key("c", "chord", "Chord", "Put another chord under it.", "notes.chord"),
        key("w", "word", "Word", "Sing another word on it.", "notes.word"),
        key("t", "tempo", "Tempo", "Set the song's tempo.", "notes.tempo",
            shown=False),
        key("i", "instrument", "Instrument", "Play this part on another instrument.",
            "notes.instrument", shown=False),
        key("e", "why", "Why", "See what gave this bar.", "notes.why"),
        key("p", "play", "Play", "Hear it from this bar on, or stop.", "notes.play"),
        key("u", "undo", "Undo", "Go back one version.", "notes.undo"),
        key("y", "redo", "Redo", "Go on to the version made after it.", "notes.redo",
            shown=False),
        key("escape", "back", "Back", "Go back to the studio.", "notes.back", label="Esc"),
    ]  # fmt: skip

    playing: Worker[None] | None = None

    def __init__(self, song: "ComposedSong", bar: int) -> None:
        super().__init__()
        self.song = song
        self.kept = song
        self.steps = 0
        self.bar = bar
        self.at = 0
        self.every_return = False

    def content(self) -> ComposeResult:
        """Where one stands, the roll, and what changed."""
        yield Static("", id="where", classes="title", markup=False)
        yield NoteRoll()
        yield Static("", id="note", markup=False)
        yield Static(
            tr("l longer, s shorter, d divide, x out, r returns, t tempo, i instrument"),
            id="more-keys",
            classes="quiet",
            markup=False,
        )
        yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        """Stand on the first note of the bar that was asked for."""
        self._to_bar(self.bar)

    def _page(self) -> "NotePage":
        from corvia_local.studio.note_pages import note_page

        return note_page(self.song, self.bar)

    def _note(self) -> "PageNote | None":
        notes = self._page().notes
        return notes[self.at] if self.at < len(notes) else None

    def _to_bar(self, bar: int) -> None:
        """Stand on a bar's first note, or on the last one before it."""
        last = self.song.score.end // self.song.score.meter.bar_ticks
        self.bar = max(1, min(last, bar))
        notes = self._page().notes
        begun = [place for place, note in enumerate(notes) if note.bar >= self.bar]
        self.at = begun[0] if begun else max(0, len(notes) - 1)
        self._show()

    def _show(self) -> None:
        page = self._page()
        self.at = max(0, min(self.at, len(page.notes) - 1))
        self.query_one(NoteRoll).show(page, self.at, self.bar)
        self.query_one("#where", Static).update(
            tr(
                "{title} · {section}, bar {bar} of {bars}",
                title=self.song.title,
                section=section_words(page.section),
                bar=self.bar,
                bars=page.bars,
            )
        )
        self.query_one("#note", Static).update(self._standing(page))

    def _standing(self, page: "NotePage") -> str:
        if not page.notes:
            return tr("No tune sounds in this section.")
        line = page.notes[self.at].line
        words = said(line.words)
        over = [c.symbol for c in page.chords if c.start <= line.start + 3 < c.start + c.duration]
        words += tr(", over {chord}", chord=over[0]) if over else ""
        return words + (tr(" · at every return") if self.every_return else "")

    @on(NoteRoll.Stepped)
    def _step(self, event: NoteRoll.Stepped) -> None:
        self._settle()
        page = self._page()
        place = self.at + event.by
        if 0 <= place < len(page.notes):
            self.at = place
            self.bar = page.notes[place].bar
            self._show()
        elif event.by > 0 and page.last_bar < page.bars:
            self._to_bar(page.last_bar + 1)
        elif event.by < 0 and page.first_bar > 1:
            self.bar = page.first_bar - 1
            self.at = max(0, len(self._page().notes) - 1)
            self._show()

    @on(NoteRoll.ToBar)
    def _go_to_bar(self, event: NoteRoll.ToBar) -> None:
        self._settle()
        self._to_bar(self.bar + event.by)

    @on(NoteRoll.Pointed)
    def _point(self, event: NoteRoll.Pointed) -> None:
        self._settle()
        self.at = event.place
        self.bar = self._page().notes[event.place].bar
        self._show()

    @on(NoteRoll.Moved)
    def _move(self, event: NoteRoll.Moved) -> None:
        """Raise or lower the note; steps on one note count together until one goes on."""
        from corvia_local.studio.edits import PitchEdit

        note = self._note()
        if note is None:
            return
        steps = self.steps + event.by
        if steps == 0:
            self.song, self.steps = self.kept, 0
            self._say("")
            self._show()
            return
        edit = PitchEdit(note.bar, note.line.number, steps=steps, every_return=self.every_return)
        if self._try(edit):
            self.steps = steps

    def _try(self, edit: "Edit") -> bool:
        """Change what was kept last, and show it; tell whether it went."""
        from corvia_local.studio.editing import edit_song

        self._stop()
        try:
            varied = edit_song(self.kept, edit)
        except CorviaError as error:
            self.say_error(error)
            return False
        self.song, self._unkept = varied.song, edit.words()
        self._say(" ".join(map(said, varied.said)))
        self._show()
        return True

    _unkept = ""

    def _settle(self) -> None:
        """Keep what was changed and shown as a version."""
        if self.song is self.kept:
            return
        from corvia_local.studio.song_versions import keep_version

        try:
            keep_version(self.vault, self.song, self.kept.id, self._unkept)
            self.kept = self.song
        except CorviaError as error:
            self.song = self.kept
            self.say_error(error)
        self.steps = 0

    def _edit(self, make: Callable[["PageNote"], "Edit"]) -> None:
        """Make one change at the note that one stands on, and keep it."""
        self._settle()
        note = self._note()
        if note is not None and self._try(make(note)):
            self._settle()

    def action_length(self, by: int) -> None:
        """Let the note last longer or shorter."""
        from corvia_local.studio.edits import LengthEdit

        self._edit(
            lambda note: LengthEdit(
                note.bar, note.line.number, ticks=by * SIXTEENTH, every_return=self.every_return
            )
        )

    def action_split(self) -> None:
        """Make two notes of it."""
        from corvia_local.studio.edits import SplitEdit

        self._edit(lambda n: SplitEdit(n.bar, n.line.number, every_return=self.every_return))

    def action_delete(self) -> None:
        """Take the note out."""
        from corvia_local.studio.edits import DeleteEdit

        self._edit(lambda n: DeleteEdit(n.bar, n.line.number, every_return=self.every_return))

    def action_returns(self) -> None:
        """Change notes wherever their words return, or only here."""
        self._settle()
        self.every_return = not self.every_return
        self._show()

    def action_chord(self) -> None:
        """Choose another chord for the beat of the note."""
        from corvia_local.studio.editing import bar_content
        from corvia_tui.screens.choose import ChooseScreen

        note = self._note()
        if note is None:
            return
        allowed = bar_content(self.song, note.bar).allowed_chords
        if not allowed:
            self.say(tr("This tradition goes without chords."))
            return
        choices = [(numeral, f"{symbol:<6} {numeral}") for numeral, symbol in allowed]
        self.app.push_screen(ChooseScreen(tr("Which chord here?"), choices), self._with_chord)

    def _with_chord(self, chord: str | None) -> None:
        from corvia_local.studio.edits import ChordEdit

        if chord is not None:
            self._edit(lambda note: ChordEdit(note.bar, chord, int(note.line.beat)))

    def action_word(self) -> None:
        """Ask for another word on the note."""
        from corvia_local.studio.editing import bar_content
        from corvia_tui.screens.ask import AskScreen

        note = self._note()
        words = bar_content(self.song, note.bar).words if note else ()
        if note is None or not words:
            self.say(tr("Nothing is sung in this bar."))
            return
        old = next((w for w in words if note.line.syllable and note.line.syllable in w), words[0])
        self.app.push_screen(
            AskScreen(
                tr("Which word instead of “{word}”?", word=old),
                tr("It is sung wherever this line is; its syllables are fitted to the notes."),
            ),
            partial(self._with_word, note.bar, old),
        )

    def _with_word(self, bar: int, old: str, new: str | None) -> None:
        from corvia_local.studio.edits import WordEdit

        if new is not None:
            self._sing(WordEdit(bar, old, new))

    def _sing(self, edit: "WordEdit") -> None:
        """Sing another word; where the line then speaks of harm, help is shown first."""
        from corvia_local.studio.editing import edit_song

        self._settle()
        try:
            edit_song(self.kept, edit)
        except CareFirst:
            self.app.push_screen(CareScreen(after_text=True), partial(self._after_care, edit))
            return
        except CorviaError as error:
            self.say_error(error)
            return
        self._edit(lambda _: edit)

    def _after_care(self, edit: "WordEdit", choice: AfterCare | None) -> None:
        if choice is AfterCare.ABOUT_SOMETHING_ELSE:
            self._edit(lambda _: replace(edit, after_care=True))

    def action_tempo(self) -> None:
        """Ask for the song's tempo."""
        from corvia_local.studio.composing import tempo_of
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("How many beats a minute at the start?"),
                tr("The rest of the song goes as much faster or slower."),
                f"{tempo_of(self.song.score):.0f}",
            ),
            self._with_tempo,
        )

    def _with_tempo(self, text: str | None) -> None:
        from corvia_local.studio.edits import TempoEdit

        if text is None:
            return
        try:
            beats = float(text.replace(",", "."))
        except ValueError:
            self.say(tr("Write a number, such as 84."))
            return
        if beats > 0:
            self._edit(lambda _: TempoEdit(beats))

    def action_instrument(self) -> None:
        """Ask for another instrument for the part that has the tune here."""
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("Which instrument?"),
                tr("Such as flute, harp, cello, marimba or nylon."),
            ),
            self._with_instrument,
        )

    def _with_instrument(self, name: str | None) -> None:
        from corvia_local.studio.edits import InstrumentEdit
        from corvia_local.studio.varying import instrument_named

        if name is None:
            return
        part = self._page().part
        try:
            program = instrument_named(name)
        except CorviaError as error:
            self.say_error(error)
            return
        self._edit(lambda _: InstrumentEdit(part, program))

    def action_why(self) -> None:
        """See what gave the bar."""
        from corvia_tui.screens.why import WhyScreen

        self._settle()
        self.app.push_screen(WhyScreen(self.song, self.bar))

    def action_undo(self) -> None:
        """Go back one version, or take back what was not kept yet."""
        if self.song is not self.kept:
            self.song, self.steps = self.kept, 0
            self._say("")
            self._show()
            return
        self._step_version("undo")

    def action_redo(self) -> None:
        """Go on one version."""
        self._settle()
        self._step_version("redo")

    def _step_version(self, name: str) -> None:
        from corvia_local.studio import song_versions

        self._stop()
        work = song_versions.undo if name == "undo" else song_versions.redo
        try:
            self.song = self.kept = work(self.vault, self.kept.id)
        except CorviaError as error:
            self.say_error(error)
            return
        self.steps = 0
        self._say("")
        self._to_bar(self.bar)

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)

    def action_play(self) -> None:
        """Play from the bar on, or stop."""
        if self.playing is not None:
            self._stop()
            return
        self._settle()
        vault, song, place = self.vault, self.song, f"bar {self.bar}"
        self._begin_following()

        def sound(report: Report) -> None:
            from corvia_local.studio.library import hear_song
            from corvia_local.studio.listening import require_sound_device

            require_sound_device()
            hear_song(vault, song.id, report, place)

        self.playing = self.in_background(sound, self._played, self._not_played)

    def _begin_following(self) -> None:
        from corvia_local.studio.playhead import Playhead

        self._playhead = Playhead(self.song.score, f"bar {self.bar}")

    def show_advance(self, step: str, share: float) -> None:
        """Move the mark while it plays."""
        if self.playing is not None:
            self.query_one(NoteRoll).show_playing(self._playhead.tick(step))

    def _played(self, _: None) -> None:
        self.playing = None
        self.query_one(NoteRoll).show_playing(None)

    def _not_played(self, error: CorviaError) -> None:
        self._played(None)
        self.say_error(error)

    def _stop(self) -> None:
        if self.playing is not None:
            self.playing.cancel()
            self._played(None)

    def leave(self) -> None:
        """Stop playing, keep what was changed."""
        if self.playing is not None:
            self.playing.cancel()
        if self.corvia.is_open:
            self._settle()

    def action_back(self) -> None:
        """Give the song as it is now."""
        self.leave()
        self.dismiss(self.song)
