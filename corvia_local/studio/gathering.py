"""Read a community's songs and assemble them into one composition."""

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from corvia_local.errors import NotFound
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score, encode_score
from corvia_local.studio.communities import today, view_community
from corvia_local.studio.muting import muted_names
from corvia_local.studio.opening import own_did
from corvia_local.studio.song_files import score_files
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync import gathering as peers
from corvia_sync.blocks import BlockStore
from corvia_sync.car import write_car
from corvia_sync.cid import Cid
from corvia_sync.composition import (
    Recipe,
    SongCredit,
    composition_block,
    make_recipe,
    seed_of,
)
from corvia_sync.content import Block
from corvia_sync.denylist import Denylist
from corvia_sync.selection import select_songs

if TYPE_CHECKING:
    from corvia_engine.music.assembly.contribution import Credit
    from corvia_engine.sound.rendering import Audio


class NothingToAssemble(NotFound):
    """A community has no song that may be woven into a composition."""


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
    """A community's composition. Every peer with the same songs gets the same `cid`.

    `blocks` are all its blocks, its own first; `licence` is that of the whole, as it follows from
    the songs'. `refused` says of every other song why it is not in.
    """

    cid: str
    recipe: Recipe
    blocks: tuple[Block, ...]
    score: Score
    credits: tuple[CreditLine, ...]
    refused: tuple[tuple[str, str], ...]
    licence: str
    audio: "Audio | None"


def gather(vault: Vault, community: str) -> Gathered:
    """Verify what the vault holds of a community today; one bad song never stops the rest."""
    found = peers.gather(VaultBlocks(vault), _id(vault, community), today(), muted_names(vault))
    own = own_did(vault)
    songs = tuple(
        GatheredSong(
            cid=song.cid.text,
            author=song.author,
            title=song.title,
            licence=song.licence,
            fields=song.fields,
            lines=song.score.lines,
            mine=song.author == own,
        )
        for song in found.songs
    )
    return Gathered(songs, _refused(found))


def assemble_community(
    vault: Vault, community: str, *, with_audio: bool = True, report: Report = silent
) -> AssembledComposition:
    """Assemble all valid songs of a community that their authors let be woven in.

    Where something is muted the composition is another than that of the other members.
    """
    known = _id(vault, community)
    made = assemble_store(
        VaultBlocks(vault),
        known,
        today(),
        denied=muted_names(vault),
        with_audio=with_audio,
        report=report,
    )
    record(vault, "songs assembled", made.cid, "to hear each other", "this device")
    return made


def assemble_store(
    store: BlockStore,
    community: Cid,
    on: date,
    *,
    denied: Denylist = peers.NOBODY,
    with_audio: bool = True,
    report: Report = silent,
) -> AssembledComposition:
    """Assemble what a block store holds of a community on a day (UTC).

    Raises NothingToAssemble where no song may be woven in.
    """
    from corvia_engine.music.assembly.assembling import assemble
    from corvia_engine.music.assembly.contribution import Contribution
    from corvia_engine.music.assembly.parameters import ALGORITHM, VERSION, AssemblyParameters

    report("checking every song", 0.0)
    found = peers.gather(store, community, on, denied)
    selection = select_songs(found.songs)
    songs = selection.songs
    if selection.licence is None:
        raise NothingToAssemble(
            f"“{found.manifest.payload.name}” has no song yet that may be woven in."
            " Share one, or import a file from a member."
        )
    parameters = AssemblyParameters()
    recipe = make_recipe(
        community,
        [song.cid for song in songs],
        algorithm=ALGORITHM,
        version=VERSION,
        parameters=msgspec.structs.asdict(parameters),
    )
    contributions = [Contribution(s.cid.text, s.author, s.title, s.licence, s.score) for s in songs]
    report("weaving the songs together", 0.1)
    composed = assemble(contributions, seed_of(recipe), parameters)
    cid, blocks = composition_block(
        recipe,
        encode_score(composed.score),
        [_song_credit(c) for c in composed.credits],
        selection.licence,
    )
    audio = None
    if with_audio:
        from corvia_engine.sound.rendering import render

        audio = render(composed.score, lambda step, share: report(step, 0.3 + 0.7 * share))
    return AssembledComposition(
        cid=cid.text,
        recipe=recipe,
        blocks=blocks,
        score=composed.score,
        credits=tuple(
            CreditLine(c.cid, c.author, c.title, c.licence, c.bars) for c in composed.credits
        ),
        refused=_refused(found) + _as_pairs(selection.left_out),
        licence=selection.licence,
        audio=audio,
    )


def composition_files(assembled: AssembledComposition) -> dict[str, bytes]:
    """Make composition.mid, .musicxml, .lrc, .json, .car and, where rendered, .flac."""
    files = score_files(assembled.score, "composition")
    files["composition.json"] = _composition_json(assembled)
    car = io.BytesIO()
    write_car(car, (Cid.from_text(assembled.cid),), assembled.blocks)
    files["composition.car"] = car.getvalue()
    if assembled.audio is not None:
        from corvia_engine.sound.flac import flac_bytes

        files["composition.flac"] = flac_bytes(assembled.audio, {"title": assembled.score.title})
    return files


def _composition_json(assembled: AssembledComposition) -> bytes:
    recipe = assembled.recipe
    content = {
        "format": "corvia-composition-v1",
        "cid": assembled.cid,
        "licence": assembled.licence,
        "recipe": {
            "community": recipe.community.text,
            "songs": [cid.text for cid in recipe.songs],
            "algorithm": recipe.algorithm,
            "version": recipe.version,
            "parameters": recipe.parameters,
        },
        "credits": [
            {
                "cid": c.cid,
                "author": c.author,
                "title": c.title,
                "licence": c.licence,
                "bars": c.bars,
            }
            for c in assembled.credits
        ],
        "score": assembled.score,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def _song_credit(credit: "Credit") -> SongCredit:
    return SongCredit(
        song=Cid.from_text(credit.cid),
        author=credit.author,
        title=credit.title,
        licence=credit.licence,
        bars=credit.bars,
    )


def _refused(found: peers.Gathering) -> tuple[tuple[str, str], ...]:
    return _as_pairs(found.refusals)


def _as_pairs(refusals: tuple[peers.Refusal, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((refusal.cid.text, refusal.reason) for refusal in refusals)


def _id(vault: Vault, community: str) -> Cid:
    return Cid.from_text(view_community(vault, community).id)
