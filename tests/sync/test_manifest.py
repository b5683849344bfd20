from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.signing import public_key_of
from corvia_sync.cid import Cid
from corvia_sync.envelope import seal
from corvia_sync.manifest import (
    Manifest,
    NotSteward,
    SignedManifest,
    make_first_manifest,
    make_next_manifest,
    read_manifest,
)
from corvia_sync.manifest_chain import CommunityUnknown, valid_chain
from corvia_sync.signed_object import NotSignable, ObjectRefused, sign_payload, to_plain


def by_cid(manifests: Iterable[SignedManifest]) -> dict[Cid, SignedManifest]:
    return {manifest.cid: manifest for manifest in manifests}


def test_the_founder_is_steward_and_member(community: SignedManifest, ada: Any, ben: Any) -> None:
    assert read_manifest(community.data) == community
    assert community.payload.stewards == (ada.did,)
    assert community.payload.members == tuple(sorted((ada.did, ben.did)))
    assert community.payload.sequence == 0


def test_the_door_decides_whose_songs_are_gathered(ada: Any, ben: Any) -> None:
    closed = make_first_manifest(ada.seed, name="a", purpose="").payload
    opened = make_first_manifest(ada.seed, name="a", purpose="", door="open").payload
    assert [closed.admits(ada.did), closed.admits(ben.did)] == [True, False]
    assert opened.admits(ben.did)


def test_only_a_steward_makes_the_next_version(
    community: SignedManifest, ada: Any, ben: Any
) -> None:
    with pytest.raises(NotSteward, match=ada.did):
        make_next_manifest(ben.seed, community, door="open")
    following = make_next_manifest(ada.seed, community, stewards=(ada.did, ben.did))
    assert following.payload.previous == community.cid
    third = make_next_manifest(ben.seed, following, rules="Be gentle.\nListen.")
    assert third.payload.rules == "Be gentle.\nListen."
    chain = valid_chain(by_cid((third, community, following)), community.cid)
    assert chain == (community, following, third)


def test_the_next_version_changes_what_is_given_and_keeps_the_rest(
    community: SignedManifest, ada: Any, replaced: Any
) -> None:
    changes = {
        "name": "Morning song",
        "purpose": "",
        "language": "de",
        "rules": "Hört zu.",
        "traditions": ("maqam", "western"),
        "door": "open",
        "retention_days": 0,
    }
    following = make_next_manifest(ada.seed, community, **changes)
    assert following.payload == replaced(
        community.payload, **changes, sequence=1, previous=community.cid
    )


def test_a_version_by_who_was_no_steward_before_it_does_not_count(
    community: SignedManifest, ada: Any, ben: Any, replaced: Any
) -> None:
    seized = sign_payload(
        ben.seed,
        replaced(
            community.payload,
            iss=ben.did,
            stewards=(ben.did,),
            sequence=1,
            previous=community.cid,
        ),
    )
    after = make_next_manifest(ben.seed, seized, door="open")
    assert valid_chain(by_cid((community, seized, after)), community.cid) == (community,)


def test_a_version_that_skips_a_number_or_lacks_its_predecessor_does_not_count(
    community: SignedManifest, ada: Any, replaced: Any
) -> None:
    second = make_next_manifest(ada.seed, community, door="open")
    third = make_next_manifest(ada.seed, second, door="members")
    skipping = sign_payload(
        ada.seed, replaced(community.payload, sequence=5, previous=community.cid)
    )
    assert valid_chain(by_cid((community, skipping)), community.cid) == (community,)
    assert valid_chain(by_cid((community, third)), community.cid) == (community,)


@given(order=st.permutations(range(4)))
def test_of_two_newest_versions_the_lower_cid_counts_in_any_order(order: list[int]) -> None:
    seed = bytes([7]) * 32
    first = make_first_manifest(seed, name="a", purpose="")
    rivals = [make_next_manifest(seed, first, rules=text) for text in ("one", "two", "three")]
    every = [first, *rivals]
    chain = valid_chain(by_cid(every[index] for index in order), first.cid)
    assert chain[-1].cid == min(rival.cid for rival in rivals)
    assert len(chain) == 4


def test_a_higher_sequence_counts_before_a_lower_cid(community: SignedManifest, ada: Any) -> None:
    second = make_next_manifest(ada.seed, community, door="open")
    third = make_next_manifest(ada.seed, second, door="members")
    rivals = [make_next_manifest(ada.seed, community, rules=str(n)) for n in range(8)]
    assert valid_chain(by_cid((third, second, community, *rivals)), community.cid)[-1] == third


def test_an_unknown_community_is_named(community: SignedManifest, ada: Any) -> None:
    with pytest.raises(CommunityUnknown, match=community.cid.text):
        valid_chain({}, community.cid)
    second = make_next_manifest(ada.seed, community, door="open")
    with pytest.raises(CommunityUnknown):
        valid_chain(by_cid((community, second)), second.cid)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": "bell\x07"}, "name"),
        ({"language": "English"}, "language"),
        ({"purpose": "x" * 4001}, "purpose"),
        ({"retention_days": -1}, "retention_days"),
        ({"members": ("did:web:x",)}, "members"),
    ],
)
def test_unfit_terms_are_not_signed(ada: Any, change: dict[str, Any], named: str) -> None:
    with pytest.raises(NotSignable, match=named):
        make_first_manifest(ada.seed, **({"name": "a", "purpose": ""} | change))


@pytest.mark.parametrize(
    "change",
    [
        {"door": "ajar"},
        {"stewards": []},
        {"members": []},
        {"sequence": 1},
        {"sequence": -1},
        {"previous": None},
        {"traditions": ["b", "a"]},
        {"stewards": ["did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"]},
        {"more": ""},
    ],
    ids=str,
)
def test_a_well_signed_manifest_of_another_form_is_refused(
    community: SignedManifest, ada: Any, change: dict[str, Any]
) -> None:
    with pytest.raises(ObjectRefused):
        read_manifest(seal(ada.seed, Manifest.TAG, to_plain(community.payload) | change))


def test_a_member_whose_identifier_names_no_key_is_refused(
    community: SignedManifest, ada: Any
) -> None:
    no_key = "did:key:z6Mk" + "z" * 44
    members = sorted([*community.payload.members, no_key])
    with pytest.raises(ObjectRefused, match="names no Ed25519 key"):
        read_manifest(
            seal(ada.seed, Manifest.TAG, to_plain(community.payload) | {"members": list(members)})
        )


def test_two_thousand_members_fit_and_more_do_not(ada: Any) -> None:
    keys = [encode_ed25519_did(public_key_of(n.to_bytes(32, "big"))) for n in range(1999)]
    large = make_first_manifest(ada.seed, name="large", purpose="", members=keys)
    assert read_manifest(large.data) == large
    keys += [encode_ed25519_did(public_key_of(b"x" * 32))]
    with pytest.raises(NotSignable, match="members"):
        make_first_manifest(ada.seed, name="too large", purpose="", members=keys)
