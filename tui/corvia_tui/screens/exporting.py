"""Take everything out: encrypted for a key, or plain after a typed word."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from corvia_local.language import mark, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.stepper import Option, Stepper, translated_options
from corvia_tui.widgets.tick import Tick

WORD = mark("unencrypted")
OWN_KEY = "me"
WAYS = (Option("sealed", mark("encrypted"), mark("one file for the age program")),
        Option("plain", mark("plain files"), mark("for anyone who reads the folder")))  # fmt: skip
STOPPED = mark("Stopped. What was written so far is not whole; remove it. Your vault is untouched.")


class ExportScreen(CalmScreen[None]):
    """Everything in open formats: Markdown, JSON, MIDI, MusicXML, FLAC, receipts, the ledger."""

    PLACE = "Take everything out"
    HELP = (
        "Everything that is yours, in formats that other programs read: Markdown, JSON, MIDI,"
        " MusicXML, your receipts and the ledger; the sound of the songs too, if you tick it.\n\n"
        "Encrypted, it is one file that the public age program opens: for your own recovery words"
        " (me), or for another age key. Plain files can be read by everyone who can read the"
        " folder, so a word is asked for first. `corvia export-all` does the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "export", "Take it out", "Write the export.", "export_all.export",
            label="^s"),
        key("escape", "back", "Back", "Go back; nothing is written.", "export_all.back",
            label="Esc"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """The way, the place, for whom or the word."""
        yield Static(tr("Take everything out"), classes="title")
        yield Stepper(tr("As"), translated_options(WAYS), 0, id="way")
        yield Tick(tr("the sound of every song too; it takes its time"), False, id="audio")
        yield LineInput(placeholder=tr("a new file, such as ~/corvia-export.age"), id="target")
        with Vertical(id="sealed"):
            for_whom = tr("For whom: me (your 24 words open it), or age keys with a space between")
            yield Static(for_whom, classes="quiet")
            yield LineInput(OWN_KEY, id="recipients")
        with Vertical(id="plain"):
            yield Static(
                tr(
                    "All your words will stand in that folder, readable by other programs, a backup"
                    " or sync service, and whoever uses this machine."
                ),
                id="warning",
            )
            with Horizontal(classes="field"):
                yield Static(tr("Type {word} if you want that: ", word=tr(WORD)), classes="label")
                yield LineInput(id="word", compact=True, max_length=20)
        with Horizontal(classes="buttons"):
            yield Button(tr("Take it out (^s)"), id="export")

    def on_mount(self) -> None:
        """Begin with the encrypted way."""
        self._show_way()
        self.query_one("#target").focus()

    @property
    def is_plain(self) -> bool:
        """Whether plain files are wished for."""
        return self.query_one("#way", Stepper).value == "plain"

    @on(Stepper.Changed)
    def _show_way(self) -> None:
        self.query_one("#sealed").display = not self.is_plain
        self.query_one("#plain").display = self.is_plain
        self.query_one("#target", Input).placeholder = (
            tr("a new folder, such as ~/corvia-export")
            if self.is_plain
            else tr("a new file, such as ~/corvia-export.age")
        )

    @on(Input.Submitted)
    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Write it, where all that is asked for stands there."""
        target = self.query_one("#target", Input).value.strip()
        word = self.query_one("#word", Input).value.strip().lower()
        if not target:
            self.say(tr("Name where it goes, in the first field."))
            self.query_one("#target").focus()
        elif self.is_plain and word != tr(WORD):
            self.say(tr("Nothing is written until {word} stands in the field.", word=tr(WORD)))
            self.query_one("#word").focus()
        else:
            self._work(Path(target).expanduser())

    def _work(self, target: Path) -> None:
        from corvia_tui.screens.working import WorkingScreen

        vault, plain = self.vault, self.is_plain
        audio = self.query_one("#audio", Tick).value
        named = tuple(self.query_one("#recipients", Input).value.split())

        def write(report: Report) -> int:
            from corvia_local.studio.exporting.own_key import own_recipients
            from corvia_local.studio.exporting.plain import export_plain
            from corvia_local.studio.exporting.sealed import export_sealed

            if plain:
                return export_plain(vault, target, render=audio, report=report)
            own = own_recipients(vault) if OWN_KEY in named else ()
            others = tuple(one for one in named if one != OWN_KEY)
            return export_sealed(vault, target, (*others, *own), render=audio, report=report)

        def written(files: int) -> None:
            how = "" if plain else tr(" `age --decrypt -i KEYFILE FILE | tar x` opens it.")
            self.say(
                tr(
                    "{files} files were written to {target}.{how}",
                    files=files,
                    target=target,
                    how=how,
                )
            )

        self.app.push_screen(WorkingScreen(tr("Everything is being taken out"), write, written,
                                           tr(STOPPED)))  # fmt: skip
