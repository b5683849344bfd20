import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_local.model.score import encode_score
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import DAG_CBOR, RAW, Cid, cid_of
from corvia_sync.composition import (
    CompositionRefused,
    NotComposable,
    Recipe,
    SongCredit,
    composition_block,
    make_recipe,
    read_composition,
    read_composition_score,
    seed_of,
)
from corvia_sync.content import ContentRefused
from corvia_sync.dag_cbor import decode, encode

COMMUNITY = cid_of(b"community", DAG_CBOR)
SONGS = [cid_of(bytes([number]), DAG_CBOR) for number in range(5)]
AUTHOR = "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
LICENCE = "CC0-1.0"


def recipe(songs: Any = SONGS, **changes: Any) -> Recipe:
    values: dict[str, Any] = {"algorithm": "corvia-weave", "version": 1, "parameters": {"bars": 64}}
    return make_recipe(COMMUNITY, songs, **(values | changes))


def credits_for(songs: list[Cid]) -> list[SongCredit]:
    return [
        SongCredit(
            song=song, author=AUTHOR, title="Song", licence="CC0-1.0", bars=((1, 8), (17, 24))
        )
        for song in songs
    ]


@given(st.permutations(SONGS))
def test_the_order_in_which_songs_are_known_does_not_matter(songs: list[Cid]) -> None:
    assert recipe(songs) == recipe(SONGS)
    assert recipe([song.text for song in songs] * 2) == recipe(SONGS)
    assert list(recipe(songs).songs) == sorted(SONGS)
    assert seed_of(recipe(songs)) == seed_of(recipe(SONGS))


def test_the_seed_is_the_hash_of_the_recipes_dag_cbor() -> None:
    encoded = encode(
        {
            "community": COMMUNITY,
            "songs": sorted(SONGS),
            "algorithm": "corvia-weave",
            "version": 1,
            "parameters": {"bars": 64},
        }
    )
    assert seed_of(recipe()) == hashlib.sha256(encoded).digest()


@pytest.mark.parametrize(
    "change",
    [{"songs": SONGS[:4]}, {"algorithm": "other"}, {"version": 2}, {"parameters": {"bars": 65}}],
    ids=lambda change: next(iter(change)),
)
def test_every_part_of_the_recipe_changes_the_seed(change: dict[str, Any]) -> None:
    assert seed_of(recipe(**change)) != seed_of(recipe())


def test_equal_compositions_have_equal_blocks_and_are_read_back(score: Any) -> None:
    data = encode_score(score)
    cid, blocks = composition_block(recipe(), data, credits_for(SONGS), LICENCE)
    assert (cid, blocks) == composition_block(
        recipe(SONGS[::-1]), data, credits_for(SONGS), LICENCE
    )
    assert blocks[0][0] == cid
    store = MemoryBlocks()
    for name, block in blocks:
        put_checked(store, name, block)
    composition = read_composition(blocks[0][1])
    assert composition.recipe == recipe()
    assert [credit.song for credit in composition.credits] == SONGS
    assert read_composition_score(store, composition) == data
    with pytest.raises(ContentRefused, match="missing"):
        read_composition_score(MemoryBlocks(), composition)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"songs": []}, "songs"),
        ({"songs": ["bafy"]}, "identifier"),
        ({"algorithm": ""}, "algorithm"),
        ({"version": 0}, "version"),
        ({"parameters": {"bars": 2**31}}, "parameters"),
        ({"parameters": {"bars": 0.5}}, "parameters"),
    ],
)
def test_unfit_recipes_are_not_made(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(NotComposable, match=named):
        recipe(**changes)


@pytest.mark.parametrize("credited", [SONGS[:4], [*SONGS, SONGS[0]], [*SONGS[:4], COMMUNITY]])
def test_every_song_is_credited_exactly_once(credited: list[Cid]) -> None:
    with pytest.raises(NotComposable, match="credit"):
        composition_block(recipe(), b"score", credits_for(credited), LICENCE)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("recipe", "songs"), SONGS[::-1]),
        (("recipe", "songs"), [SONGS[0], SONGS[0]]),
        (("recipe", "more"), 1),
        (("recipe", "version"), "1"),
        (("score",), []),
        (("credits",), []),
        (("credits", 0, "bars"), [[8, 1]]),
        (("credits", 0, "bars"), [[0, 1]]),
        (("credits", 0, "author"), "did:web:x"),
        (("credits", 0, "title"), "\x1b"),
        (("licence",), "CC-BY-4.0"),
        (("credits", 0, "licence"), "CC-BY-ND-4.0"),
    ],
)
def test_other_forms_are_refused(path: tuple[Any, ...], value: Any) -> None:
    _, blocks = composition_block(recipe(), b"score", credits_for(SONGS), LICENCE)
    decoded: Any = decode(blocks[0][1])
    (kind,) = decoded
    at = decoded[kind]
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(CompositionRefused):
        read_composition(encode(decoded))


@given(st.binary(max_size=100))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CompositionRefused):
        read_composition(data)


def test_a_changed_score_is_not_taken_for_the_composition(score: Any) -> None:
    _, blocks = composition_block(recipe(), encode_score(score), credits_for(SONGS), LICENCE)
    store = MemoryBlocks()
    composition = read_composition(blocks[0][1])
    assert [link.codec for link in composition.score] == [RAW]
    store.put(composition.score[0].text, b"other")
    with pytest.raises(ContentRefused, match="changed"):
        read_composition_score(store, composition)
