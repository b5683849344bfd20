"""The whole way, in throw-away vaults: three texts, three songs, one community, one composition."""

import secrets
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from corvia_local.errors import CorviaError
from corvia_local.model.mood import Mood
from corvia_local.model.progress import Report, silent
from corvia_local.studio import communities, journal, library, members
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_text
from corvia_local.studio.gathering import (
    AssembledComposition,
    assemble_community,
    composition_files,
)
from corvia_local.studio.opening import begin, own_did
from corvia_local.studio.sharing import prepare_share, publish
from corvia_local.studio.song_files import song_files, write_files
from corvia_local.vault.opening import Vault

AUTHORS = ("ana", "ben", "chiara")
MOODS = {"ana": Mood(-0.5, -0.3), "ben": Mood(-0.6, 0.5), "chiara": Mood(-0.3, -0.2)}
"""How each author said that they felt when they wrote."""
TRADITIONS = ("western", "irish", "western")
SEEDS = (11, 22, 33)
MINUTES = 2.0

Say = Callable[[str], None]


class PeersDisagree(CorviaError):
    """Two peers with the same songs assembled different compositions."""


@dataclass
class Steps:
    """The steps done so far, each with its time in seconds."""

    say: Say
    done: list[tuple[str, float]] = field(default_factory=list)

    def time(self, name: str, began: float) -> None:
        """Note a step that began at a `time.perf_counter` reading, and say it."""
        seconds = time.perf_counter() - began
        self.done.append((name, round(seconds, 2)))
        self.say(f"{seconds:6.1f} s  {name}")


@dataclass(frozen=True)
class DemoResult:
    """What the demo made: song ids, the composition, every file, and each step's time."""

    songs: tuple[str, ...]
    community: str
    composition: str
    files: tuple[Path, ...]
    steps: tuple[tuple[str, float], ...]
    seconds: float


def run_demo(out: Path, say: Say, report: Report = silent) -> DemoResult:
    """Go the whole way and write what came of it to `out`; the vaults are thrown away."""
    began = time.perf_counter()
    steps = Steps(say)
    files: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="corvia-demo-") as folder, ExitStack() as open_vaults:
        vaults = {}
        songs = {}
        for author, tradition, seed in zip(AUTHORS, TRADITIONS, SEEDS, strict=True):
            vault = _new_vault(Path(folder) / author, steps, author)
            vaults[author] = open_vaults.enter_context(closing(vault))
            songs[author] = _make_song(vault, author, tradition, seed, steps, report)
            files += _write_song(songs[author], out / author, steps, author)
        community, cars = _share_all(vaults, songs, out, steps)
        made = _assemble_everywhere(vaults, cars, community, steps, report)
        at = time.perf_counter()
        files += [*cars.values(), *write_files(composition_files(made), out / "composition")]
        steps.time("the composition's files are written", at)
    return DemoResult(
        tuple(song.id for song in songs.values()),
        community,
        made.cid,
        tuple(files),
        tuple(steps.done),
        round(time.perf_counter() - began, 2),
    )


def demo_text(author: str) -> tuple[str, str]:
    """Give an author's journal text and the words that they accepted for their thought."""
    texts = resources.files("corvia_local.studio") / "demo_texts"
    read = [(texts / f"{author}.{kind}").read_text(encoding="utf-8") for kind in ("txt", "reframe")]
    return read[0].strip(), read[1].strip()


def _new_vault(home: Path, steps: Steps, author: str) -> Vault:
    at = time.perf_counter()
    vault = begin(home, secrets.token_urlsafe(16)).vault
    steps.time(f"{author} has a vault and an identity", at)
    return vault


def _make_song(
    vault: Vault, author: str, tradition: str, seed: int, steps: Steps, report: Report
) -> ComposedSong:
    at = time.perf_counter()
    text, reframe = demo_text(author)
    entry = journal.write(vault, text, MOODS[author])
    journal.accept_reframe(vault, entry.id, reframe)
    wish = SongWish(start=MOODS[author], tradition=tradition, seed=seed, minutes=MINUTES)
    request = request_from_text(text, wish, reframe)
    song = compose(request, entry_id=entry.id, report=report)
    library.keep_song(vault, song)
    steps.time(f"{author} wrote, and has a song: “{song.title}”", at)
    return song


def _write_song(song: ComposedSong, folder: Path, steps: Steps, author: str) -> list[Path]:
    at = time.perf_counter()
    written = write_files(song_files(song), folder)
    steps.time(f"{author}'s files are written", at)
    return written


def _share_all(
    vaults: dict[str, Vault], songs: dict[str, ComposedSong], out: Path, steps: Steps
) -> tuple[str, dict[str, Path]]:
    at = time.perf_counter()
    founder = vaults[AUTHORS[0]]
    community = communities.create_community(founder, "Evening circle", "To hear each other.").id
    for author in AUTHORS[1:]:
        members.add_member(founder, community, own_did(vaults[author]))
    out.mkdir(parents=True, exist_ok=True)
    invitation = out / "invitation.car"
    communities.export_car(founder, community, invitation)
    cars = {}
    for author, vault in vaults.items():
        if author != AUTHORS[0]:
            communities.join_community(vault, str(invitation))
        publish(
            vault, prepare_share(vault, songs[author].id, community, ("score", "lyric", "mood"))
        )
        cars[author] = out / f"{author}.car"
        communities.export_car(vault, community, cars[author])
    steps.time("three songs are signed and shared by consent", at)
    return community, cars


def _assemble_everywhere(
    vaults: dict[str, Vault],
    cars: dict[str, Path],
    community: str,
    steps: Steps,
    report: Report,
) -> AssembledComposition:
    """Let each author import the others' songs in another order, and compare what they get."""
    at = time.perf_counter()
    cids = set()
    for turn, vault in enumerate(vaults.values()):
        order = [*AUTHORS[turn:], *AUTHORS[:turn]]
        for author in reversed(order):
            communities.import_car(vault, cars[author])
        cids.add(assemble_community(vault, community, with_audio=False).cid)
    if len(cids) != 1:
        raise PeersDisagree("Peers with the same songs assembled different compositions.")
    steps.time("three peers checked all songs and agree on the composition", at)
    at = time.perf_counter()
    made = assemble_community(vaults[AUTHORS[0]], community, report=report)
    steps.time("the composition sounds", at)
    return made
