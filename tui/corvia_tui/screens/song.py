"""A song: how it goes, its words, why it sounds as it does; to hear, keep, save and share."""

from collections.abc import Callable
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
from corvia_tui.song_making import lyric_text
from corvia_tui.widgets.sung_words import SungWords
from corvia_tui.widgets.trajectory import Step, Trajectory
from corvia_tui.wording.moments import length_words
from corvia_tui.wording.music import key_words, section_words

if TYPE_CHECKING:
    from corvia_local.model.records import Song
    from corvia_local.studio.composing import ComposedSong
    from corvia_local.studio.composing_aloud import Sounding
    from corvia_local.studio.erasing import ErasePlan

NO_DEVICE = mark(
    "There is no sound device here. Press f to save the song; any player opens song.flac."
)


class SongScreen(CalmScreen[None]):
    """Everything about one song. A new one is kept only when the person keeps it."""

    PLACE = "Song"
    HELP = (
        "While the song plays, the words that are sung stand under the facts.\n\n"
        "The drawing shows the way of the song: how pleasant and how lively each part means to"
        " be. Below stand the words, and for each choice a reason and where it comes from.\n\n"
        "v leads to the studio, where you change what you like and lock the rest."
        " w lets another voice sing it, also your own. k keeps the song in your vault. f writes it"
        " to a folder as sound, notes and text; files outside the vault are not encrypted. s leads"
        " to sharing, which shows everything first."
    )
    BINDINGS: ClassVar[Keys] = [
        key("p", "play", "Play/stop", "Hear the song, or stop it.", "song.play"),
        key("v", "vary", "Vary", "Change parts of it and keep the rest.", "song.vary"),
        key("w", "who_sings", "Voice", "Choose who sings it.", "song.who_sings"),
        key("k", "keep", "Keep", "Keep the song in your vault.", "song.keep"),
        key("f", "files", "Files", "Write the song's files to a folder.", "song.files"),
        key("s", "share", "Share", "See what would leave, and decide.", "song.share"),
        key("x", "erase", "Erase", "See what erasing would reach, and decide.", "song.erase"),
        key("escape", "back", "Back", "Go back.", "song.back", label="Esc"),
    ]

    playing: Worker[None] | None = None

    def __init__(
        self, song: "ComposedSong", *, kept: bool, sounding: "Sounding | None" = None
    ) -> None:
        """Show a song; `sounding` is its sound where it is heard already."""
        super().__init__()
        self.song = song
        self.sounding = sounding
        self.kept = kept
        self.let_go = False

    @property
    def body_scrolls(self) -> bool:
        """Words and reasons scroll."""
        return True

    def content(self) -> ComposeResult:
        """Title, facts, way, words, reasons."""
        yield Static(self.song.title, classes="title", markup=False)
        yield Static(self._facts(), id="facts", markup=False)
        yield Static(self._state(), id="state", classes="quiet", markup=False)
        yield SungWords()
        yield Trajectory(self._steps())
        with Horizontal(classes="buttons"):
            yield Button(tr("Play (p)"), id="play")
            if not self.kept:
                yield Button(tr("Keep (k)"), id="keep")
            yield Button(tr("Files (f)"), id="files")
            yield Button(tr("Share (s)"), id="share")
        with Horizontal(id="columns"):
            with Vertical(id="words-column"):
                yield Static(tr("The words"), classes="heading")
                yield Static(lyric_text(self.song.plan.lyric), id="lyric", markup=False)
            with Vertical(id="reasons-column"):
                yield Static(tr("Why it sounds like this"), classes="heading")
                yield Static(self._reasons(), id="reasons")

    def on_mount(self) -> None:
        """Let the arrow keys scroll; follow what sounds already."""
        self.query_one("#body").focus()
        if self.sounding is not None:
            self.query_one(SungWords).begin(self.song.score, self.sounding.seconds_heard)
            self.playing = self.in_background(self.sounding.follow, self._played, self._not_played)

    def _facts(self) -> str:
        from corvia_local.studio.composing import key_name, length_of, tempo_of

        score = self.song.score
        return tr(
            "{key} · {tempo} beats a minute at the start · {length} · {tradition}",
            key=key_words(key_name(score)),
            tempo=f"{tempo_of(score):.0f}",
            length=length_words(length_of(score)),
            tradition=tr(score.tradition),
        )

    def _state(self) -> str:
        return (
            tr("Kept in your vault.")
            if self.kept
            else tr("Not kept yet. k keeps it in your vault.")
        )

    def _steps(self) -> list[Step]:
        from corvia_local.studio.composing import section_times

        return [
            Step(
                section_words(section.name),
                length_words(section.start_s),
                Mood(section.valence, section.arousal),
            )
            for section in section_times(self.song.score)
        ]

    def _reasons(self) -> Content:
        return Content("\n\n").join(
            Content.assemble(
                (f"{said(reason.about)}: {said(reason.choice)}", "bold"),
                f"\n{said(reason.because)}",
                (f"\n{reason.source}", "$quiet") if reason.source else "",
            )
            for reason in self.song.plan.reasons
        )

    def show_advance(self, step: str, share: float) -> None:
        """Say what is being done, in the line under the facts; follow the words while it plays."""
        self._say_state(f"{said(step).capitalize()} … {share:.0%}")
        self.query_one(SungWords).follow(step)

    def _say_state(self, words: str | None = None) -> None:
        self.query_one("#state", Static).update(words or self._state())

    @on(Button.Pressed, "#play")
    def action_play(self) -> None:
        """Play, or stop what plays."""
        if self.playing is not None:
            self.playing.cancel()
            self.playing = None
            self._say_state()
            self.query_one(SungWords).stop()
            return
        song, vault, kept = self.song, self.vault, self.kept

        def sound(report: Report) -> None:
            from corvia_local.studio.library import hear_song
            from corvia_local.studio.listening import (
                play_audio,
                play_while_rendering,
                require_sound_device,
            )

            require_sound_device()
            if kept:
                hear_song(vault, song.id, report)
            elif song.audio is not None:
                play_audio(song.audio, report)
            else:
                play_while_rendering(song.score, report)

        self._say_state(tr("Making it sound…"))
        self.query_one(SungWords).begin(song.score)
        self.playing = self.in_background(sound, self._played, self._not_played)

    def _played(self, _: None) -> None:
        self.playing = None
        self.query_one(SungWords).stop()
        self._say_state()

    def _not_played(self, error: CorviaError) -> None:
        self.playing = None
        self.query_one(SungWords).stop()
        silent = error.name == "NoSoundDevice"
        self._say_state(tr(NO_DEVICE) if silent else None)
        if not silent:
            self.say_error(error)

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep it in the vault."""
        self._keep(lambda: self.say(tr("Kept in your vault.")))

    def _keep(self, then: Callable[[], None]) -> None:
        vault, song = self.vault, self.song

        def keep(_: Report) -> "Song":
            from corvia_local.studio.library import keep_song

            return keep_song(vault, song)

        def kept(_: "Song") -> None:
            self.kept = True
            self._say_state()
            self.query_one("#keep").display = False
            self.refresh_bindings()
            then()

        self.once("keep", keep, kept)

    def action_vary(self) -> None:
        """Go to the studio; the song is kept first, so that one can go back to it."""
        if self.kept:
            self._to_studio()
        else:
            self._keep(self._to_studio)

    def _to_studio(self) -> None:
        from corvia_tui.screens.studio import StudioScreen

        if self.playing is not None:
            self.action_play()
        self.app.push_screen(StudioScreen(self.song), self._varied)

    def action_who_sings(self) -> None:
        """Choose who sings it; the song is kept first."""
        if self.kept:
            self._to_singers()
        else:
            self._keep(self._to_singers)

    def _to_singers(self) -> None:
        from corvia_tui.screens.who_sings import WhoSingsScreen

        if self.playing is not None:
            self.action_play()
        self.app.push_screen(WhoSingsScreen(self.song), self._sung_otherwise)

    def _sung_otherwise(self, song: "ComposedSong | None") -> None:
        if song is not None and song.sung_by != self.song.sung_by:
            self.app.switch_screen(SongScreen(song, kept=True))

    def _varied(self, song: "ComposedSong | None") -> None:
        if song is not None and song.id != self.song.id:
            self.app.switch_screen(SongScreen(song, kept=True))

    @on(Button.Pressed, "#files")
    def action_files(self) -> None:
        """Ask for a folder and write the files there."""
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("Where should the song's files go?"),
                tr(
                    "Sound (FLAC), notes (MIDI, MusicXML), words with times (LRC) and the plan"
                    " (JSON)."
                    " Files outside the vault are not encrypted."
                ),
                str(songs_folder() / folder_name(self.song.title)),
            ),
            self._write_files,
        )

    def _write_files(self, folder: str | None) -> None:
        if folder is None:
            return
        song, vault, kept = self.song, self.vault, self.kept
        target = Path(folder).expanduser()

        def write(report: Report) -> list[Path]:
            from corvia_local.studio.library import song_flac
            from corvia_local.studio.song_files import (
                picture_file,
                song_files,
                sound_file,
                write_files,
            )

            files = song_files(song, report)
            if "song.flac" not in files:
                files["song.flac"] = (
                    song_flac(vault, song.id, report) if kept else sound_file(song, report)
                )
            files["song.svg"] = picture_file(song, files["song.flac"])
            return write_files(files, target)

        self._say_state(tr("Writing the files…"))
        self.in_background(write, self._written, self._not_written)

    def _written(self, paths: list[Path]) -> None:
        self._say_state(
            tr("{count} files are in {parent}.", count=len(paths), parent=paths[0].parent)
        )

    def _not_written(self, error: CorviaError) -> None:
        self._say_state()
        self.say_error(error)

    @on(Button.Pressed, "#share")
    def action_share(self) -> None:
        """Go on to what sharing would mean; the song is kept first."""
        if self.kept:
            self._share()
        else:
            self._keep(self._share)

    def _share(self) -> None:
        from corvia_tui.screens.share import ShareScreen

        self.app.push_screen(ShareScreen(self.song.id, self.song.title))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep what is not kept and to erase what is."""
        if action in {"keep", "erase"}:
            return self.kept == (action == "erase")
        return True

    def action_erase(self) -> None:
        """See what erasing would reach."""
        vault, song = self.vault, self.song

        def plan(_: Report) -> "ErasePlan":
            from corvia_local.studio.erasing import plan_song

            return plan_song(vault, song.id)

        def show(found: "ErasePlan") -> None:
            from corvia_tui.screens.erase import EraseScreen

            self.app.push_screen(EraseScreen(found, tr("the song “{title}”", title=song.title)))

        self.in_background(plan, show)

    def leave(self) -> None:
        """Stop playing. A song that nobody decided about is kept: locking must not lose it."""
        from corvia_local.studio.library import keep_song

        if self.playing is not None:
            self.playing.cancel()
        if self.kept or self.let_go or not self.corvia.is_open:
            return
        try:
            keep_song(self.vault, self.song)
            self.kept = True
        except CorviaError as error:
            self.say_error(error)

    def action_back(self) -> None:
        """Go back; a song that is not kept is asked about first."""
        from corvia_tui.screens.confirm import ConfirmScreen

        if self.kept:
            self.leave()
            self.dismiss()
            return
        self.app.push_screen(
            ConfirmScreen(
                tr("Keep this song?"),
                tr("It is not in your vault yet."),
                tr("Keep it"),
                tr("Let it go"),
            ),
            self._decided,
        )

    def _decided(self, keep: bool | None) -> None:
        if keep:
            self._keep(self._go)
        elif keep is False:
            self.let_go = True
            self._go()

    def _go(self) -> None:
        self.leave()
        self.dismiss()


def open_kept_song(screen: CalmScreen[None], song_id: str) -> None:
    """Read a song from the vault and show it on top of a screen."""
    vault = screen.vault

    def read(_: Report) -> "ComposedSong":
        from corvia_local.studio.library import read_song

        return read_song(vault, song_id)

    def show(song: "ComposedSong") -> None:
        screen.app.push_screen(SongScreen(song, kept=True))

    screen.in_background(read, show)


def songs_folder() -> Path:
    """Give the folder that is proposed for songs."""
    return Path.home() / "Corvia songs"


def folder_name(title: str) -> str:
    """Make a title into a folder's name that every file system takes."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return " ".join(kept.split())[:60] or "song"
