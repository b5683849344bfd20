"""Bring in another journal: look first, then decide."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from corvia_local.errors import CorviaError
from corvia_local.language import mark, tr, trn
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.line_input import LineInput
from corvia_tui.widgets.stepper import Option, Stepper, translated_options
from corvia_tui.wording.excerpts import one_line

if TYPE_CHECKING:
    from corvia_local.studio.importing.bringing import Brought, Preview

FORMATS = tuple(
    Option(value, shown)
    for value, shown in (
        ("auto", mark("as it looks")),
        ("jrnl", "jrnl"),
        ("dayone", mark("Day One")),
        ("daylio", mark("Daylio")),
        ("markdown", mark("Markdown")),
        ("text", mark("text")),
    )
)
REASONS_SHOWN = 4
STOPPED = mark(
    "Stopped. What was brought in stays; looking again goes on after it, nothing comes twice."
)


class ImportScreen(CalmScreen[None]):
    """Asks for a file or folder, shows what was found there, and brings it in when asked to."""

    PLACE = "Bring in a journal"
    HELP = (
        "Type where the other journal's file or folder lies, and press Enter: Corvia reads it and"
        " says what it found. Nothing is written before you press ^s.\n\n"
        "The dates stay. You can stop and begin again as often as you like; what is here already"
        " is not taken twice. `corvia import` does the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "bring_in", "Bring it in", "Write what was found into the vault.",
            "import.bring_in", label="^s"),
        key("escape", "back", "Back", "Go back.", "import.back", label="Esc"),
    ]  # fmt: skip

    seen: "Preview | None" = None

    def content(self) -> ComposeResult:
        """The place, the format, what was found."""
        yield Static(tr("Bring in another journal"), classes="title")
        yield LineInput(placeholder=tr("a file or folder, such as ~/jrnl.json"), id="source")
        yield Stepper(tr("Read it"), translated_options(FORMATS), 0, id="format")
        yield Static("", id="found", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Look (Enter)"), id="look")
            yield Button(tr("Bring it in (^s)"), id="bring_in", disabled=True)

    def on_mount(self) -> None:
        """Be ready to type."""
        self.query_one("#source").focus()

    @on(Input.Changed)
    @on(Stepper.Changed)
    def _changed(self) -> None:
        self._take(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#look")
    def look(self) -> None:
        """Read the source beside the screen."""
        typed = self.query_one("#source", Input).value.strip()
        if not typed:
            return
        vault, source = self.vault, Path(typed).expanduser()
        chosen = self.query_one("#format", Stepper).value

        def read(_: Report) -> "Preview":
            from corvia_local.studio.importing.bringing import preview
            from corvia_local.studio.importing.choosing import read_journal

            return preview(vault, read_journal(source, chosen))

        self.query_one("#found", Static).update(tr("Looking…"))
        self.in_background(read, self._take, self._not_read)

    def _not_read(self, error: CorviaError) -> None:
        self._take(None)
        self.say_error(error)

    def _take(self, seen: "Preview | None") -> None:
        self.seen = seen
        self.query_one("#bring_in", Button).disabled = seen is None or not seen.new
        words = "" if seen is None else "\n".join(preview_words(seen))
        self.query_one("#found", Static).update(words)

    @on(Button.Pressed, "#bring_in")
    def action_bring_in(self) -> None:
        """Write what was found, with progress."""
        from corvia_tui.screens.working import WorkingScreen

        seen = self.seen
        if seen is None or not seen.new:
            self.say(
                tr("Press Enter in the field first: what is found is shown before it is written.")
            )
            return
        vault = self.vault

        def bring(report: Report) -> "Brought":
            from corvia_local.studio.importing.bringing import bring_in

            return bring_in(vault, seen.found, report)

        self.app.push_screen(WorkingScreen(tr("Bringing in what was found"), bring, self._brought,
                                           tr(STOPPED)))  # fmt: skip

    def _brought(self, done: "Brought") -> None:
        self._take(None)
        self.query_one("#found", Static).update(
            tr("{imported} entries were brought in.", imported=done.imported)
        )


def preview_words(seen: "Preview") -> list[str]:
    """Say what an import would do: how much, from when to when, a few beginnings, what is left."""
    found = seen.found
    lines = [
        tr(
            "Read as {format}: {count} entries, {new} of them new.",
            format=found.format,
            count=len(found.entries),
            new=seen.new,
        )
    ]
    if seen.here_already:
        lines.append(
            tr(
                "{here_already} are here already, or stand there twice.",
                here_already=seen.here_already,
            )
        )
    if seen.first:
        lines.append(tr("From {first} to {last}. For example:", first=seen.first, last=seen.last))
    lines += [f"  {one.moment[:16].replace('T', ' ')}  {one_line(one.text, 54)}"
              for one in seen.samples]  # fmt: skip
    reasons = Counter(one.reason for one in found.skipped)
    if reasons:
        lines.append(tr("Left out or changed:"))
    lines += [f"  {count} × {reason}" for reason, count in reasons.most_common(REASONS_SHOWN)]
    if len(reasons) > REASONS_SHOWN:
        lines.append(
            trn("  and 1 other reason", "  and {count} other reasons", len(reasons) - REASONS_SHOWN)
        )
    return lines
