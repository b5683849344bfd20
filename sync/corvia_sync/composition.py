"""The composition as a recipe and its result: unsigned, so that every peer makes the same block.

recipe: the songs' CIDs in order, the assembling algorithm by name and version, its integer
parameters, the community. seed: sha2-256 of the recipe's DAG-CBOR. The block holds the recipe, a
link to the score that follows from it, and the credits.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from corvia_local.errors import BadInput, PeerRefused
from corvia_local.model.score import LARGEST_SCORE_BYTES, decode_score
from corvia_sync import dag_cbor
from corvia_sync.blocks import BlockStore
from corvia_sync.bounded_text import Did, Name, Title
from corvia_sync.cid import DAG_CBOR, Cid, CidRefused, cid_of
from corvia_sync.content import Block, blocks_of, links_of, read_content
from corvia_sync.dag_cbor import DagCborRefused, Limits
from corvia_sync.licence import licence_of_whole
from corvia_sync.receipt import Links
from corvia_sync.signed_object import from_plain, to_plain

KIND: Final = "corvia/composition@1.0.0"
MOST_SONGS: Final = 1000
MOST_PASSAGES: Final = 1000
COMPOSITION_LIMITS: Final = Limits(size=1024 * 1024, depth=16, count=200_000)

Bar = Annotated[int, Meta(ge=1, le=1_000_000)]


class CompositionRefused(PeerRefused):
    """A block is no composition, or its recipe, score and credits do not agree."""


class NotComposable(BadInput):
    """Songs, parameters or credits do not make a composition."""


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that decides a composition. `songs` are sorted by their CIDs' bytes, each once."""

    community: Cid
    songs: Annotated[tuple[Cid, ...], Meta(min_length=1, max_length=MOST_SONGS)]
    algorithm: Name
    version: Annotated[int, Meta(ge=1, le=2**31 - 1)]
    parameters: Annotated[
        dict[Name, Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]], Meta(max_length=32)
    ]


class SongCredit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose song is heard where: bars from 1, first and last of each passage, both inclusive."""

    song: Cid
    author: Did
    title: Title
    licence: Annotated[str, Meta(min_length=1, max_length=80)]
    bars: Annotated[tuple[tuple[Bar, Bar], ...], Meta(max_length=MOST_PASSAGES)]


class CompositionBlock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A composition as every peer makes it. Every song of the recipe has exactly one credit.

    `licence` is that of the whole, as it follows from the songs' (`licence.licence_of_whole`).
    """

    recipe: Recipe
    score: Annotated[Links, Meta(min_length=1)]
    credits: Annotated[tuple[SongCredit, ...], Meta(max_length=MOST_SONGS)]
    licence: Annotated[str, Meta(min_length=1, max_length=80)]


def make_recipe(
    community: str | Cid,
    songs: Iterable[str | Cid],
    *,
    algorithm: str,
    version: int,
    parameters: Mapping[str, int] | None = None,
) -> Recipe:
    """Make a recipe; the songs may come in any order. Raises NotComposable for unfit values."""
    try:
        recipe = Recipe(
            community=_cid(community),
            songs=tuple(sorted({_cid(song) for song in songs})),
            algorithm=algorithm,
            version=version,
            parameters=dict(parameters or {}),
        )
        return from_plain(to_plain(recipe), Recipe)
    except (ValueError, CidRefused) as error:
        raise NotComposable(f"No composition can be made of this: {error}") from error


def seed_of(recipe: Recipe) -> bytes:
    """Give the 32 bytes from which the assembly draws: sha2-256 of the recipe's DAG-CBOR."""
    encoded = dag_cbor.encode(to_plain(recipe), COMPOSITION_LIMITS)
    return hashlib.sha256(encoded).digest()


def composition_block(
    recipe: Recipe, score: bytes, credit_lines: Sequence[SongCredit], licence: str
) -> tuple[Cid, tuple[Block, ...]]:
    """Make a composition's block; give its CID, and all blocks, the composition's own first.

    `score` is the encoding of the assembled score. Equal arguments give equal bytes on every
    machine. Raises NotComposable where a song lacks its one credit or a bound is exceeded.
    """
    block = CompositionBlock(
        recipe=recipe, score=links_of(score), credits=tuple(credit_lines), licence=licence
    )
    plain = to_plain(block)
    try:
        data = dag_cbor.encode({KIND: plain}, COMPOSITION_LIMITS)
        _check(from_plain(plain, CompositionBlock))
    except ValueError as error:
        raise NotComposable(f"No composition can be made of this: {error}") from error
    cid = cid_of(data, DAG_CBOR)
    return cid, ((cid, data), *blocks_of(score))


def read_composition(data: bytes) -> CompositionBlock:
    """Read a composition's block; raise CompositionRefused unless it is exactly of this form.

    What it says is worth what the reader recomputes: nobody signed it.
    """
    try:
        decoded = dag_cbor.decode(data, COMPOSITION_LIMITS)
        if not isinstance(decoded, dict) or list(decoded) != [KIND]:
            raise CompositionRefused(f"It is no composition: {KIND} is not its only key.")
        composition = from_plain(decoded[KIND], CompositionBlock)
        _check(composition)
    except (ValueError, DagCborRefused) as error:
        raise CompositionRefused(f"It is no composition: {error}") from error
    return composition


def read_composition_score(store: BlockStore, composition: CompositionBlock) -> bytes:
    """Join and check a composition's score; give its bytes, which `decode_score` accepts.

    Raises ContentRefused where blocks are missing or changed, ScoreRefused for a bad score.
    """
    data = read_content(store, composition.score, LARGEST_SCORE_BYTES, "score")
    decode_score(data)
    return data


def _check(composition: CompositionBlock) -> None:
    recipe = composition.recipe
    if list(recipe.songs) != sorted(set(recipe.songs)):
        raise ValueError("the songs of its recipe repeat or are out of order.")
    if sorted(credit.song for credit in composition.credits) != list(recipe.songs):
        raise ValueError("each song of its recipe needs exactly one credit.")
    if licence_of_whole(credit.licence for credit in composition.credits) != composition.licence:
        raise ValueError("its licence does not follow from those of its songs.")
    if any(first > last for credit in composition.credits for first, last in credit.bars):
        raise ValueError("a passage ends before it begins.")


def _cid(cid: str | Cid) -> Cid:
    return Cid.from_text(cid) if isinstance(cid, str) else cid
