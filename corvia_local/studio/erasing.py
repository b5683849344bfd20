"""Erase an entry, a song or everything: what goes, what stays with others, and doing it."""

from dataclasses import dataclass
from pathlib import Path

from corvia_local.model.progress import Report, silent
from corvia_local.model.records import ConsentRecord, SongHeading
from corvia_local.studio.before_unlocking import OPEN_SETTINGS_FILE
from corvia_local.studio.offline import SETTINGS_FILE
from corvia_local.studio.sharing import revoke
from corvia_local.studio.system_keyring import forget_in_keyring
from corvia_local.vault import communities as known
from corvia_local.vault import entries, erasing, songs
from corvia_local.vault.consents import consents
from corvia_local.vault.files import backups_folder
from corvia_local.vault.key_changes import has_keyring_slot
from corvia_local.vault.opening import Vault
from corvia_local.vault.song_versions import family_ids

CALLED_BACK = (
    "Taking back signs a word that travels with the community's songs: whoever gets it drops the"
    " song, and later compositions leave it out."
)
NOT_CALLED_BACK = (
    "Copies that others hold, and compositions made before, cannot be called back, and a community"
    " that gets no new file from you never hears of it."
)


@dataclass(frozen=True)
class Shared:
    """A song that was shared: under which CID, with whom, until when, and whether it ended."""

    cid: str
    song_id: str
    community: str
    until: str
    ended_at: str | None


@dataclass(frozen=True)
class ErasePlan:
    """What an erasure would reach. `songs` were made of the entry's words and hold them too; of a
    song they are its other versions, which go with it.

    `backups` are those that the program made in the vault's own folder; they keep what they hold.
    """

    kind: str
    id: str
    songs: tuple[SongHeading, ...]
    shared: tuple[Shared, ...]
    backups: tuple[Path, ...]


def plan_entry(vault: Vault, entry_id: str) -> ErasePlan:
    """Look at what hangs on an entry; raise NotFound."""
    entry = entries.entry(vault, entry_id)
    made = tuple(one for one in songs.song_headings(vault) if one.entry_id == entry.id)
    return _plan(vault, "entry", entry.id, made, {one.id for one in made})


def plan_song(vault: Vault, song_id: str) -> ErasePlan:
    """Look at what hangs on a song, its other versions among it; raise NotFound."""
    song = songs.song(vault, song_id)
    family = set(family_ids(vault, song.id))
    others = tuple(
        one for one in songs.song_headings(vault) if one.id in family and one.id != song.id
    )
    return _plan(vault, "song", song.id, others, family)


def plan_everything(vault: Vault) -> ErasePlan:
    """Look at what an erasure of the whole vault would reach."""
    made = tuple(songs.song_headings(vault))
    return _plan(vault, "everything", str(vault.home), made, None)


def _plan(
    vault: Vault,
    kind: str,
    id: str,  # noqa: A002
    made: tuple[SongHeading, ...],
    song_ids: set[str] | None,
) -> ErasePlan:
    backups = tuple(sorted(backups_folder(vault.home).glob("*.age")))
    return ErasePlan(kind, id, made, _shared(vault, song_ids), backups)


def erase(
    vault: Vault,
    plan: ErasePlan,
    *,
    with_songs: bool = False,
    take_back: bool = False,
    report: Report = silent,
) -> None:
    """Erase what a plan for an entry or a song names, then sweep the file.

    `with_songs` erases the songs of an entry too; `take_back` first ends the consents for them.
    Raises SweepUnfinished where another process holds the vault; all else is done then.
    """
    reached = {one.id for one in plan.songs} if with_songs or plan.kind == "song" else set()
    reached |= {plan.id} if plan.kind == "song" else set()
    if take_back:
        _take_back(vault, [one for one in plan.shared if one.song_id in reached])
    with vault.transaction():
        for song_id in sorted(reached):
            erasing.erase_song(vault, song_id)
        if plan.kind == "entry":
            erasing.erase_entry(vault, plan.id)
    erasing.sweep(vault, report)


def erase_everything(vault: Vault, plan: ErasePlan, *, take_back: bool = False) -> list[Path]:
    """Destroy the vault, its key slots first; give the files removed. There is no way back.

    What else lies in the folder, such as backups, stays.

    `take_back` signs the tombstones, but they reach no one unless the community's file is
    exported before; so they are for those who did.
    """
    if take_back:
        _take_back(vault, plan.shared)
    removed = erasing.destroy_vault(vault)
    if has_keyring_slot(vault.slots):
        forget_in_keyring(vault.slots.vault)
    for name in (SETTINGS_FILE, OPEN_SETTINGS_FILE):
        settings = vault.home / name
        if settings.exists():
            settings.unlink()
            removed.append(settings)
    return removed


def _take_back(vault: Vault, shared: list[Shared] | tuple[Shared, ...]) -> None:
    for one in shared:
        if one.ended_at is None:
            revoke(vault, one.cid)


def _shared(vault: Vault, song_ids: set[str] | None) -> tuple[Shared, ...]:
    names = {one.id: one.name for one in known.communities(vault)}
    return tuple(
        _as_shared(kept, names)
        for kept in consents(vault)
        if song_ids is None or kept.terms.song_id in song_ids
    )


def _as_shared(kept: ConsentRecord, names: dict[str, str]) -> Shared:
    terms = kept.terms
    community = names.get(terms.audience, terms.audience)
    return Shared(kept.song_cid, terms.song_id, community, terms.until, kept.ended_at)
