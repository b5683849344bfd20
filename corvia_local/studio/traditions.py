"""Traditions to compose in: those that the program ships, and a community's own as TOML files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corvia_local.errors import BadInput, NotFound

if TYPE_CHECKING:
    from corvia_engine.music.traditions.tradition import Mode, Tradition

MOST_FILES = 64
"""More files in one folder are not read."""
FILE_ENDING = ".toml"
CERTAINTY = {
    "verified": "checked against the data or file named",
    "seen": "seen in the source named",
    "unchecked": "general knowledge that wants checking",
}


class TooManyTraditions(BadInput):
    """A folder holds more tradition files than are read."""


class NameTaken(BadInput):
    """A file calls itself by the name of a tradition that the program ships, or of another."""


@dataclass(frozen=True)
class TraditionLine:
    """A tradition in a list."""

    name: str
    label: str
    region: str
    modes: tuple[str, ...]


def list_traditions(folder: Path | None = None) -> tuple[TraditionLine, ...]:
    """List the traditions shipped, western first, then those of a folder by name."""
    from corvia_engine.music.traditions import tradition, tradition_names

    shipped = [tradition(name) for name in tradition_names()]
    own = load_traditions(folder) if folder is not None else {}
    return tuple(_line(data) for data in [*shipped, *own.values()])


def _line(data: "Tradition") -> TraditionLine:
    return TraditionLine(
        data.name, data.label, data.region, tuple(mode.name for mode in data.modes)
    )


def load_traditions(folder: Path) -> dict[str, "Tradition"]:
    """Read and check every TOML file in a folder, by name.

    Raises NotFound, TooManyTraditions, NameTaken, and TraditionFaulty for a file that fails.
    """
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}.")
    files = sorted(file for file in folder.iterdir() if file.name.endswith(FILE_ENDING))
    if len(files) > MOST_FILES:
        raise TooManyTraditions(
            f"{folder} holds {len(files)} traditions; at most {MOST_FILES} are read from a folder."
        )
    loaded: dict[str, Tradition] = {}
    for file in files:
        data = read_tradition(file)
        if data.name in loaded:
            raise NameTaken(f"Two files in {folder} are called “{data.name}”. Rename one.")
        loaded[data.name] = data
    return dict(sorted(loaded.items()))


def read_tradition(file: Path) -> "Tradition":
    """Read and check one file.

    Raises NotFound, TraditionFaulty with all faults by key, and NameTaken where it takes the name
    of a shipped tradition for other content.
    """
    from corvia_engine.music.traditions import parse_tradition, tradition_data, tradition_names
    from corvia_engine.music.traditions.reading import LARGEST_FILE

    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {file}.") from error
    except OSError as error:
        raise BadInput(f"The file {file} cannot be read: {error.strerror or error}.") from error
    data = parse_tradition(content)
    if data.name in tradition_names() and content != tradition_data(data.name):
        raise NameTaken(
            f"“{data.name}” is a tradition of the program's own. Give yours another name, so that"
            " songs say which one they are in."
        )
    return data


def find_tradition(asked: str) -> "Tradition":
    """Give the tradition of a name, or of a TOML file given by its path."""
    from corvia_engine.music.traditions import tradition

    return read_tradition(Path(asked)) if asked.endswith(FILE_ENDING) else tradition(asked)


def page_of(data: "Tradition") -> tuple[str, ...]:
    """Write a tradition's page: origin, tunings, modes, rhythms, respect and sources, as lines."""
    return (
        f"{data.label} ({data.name})",
        f"Songs are {data.note}.",
        "",
        f"Where from: {data.region}",
        f"  {data.origin}",
        "",
        "What not to do with it:",
        *(f"  - {line}" for line in data.respect),
        "What is simplified:",
        *(f"  - {line}" for line in data.simplified),
        "Instruments, and what plays them here:",
        *(f"  - {line}" for line in data.instruments),
        f"Together: {data.ensemble}",
        "",
        "Modes (cents above the final):",
        *(f"  {line}" for mode in data.modes for line in _mode_lines(data, mode)),
        "Rhythms:",
        *(
            f"  {rhythm.name}: {'+'.join(map(str, rhythm.groups))}/{rhythm.unit}"
            for rhythm in data.rhythms
        ),
        *(["Ornaments, by instruments alone:"] if data.ornaments else []),
        *(f"  {one.name} [{one.source}]" for one in data.ornaments),
        "",
        "Sources, and how sure they are:",
        *(
            f"  [{source.id}] {source.title}. For: {source.used_for}."
            f" {CERTAINTY[source.certainty].capitalize()}."
            for source in data.sources
        ),
    )


def _mode_lines(data: "Tradition", mode: "Mode") -> list[str]:
    tuning = data.tuning(mode.tuning)
    tones = " ".join(f"{tone:g}" for tone in mode.cents)
    octave = "" if mode.period == 1200 else f"; octave of {mode.period:g}"
    lines = [
        f"{mode.label}: {tones}{octave} ({tuning.kind}, [{tuning.source}]; habits [{mode.source}])"
    ]
    lines += [f"  falling: degree {d} at {c:g}" for d, c in mode.falling.items()]
    lines += [f"  below the final: degree {d} at {c:g}" for d, c in mode.below.items()]
    if mode.not_rising:
        lines.append(f"  rising, leaves out degree {_listed(mode.not_rising)}")
    if mode.not_falling:
        lines.append(f"  falling, leaves out degree {_listed(mode.not_falling)}")
    if mode.endings:
        lines.append("  ends: " + ", ".join(_listed(steps, " ") for steps in mode.endings))
    if mode.heard_as:
        lines.append(f"  {mode.heard_as}")
    return lines


def _listed(steps: tuple[int, ...], between: str = ", ") -> str:
    return between.join(map(str, steps))
