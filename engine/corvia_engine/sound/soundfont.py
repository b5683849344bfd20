"""Which SoundFont sounds a song: the person's choice, else the system's best, else TimGM6mb."""

import importlib.util
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corvia_local.errors import PartMissing

VARIABLE = "CORVIA_SOUNDFONT"
SYSTEM_FOLDERS = tuple(
    Path(folder)
    for folder in (
        "/usr/share/sounds/sf2",
        "/usr/share/sounds/sf3",
        "/usr/share/soundfonts",
        "/usr/local/share/soundfonts",
        "/opt/homebrew/share/soundfonts",
    )
)
KNOWN_BY_QUALITY = (
    "MuseScore_General",
    "FluidR3_GM",
    "GeneralUser",
    "FluidR3Mono_GM",
    "default-GM",
    "default",
    "TimGM6mb",
)
"""General MIDI SoundFonts that distributions package, the fullest first."""

SMALL_NAME = "TimGM6mb"


class SoundFontMissing(PartMissing):
    """There is no SoundFont, or the one that was named cannot be used."""


@dataclass(frozen=True)
class SoundFont:
    """A SoundFont file. `origin` says where it came from, in words for a person."""

    path: Path
    origin: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


def find_soundfont(folders: Iterable[Path] = SYSTEM_FOLDERS) -> SoundFont:
    """Find the SoundFont to use; raise SoundFontMissing naming the path or saying what to do."""
    named = os.environ.get(VARIABLE)
    if named:
        return SoundFont(_checked(Path(named).expanduser()), f"named by {VARIABLE}")
    installed = _best(folders)
    if installed is not None:
        return SoundFont(_checked(installed), "the system's own")
    carried = _carried_by_pretty_midi()
    if carried is not None:
        return SoundFont(_checked(carried), "the copy inside the pretty_midi package")
    raise SoundFontMissing(
        "There is no SoundFont, the file that holds the instruments' sounds. Install one"
        " (Debian, Ubuntu: `apt install fluid-soundfont-gm`), or put the path of an .sf2 or .sf3"
        f" file into the environment variable {VARIABLE}."
    )


def refuse(path: Path, problem: str) -> SoundFontMissing:
    """Make the error for a SoundFont that cannot be used."""
    return SoundFontMissing(
        f"The SoundFont {path} {problem}. Put the path of an .sf2 or .sf3 file into the"
        f" environment variable {VARIABLE}, or unset it to use the one that is found."
    )


def _checked(path: Path) -> Path:
    """Check that the file is there and begins as a RIFF file of the form `sfbk`."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise refuse(path, f"cannot be opened ({reason.lower()})") from error
    if head[:4] != b"RIFF" or head[8:] != b"sfbk":
        raise refuse(path, "is not a SoundFont file")
    return path


def _best(folders: Iterable[Path]) -> Path | None:
    found = sorted(
        path
        for folder in folders
        for ending in ("*.sf2", "*.sf3")
        for path in folder.glob(ending)
        if path.is_file()
    )
    return min(found, key=_rank, default=None)


def _rank(path: Path) -> tuple[int, str]:
    for rank, known in enumerate(KNOWN_BY_QUALITY):
        if path.stem.lower().startswith(known.lower()):
            return rank, str(path)
    return len(KNOWN_BY_QUALITY), str(path)


def _carried_by_pretty_midi() -> Path | None:
    spec = importlib.util.find_spec("pretty_midi")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / f"{SMALL_NAME}.sf2"
    return path if path.is_file() else None
