"""Read a community's songs and assemble them into one composition."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score
from corvia_local.vault.opening import Vault

if TYPE_CHECKING:
    from corvia_engine.sound.rendering import Audio


@dataclass(frozen=True)
class GatheredSong:
    """A song that verified: signature, consent, bounds. `lines` only where they were shared."""

    cid: str
    author: str
    title: str
    licence: str
    fields: tuple[str, ...]
    lines: tuple[str, ...]
    mine: bool


@dataclass(frozen=True)
class Gathered:
    """A community's valid songs in CID order, and what was refused with the reason."""

    songs: tuple[GatheredSong, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CreditLine:
    """Where a contributor is heard: bars from 1, inclusive."""

    cid: str
    author: str
    title: str
    licence: str
    bars: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class AssembledComposition:
    """A community's composition. Every peer with the same songs gets the same `cid`."""

    cid: str
    block: bytes
    score: Score
    credits: tuple[CreditLine, ...]
    refused: tuple[tuple[str, str], ...]
    audio: "Audio | None"


def gather(vault: Vault, community: str) -> Gathered: ...


def assemble_community(
    vault: Vault, community: str, *, with_audio: bool = True, report: Report = silent
) -> AssembledComposition: ...


def composition_files(assembled: AssembledComposition) -> dict[str, bytes]:
    """Make composition.flac, .mid, .musicxml, .lrc, .json and composition.cbor."""
