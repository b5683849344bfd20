"""Communities: found one, join one, know its members, carry its songs in CAR files."""

from dataclasses import dataclass
from pathlib import Path

from corvia_local.vault.opening import Vault


@dataclass(frozen=True)
class CommunityView:
    """A community as this vault knows it. `id` is the CID of its first manifest."""

    id: str
    name: str
    purpose: str
    door: str
    members: tuple[str, ...]
    stewards: tuple[str, ...]
    steward: bool
    sequence: int


@dataclass(frozen=True)
class ImportReport:
    """What a CAR file brought. `refused` pairs a CID with the reason in plain words."""

    blocks: int
    songs: int
    communities: int
    refused: tuple[tuple[str, str], ...]


def create_community(
    vault: Vault, name: str, purpose: str = "", door: str = "members"
) -> CommunityView: ...


def join_community(vault: Vault, source: str) -> CommunityView:
    """Join by a CAR file that holds the manifest, or by the CID of one already imported."""


def list_communities(vault: Vault) -> list[CommunityView]: ...


def view_community(vault: Vault, name_or_id: str) -> CommunityView: ...


def add_member(vault: Vault, name_or_id: str, did: str) -> CommunityView: ...


def export_car(vault: Vault, name_or_id: str, target: Path) -> int:
    """Write all public blocks of a community to a CAR file; give their number."""


def import_car(vault: Vault, source: Path) -> ImportReport: ...
