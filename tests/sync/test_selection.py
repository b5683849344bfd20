"""Which songs become one piece: consent and licence decide, then how many there is room for."""

import itertools
from collections.abc import Callable
from dataclasses import replace as changed
from datetime import date
from typing import Any

import msgspec
import pytest

from corvia_sync.blocks import MemoryBlocks
from corvia_sync.cid import DAG_CBOR, Cid, cid_of
from corvia_sync.gathering import VerifiedSong, gather
from corvia_sync.licence import ADAPTABLE, LICENCES, groups, licence_of_whole
from corvia_sync.selection import select_songs
from corvia_sync.signed_object import Signed
from tests.sync.conftest import Person

BY, SA, NC, NC_SA, ND = (
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
)
FREE = "CC0-1.0"
OWN = "LicenseRef-night"

Song = Callable[..., VerifiedSong]


@pytest.fixture
def song(store: MemoryBlocks, community: Any, ada: Person, share: Any, today: date) -> Song:
    share(ada, ("score",)).keep_in(store)
    (template,) = gather(store, community.cid, today).songs
    numbers = itertools.count()

    def make(licence: str, author: str = ada.did, purpose: str = "composition") -> VerifiedSong:
        payload = msgspec.structs.replace(template.song.payload, licence=licence, iss=author)
        terms = msgspec.structs.replace(template.receipt.payload, purposes=(purpose,))
        cid = cid_of(str(next(numbers)).encode(), DAG_CBOR)
        return changed(
            template,
            song=Signed(cid, b"", payload),
            receipt=Signed(template.receipt.cid, b"", terms),
        )

    return make


@pytest.mark.parametrize(
    ("licences", "whole"),
    [
        ([FREE], FREE),
        ([FREE, BY], BY),
        ([BY, SA, FREE], SA),
        ([BY, NC], NC),
        ([FREE, BY, NC, NC_SA], NC_SA),
        ([NC_SA, BY], NC_SA),
        ([OWN, FREE], OWN),
        ([OWN], OWN),
    ],
)
def test_the_whole_has_the_licence_that_all_its_parts_allow(
    licences: list[str], whole: str
) -> None:
    assert licence_of_whole(licences) == licence_of_whole(licences[::-1]) == whole


@pytest.mark.parametrize(
    "licences",
    [[], [SA, NC], [SA, NC_SA], [ND], [BY, ND], [OWN, BY], [OWN, "LicenseRef-other"], ["MIT"]],
)
def test_what_does_not_go_together_has_no_licence(licences: list[str]) -> None:
    with pytest.raises(ValueError, match="licences"):
        licence_of_whole(licences)


def test_every_group_has_one_licence_and_every_adaptable_one_stands_in_some_group() -> None:
    for size in range(1, 4):
        for names in itertools.combinations((*ADAPTABLE, OWN, "LicenseRef-other"), size):
            found = groups(names)
            assert set().union(*found) == set(names)
            for group in filter(None, found):
                assert licence_of_whole(group) in group
    assert set(ADAPTABLE) < set(LICENCES)


def test_songs_that_exclude_each_other_are_left_out_by_name_and_the_more_numerous_stay(
    song: Song,
) -> None:
    songs = [song(SA), song(NC), song(NC), song(BY), song(ND), song(BY, purpose="listening")]
    found = select_songs(songs)
    assert {one.licence for one in found.songs} == {NC, BY}
    assert found.licence == NC
    reasons = {refusal.cid: refusal.reason for refusal in found.left_out}
    assert f"{SA} does not go together with {NC}" in reasons[songs[0].cid]
    assert "changed version" in reasons[songs[4].cid]
    assert "lets others listen" in reasons[songs[5].cid]
    assert len(reasons) + len(found.songs) == len(songs)


def test_with_equally_many_the_freer_licence_counts_whatever_the_order(song: Song) -> None:
    songs = [song(SA), song(NC_SA), song(BY), song(OWN)]
    for order in itertools.permutations(songs):
        found = select_songs(order)
        assert (found.licence, len(found.songs)) == (SA, 2)
        assert found == select_songs(songs)


def test_where_there_is_room_for_few_every_author_is_heard_before_anyones_second(
    song: Song,
) -> None:
    songs = [song(BY, "did:key:many") for _ in range(20)]
    songs += [song(BY, f"did:key:{number}") for number in range(4)]
    found = select_songs(songs, most=6)
    authors = [one.author for one in found.songs]
    assert len(authors) == 6
    assert authors.count("did:key:many") == 2
    assert [one.cid for one in found.songs] == sorted(one.cid for one in found.songs)
    assert all("holds 6 songs" in refusal.reason for refusal in found.left_out)
    assert select_songs(songs[::-1], most=6) == found


def test_no_song_gives_no_licence(song: Song) -> None:
    assert select_songs([]).licence is None
    found = select_songs([song(ND)])
    assert (found.songs, found.licence, len(found.left_out)) == ((), None, 1)
    assert isinstance(found.left_out[0].cid, Cid)
