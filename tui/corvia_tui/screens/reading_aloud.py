"""The person reads a song's lines aloud, one by one, for a voice of their own."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from corvia_local.errors import CorviaError
from corvia_local.language import mark, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.choices import Choices

if TYPE_CHECKING:
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.own_voice import LineRead

DELETING_WORDS = mark("my voice")
NO_MICROPHONE = mark(
    "There is no microphone here that can be opened. Record the lines with any program, one by one"
    " or all with pauses between, and press f to give the file (WAV or FLAC)."
)
_METER = 24


class ReadingAloudScreen(CalmScreen[None]):
    """Every line with what came of reading it; Enter begins and ends a recording."""

    PLACE = "Your own voice"
    HELP = (
        "Read each line in your everyday voice, in a quiet room, a hand's breadth from the"
        " microphone. You need not sing. Enter begins, Enter again ends; then the line is listened"
        " to, and what could not be used is named. Any line can be read again.\n\n"
        "h plays what you read. f takes a file instead of the microphone. x deletes all that you"
        " ever read aloud. The recordings lie in your vault and nowhere else."
    )
    BINDINGS: ClassVar[Keys] = [
        key("h", "hear", "Hear", "Hear your reading of this line.", "reading.hear"),
        key("f", "file", "File", "Take a recording from a file.", "reading.file"),
        key("x", "delete", "Delete all", "Delete every recording of yours.", "reading.delete"),
        key("escape", "back", "Back", "Stop, and go back.", "reading.back", label="Esc"),
    ]

    def __init__(self, song: "ComposedSong") -> None:
        super().__init__()
        self.song = song
        self.lines: list[LineRead] = []
        self.at_work: Worker[None] | None = None
        self.read: threading.Event | None = None

    def content(self) -> ComposeResult:
        """What to do, the lines, and what is happening."""
        yield Static(tr("Read each line aloud"), classes="title")
        yield Static(
            tr("Enter begins, Enter again ends. The recordings stay in your vault."),
            classes="quiet",
        )
        yield Choices(id="lines")
        yield Static("", id="state", markup=False)

    @property
    def keeps_awake(self) -> bool:
        """Nobody types while reading."""
        return self.at_work is not None

    def on_mount(self) -> None:
        """List the lines."""
        vault, score = self.vault, self.song.score

        def state(_: Report) -> "tuple[LineRead, ...]":
            from corvia_local.studio.own_voice import reading_state

            return reading_state(vault, score)

        self.in_background(state, self._show)
        self.query_one("#lines").focus()

    def _show(self, lines: "tuple[LineRead, ...]") -> None:
        self.lines = list(lines)
        listed = self.query_one("#lines", OptionList)
        listed.clear_options()
        listed.add_options([Option(self._row(line)) for line in lines])
        listed.highlighted = self._next_unread()
        self._say_state(self._progress())

    def _row(self, read: "LineRead") -> Content:
        sign = "✓ " if read.kept else "· "
        poor = f"\n  {tr('This line')} {'; '.join(tr(fault) for fault in read.faults)}."
        return Content.assemble(sign, read.line.text, (poor, "italic") if read.faults else "")

    def _next_unread(self) -> int | None:
        """Give the first line without a reading, at or after the chosen one where there is one."""
        unread = [place for place, line in enumerate(self.lines) if not line.kept]
        chosen = self.query_one("#lines", OptionList).highlighted or 0
        later = [place for place in unread if place >= chosen]
        return next(iter(later or unread), chosen if self.lines else None)

    def _progress(self) -> str:
        left = sum(not line.kept for line in self.lines)
        if not self.lines:
            return tr("This song has no words to read.")
        if left == 0:
            return tr("Every line is read. Your voice can sing this song.")
        return trn("{count} line is left.", "{count} lines are left.", left)

    def _say_state(self, words: str) -> None:
        self.query_one("#state", Static).update(words)

    @property
    def _chosen(self) -> "LineRead | None":
        place = self.query_one("#lines", OptionList).highlighted
        return None if place is None or place >= len(self.lines) else self.lines[place]

    @on(OptionList.OptionSelected)
    def record(self) -> None:
        """Begin to record the chosen line, or end the recording."""
        if self.read is not None:
            self.read.set()
            return
        chosen, vault = self._chosen, self.vault
        if self.at_work is not None or chosen is None:
            return
        line, finished = chosen.line, threading.Event()

        def take(report: Report) -> "tuple[LineRead, ...]":
            from corvia_local.studio.own_voice import keep_line, record_until

            samples = record_until(finished.is_set, report)
            finished.set()
            report("checking", 1.0)
            return (keep_line(vault, line, samples),)

        self.read = finished
        self._say_state(tr("Opening the microphone…"))
        self.at_work = self.in_background(take, self._taken, self._not_taken)

    def show_advance(self, step: str, share: float) -> None:
        """Show how loud the voice is, then that the line is listened to."""
        if self.read is not None and not self.read.is_set():
            full = round(_METER * min(1.0, share))
            meter = "━" * full + "─" * (_METER - full)
            self._say_state(tr("Read now. Enter when you have read it.") + f"\n{meter}")
        else:
            self._say_state(tr("Listening to it…"))

    def _taken(self, results: "tuple[LineRead, ...]") -> None:
        self.at_work = self.read = None
        for result in results:
            place = result.line.number - 1
            kept = result.kept or self.lines[place].kept
            self.lines[place] = replace(result, kept=kept)
        self._redraw()
        poor = sum(bool(result.faults) for result in results)
        again = tr("Not kept. Enter reads it again.") if poor else ""
        self._say_state("  ".join(words for words in (again, self._progress()) if words))

    def _redraw(self) -> None:
        listed = self.query_one("#lines", OptionList)
        for place, line in enumerate(self.lines):
            listed.replace_option_prompt_at_index(place, self._row(line))
        chosen = self._chosen
        if chosen is not None and chosen.kept and not chosen.faults:
            listed.highlighted = self._next_unread()

    def _not_taken(self, error: CorviaError) -> None:
        self.at_work = self.read = None
        self._say_state(tr(NO_MICROPHONE) if error.name == "NoMicrophone" else self._progress())
        if error.name != "NoMicrophone":
            self.say_error(error)

    def action_hear(self) -> None:
        """Play the chosen line's reading, or stop it."""
        if self.at_work is not None:
            self._stop()
            return
        chosen, vault = self._chosen, self.vault
        if chosen is None:
            return
        line = chosen.line

        def hear(report: Report) -> "tuple[LineRead, ...]":
            from corvia_local.studio.own_voice import hear_reading

            hear_reading(vault, line, report)
            return ()

        self.at_work = self.in_background(hear, self._taken, self._not_taken)

    def action_file(self) -> None:
        """Ask for a file with a recording."""
        from corvia_tui.screens.ask import AskScreen

        if self.at_work is not None or not self.lines:
            return
        self.app.push_screen(
            AskScreen(
                tr("Which file holds the recording?"),
                tr("WAV or FLAC. It is copied into your vault; the file itself stays as it is."),
            ),
            self._of_file,
        )

    def _of_file(self, path: str | None) -> None:
        from corvia_tui.screens.confirm import ConfirmScreen

        chosen = self._chosen
        if path is None or chosen is None:
            return

        def take(all_lines: bool | None) -> None:
            if all_lines is not None:
                self._take_file(Path(path).expanduser(), None if all_lines else chosen)

        self.app.push_screen(
            ConfirmScreen(
                tr("What does it hold?"),
                tr("All lines in order, with a second of silence between, or the chosen one."),
                tr("All lines"),
                tr("The chosen line"),
            ),
            take,
        )

    def _take_file(self, path: Path, only: "LineRead | None") -> None:
        vault = self.vault
        lines = tuple(read.line for read in self.lines) if only is None else (only.line,)

        def take(report: Report) -> "tuple[LineRead, ...]":
            from corvia_local.studio import own_voice

            samples = own_voice.samples_of(own_voice.read_sound_file(path))
            parts = own_voice.parted_by_pauses(samples, lines)
            return own_voice.keep_lines(vault, parts, report)

        self._say_state(tr("Listening to it…"))
        self.at_work = self.in_background(take, self._taken, self._not_taken)

    def action_delete(self) -> None:
        """Delete all recordings, once the words are typed."""
        from corvia_tui.screens.ask import AskScreen

        if self.at_work is not None:
            return
        self.app.push_screen(
            AskScreen(
                tr("Delete every recording of your voice?"),
                tr(
                    "Those of other songs go too, with the sound that was sung from them. Type"
                    " {words} to delete them for good.",
                    words=tr(DELETING_WORDS),
                ),
            ),
            self._delete,
        )

    def _delete(self, typed: str | None) -> None:
        if typed is None:
            return
        if " ".join(typed.lower().split()) != tr(DELETING_WORDS):
            self.say(tr("Nothing was deleted: the words were others."))
            return
        vault, score = self.vault, self.song.score

        def delete(report: Report) -> "tuple[LineRead, ...]":
            from corvia_local.studio import own_voice

            own_voice.delete_own_voice(vault, report)
            return own_voice.reading_state(vault, score)

        self.once("delete", delete, self._deleted)

    def _deleted(self, lines: "tuple[LineRead, ...]") -> None:
        self._show(lines)
        self.say(tr("Every recording of your voice is gone."))

    def _stop(self) -> None:
        if self.at_work is not None:
            self.at_work.cancel()
        self.at_work = self.read = None
        self._say_state(self._progress())

    def leave(self) -> None:
        """Stop recording or playing; an unfinished reading is dropped."""
        if self.at_work is not None:
            self.at_work.cancel()
