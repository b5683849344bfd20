"""A community as its CAR files show it, without any vault: what a node may serve."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_local.studio.gathering import AssembledComposition, assemble_store
from corvia_sync import gathering as peers
from corvia_sync.blocks import MemoryBlocks
from corvia_sync.cid import Cid
from corvia_sync.exchange import community_blocks, import_car


class OneCommunityOnly(BadInput):
    """The files hold no community, or more than one."""


@dataclass(frozen=True)
class PublishedSong:
    """A song that verified, as its author shared it."""

    cid: str
    author: str
    title: str
    licence: str
    lines: tuple[str, ...]


class PublishedCommunity:
    """The public blocks of one community, verified, in memory. It holds nothing of any vault."""

    def __init__(self, files: list[Path]) -> None:
        """Read CAR files; raise PeerRefused where a byte is wrong, OneCommunityOnly."""
        self._blocks = MemoryBlocks()
        for file in files:
            import_car(file, self._blocks)
        known = peers.list_communities(self._blocks)
        if len(known) != 1:
            raise OneCommunityOnly(
                f"A node serves one community, but these files hold {len(known)}."
                " Give the CAR files of one."
            )
        self._community: Cid = next(iter(known))

    @property
    def id(self) -> str:
        """The CID of the community's first manifest."""
        return self._community.text

    def name_and_purpose(self, on: date) -> tuple[str, str]:
        """Give the name and the purpose that the newest manifest states."""
        manifest = peers.gather(self._blocks, self._community, on).manifest.payload
        return manifest.name, manifest.purpose

    def songs(self, on: date) -> tuple[PublishedSong, ...]:
        """List the songs that may be used on a day (UTC), in CID order."""
        found = peers.gather(self._blocks, self._community, on).songs
        return tuple(
            PublishedSong(s.cid.text, s.author, s.title, s.licence, s.score.lines) for s in found
        )

    def block(self, cid: str, on: date) -> bytes | None:
        """Give a block that may be handed on on this day, or None."""
        if cid not in {kept.text for kept in community_blocks(self._blocks, self._community, on)}:
            return None
        return self._blocks.get(cid)

    def assemble(self, on: date, report: Report = silent) -> AssembledComposition:
        """Assemble the composition and render it."""
        return assemble_store(self._blocks, self._community, on, report=report)
