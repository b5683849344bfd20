"""A community's composition: one piece of everybody's songs, with its credits."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static
from textual.worker import Worker

from corvia_local.errors import CorviaError
from corvia_local.language import mark, said, tr
from corvia_local.model.mood import Mood
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.screens.song import folder_name, songs_folder
from corvia_tui.widgets.trajectory import Step, Trajectory
from corvia_tui.wording.excerpts import short_did
from corvia_tui.wording.moments import length_words
from corvia_tui.wording.music import key_words, section_words

if TYPE_CHECKING:
    from corvia_local.studio.gathering import AssembledComposition, CreditLine

NO_DEVICE = mark("There is no sound device here. Press f to save it; any player opens the file.")


class CompositionScreen(CalmScreen[None]):
    """Its CID, its way, who is heard where, the words, and its files."""

    PLACE = "Composition"
    HELP = (
        "One piece, made of all songs that were shared. Its CID is the same for everybody who has"
        " the same songs; you can compare it.\n\n"
        "The credits say in which bars each person is heard. f writes the files to a folder."
    )
    BINDINGS: ClassVar[Keys] = [
        key("p", "play", "Play or stop", "Hear it, or stop it.", "composition.play"),
        key("f", "files", "Files", "Write its files to a folder.", "composition.files"),
        key("escape", "back", "Back", "Go back.", "composition.back", label="Esc"),
    ]

    playing: Worker[None] | None = None

    def __init__(self, composition: "AssembledComposition", community_name: str) -> None:
        super().__init__()
        self.composition = composition
        self.community_name = community_name

    @property
    def body_scrolls(self) -> bool:
        """Words and credits scroll."""
        return True

    def content(self) -> ComposeResult:
        """CID, way, credits, words."""
        made = self.composition
        yield Static(made.score.title or self.community_name, classes="title", markup=False)
        yield Static(self._facts(), id="facts", markup=False)
        yield Static("", id="state", classes="quiet", markup=False)
        yield Trajectory(self._steps())
        with Horizontal(classes="buttons"):
            yield Button(tr("Play (p)"), id="play")
            yield Button(tr("Files (f)"), id="files")
        with Horizontal(id="columns"):
            with Vertical(id="words-column"):
                yield Static(tr("Who is heard where"), classes="heading")
                yield Static(Content("\n").join(_credit(one) for one in made.credits))
                if made.refused:
                    yield Static(tr("Left out, and why"), classes="heading")
                    yield Static(
                        "\n".join(f"{cid[:12]}…  {said(reason)}" for cid, reason in made.refused),
                        markup=False,
                    )
            with Vertical(id="reasons-column"):
                yield Static(tr("The words"), classes="heading")
                yield Static("\n".join(made.score.lines), markup=False)
        yield Static("CID", classes="heading")
        yield Static(made.cid, id="cid", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#body").focus()

    def _facts(self) -> str:
        from corvia_local.studio.composing import key_name, length_of, tempo_of

        score = self.composition.score
        return tr(
            "{community} · {key} · {tempo} beats a minute at the start · {length}",
            community=self.community_name,
            key=key_words(key_name(score)),
            tempo=f"{tempo_of(score):.0f}",
            length=length_words(length_of(score)),
        )

    def _steps(self) -> list[Step]:
        from corvia_local.studio.composing import section_times

        return [
            Step(section_words(one.name), length_words(one.start_s), Mood(one.valence, one.arousal))
            for one in section_times(self.composition.score)
        ]

    def show_advance(self, step: str, share: float) -> None:
        """Say what is being done."""
        self._say_state(f"{said(step).capitalize()} … {share:.0%}")

    def _say_state(self, words: str = "") -> None:
        self.query_one("#state", Static).update(words)

    @on(Button.Pressed, "#play")
    def action_play(self) -> None:
        """Play, or stop what plays."""
        if self.playing is not None:
            self.playing.cancel()
            self.playing = None
            self._say_state()
            return
        made = self.composition

        def sound(report: Report) -> None:
            from corvia_local.studio.gathering import composition_files
            from corvia_local.studio.listening import play, require_sound_device

            require_sound_device()
            play(composition_files(made)["composition.flac"], report)

        self._say_state(tr("Making it sound…"))
        self.playing = self.in_background(sound, self._played, self._not_played)

    def _played(self, _: None) -> None:
        self.playing = None
        self._say_state()

    def _not_played(self, error: CorviaError) -> None:
        self.playing = None
        silent = error.name == "NoSoundDevice"
        self._say_state(tr(NO_DEVICE) if silent else "")
        if not silent:
            self.say_error(error)

    @on(Button.Pressed, "#files")
    def action_files(self) -> None:
        """Ask for a folder and write the files there."""
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("Where should the composition's files go?"),
                tr("Sound, notes, words with times, and the composition itself."),
                str(songs_folder() / folder_name(self.community_name)),
            ),
            self._write_files,
        )

    def _write_files(self, folder: str | None) -> None:
        if folder is None:
            return
        made, target = self.composition, Path(folder).expanduser()

        def write(_: Report) -> list[Path]:
            from corvia_local.studio.gathering import composition_files
            from corvia_local.studio.song_files import write_files

            return write_files(composition_files(made), target)

        self._say_state(tr("Writing the files…"))
        self.in_background(write, self._written, self._not_played)

    def _written(self, paths: list[Path]) -> None:
        self._say_state(
            tr("{count} files are in {parent}.", count=len(paths), parent=paths[0].parent)
        )

    def leave(self) -> None:
        """Stop playing."""
        if self.playing is not None:
            self.playing.cancel()


def _credit(credit: "CreditLine") -> Content:
    bars = ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in credit.bars)
    return Content.assemble(
        (credit.title, "bold"),
        (
            tr(
                "  by {short_did} · {licence}\n",
                short_did=short_did(credit.author),
                licence=credit.licence,
            ),
            "$quiet",
        ),
        tr("    bars {bars}", bars=bars),
    )
