"""Share a song by consent, see exactly what leaves, and take it back."""

from dataclasses import dataclass

from corvia_local.model.progress import Report, silent
from corvia_local.model.records import ConsentTerms, Field
from corvia_local.vault.opening import Vault

DEFAULT_FIELDS: tuple[Field, ...] = ("score", "lyric")
DEFAULT_LICENCE = "CC-BY-SA-4.0"


@dataclass(frozen=True)
class Leaving:
    """One thing that would leave the device: its name, its size, and its content to read."""

    name: str
    size: int
    content: str


@dataclass(frozen=True)
class ShareDraft:
    """Everything that would leave, before anything is signed. Publishing sends these very bytes."""

    song_id: str
    title: str
    community: str
    community_name: str
    terms: ConsentTerms
    score: bytes | None
    audio: bytes | None
    leaving: tuple[Leaving, ...]
    plain_words: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """A shared song: the CID of its object and of its consent receipt."""

    cid: str
    receipt: str


@dataclass(frozen=True)
class Share:
    """One sharing of the person's own, as the vault remembers it."""

    cid: str
    receipt: str
    song_id: str
    terms: ConsentTerms
    ended_at: str | None


def prepare_share(
    vault: Vault,
    song_id: str,
    community: str,
    fields: tuple[Field, ...] = DEFAULT_FIELDS,
    until: str | None = None,
    licence: str = DEFAULT_LICENCE,
    report: Report = silent,
) -> ShareDraft:
    """Collect exactly what would leave, and the terms in plain words. Nothing is signed."""


def publish(vault: Vault, draft: ShareDraft) -> Published:
    """Sign the receipt and the song, and put both among the community's blocks."""


def revoke(vault: Vault, cid: str) -> str:
    """End a consent: sign a tombstone; give its CID. Later compositions leave the song out."""


def own_shares(vault: Vault) -> list[Share]: ...
