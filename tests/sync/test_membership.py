"""Who belongs: stewards who change, branches that compete, members who leave and come back."""

import itertools
from typing import Any

import msgspec
import pytest

from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.gathering import gather, read_membership
from corvia_sync.leaving import make_leaving
from corvia_sync.manifest import Manifest, SignedManifest, make_first_manifest, make_next_manifest
from corvia_sync.manifest_chain import counted_history, valid_chain
from corvia_sync.signed_object import sign_payload
from tests.sync.conftest import Person


def newest(*manifests: SignedManifest) -> SignedManifest:
    found = {valid_chain({m.cid: m for m in order}, manifests[0].cid)[-1].cid
             for order in itertools.islice(itertools.permutations(manifests), 60)}  # fmt: skip
    (cid,) = found
    return next(m for m in manifests if m.cid == cid)


@pytest.fixture
def two_stewards(ada: Person, ben: Person) -> tuple[SignedManifest, SignedManifest]:
    """Ada founds; Ben becomes a steward in the second version."""
    first = make_first_manifest(ada.seed, name="Circle", purpose="", members=(ben.did,))
    second = make_next_manifest(ada.seed, first, stewards=(ada.did, ben.did))
    return first, second


def test_a_steward_who_was_removed_cannot_take_over_by_a_longer_branch(
    two_stewards: tuple[SignedManifest, SignedManifest], ada: Person, ben: Person
) -> None:
    first, second = two_stewards
    without_ben = make_next_manifest(ada.seed, second, stewards=(ada.did,), members=(ada.did,))
    branch = [second]
    for number in range(5):
        branch.append(
            make_next_manifest(
                ben.seed, branch[-1], name=f"Mine {number}", stewards=(ben.did,), members=(ben.did,)
            )
        )
    assert newest(first, *branch, without_ben) == without_ben
    assert newest(first, *branch) == branch[-1], "without Ada's word it counts, as it must"


def test_a_branch_that_begins_before_an_older_stewards_word_never_counts_against_it(
    two_stewards: tuple[SignedManifest, SignedManifest], ada: Person, ben: Person
) -> None:
    first, second = two_stewards
    third = make_next_manifest(ben.seed, second, purpose="honest")
    fourth = make_next_manifest(ada.seed, third, purpose="seen by Ada", stewards=(ada.did,))
    rewritten = make_next_manifest(ben.seed, second, purpose="rewritten")
    longer = [rewritten]
    for number in range(4):
        longer.append(make_next_manifest(ben.seed, longer[-1], purpose=f"more {number}"))
    assert newest(first, second, third, fourth, *longer) == fourth


def test_the_older_steward_counts_where_two_remove_each_other(
    two_stewards: tuple[SignedManifest, SignedManifest], ada: Person, ben: Person
) -> None:
    first, second = two_stewards
    by_ada = make_next_manifest(ada.seed, second, stewards=(ada.did,))
    by_ben = make_next_manifest(ben.seed, second, stewards=(ben.did,))
    assert newest(first, second, by_ada, by_ben) == by_ada


def test_a_founder_hands_over_and_the_next_steward_carries_on(
    two_stewards: tuple[SignedManifest, SignedManifest], ada: Person, ben: Person
) -> None:
    first, second = two_stewards
    alone = make_next_manifest(ada.seed, second, stewards=(ben.did,))
    later = make_next_manifest(ben.seed, alone, members=(ben.did,))
    assert newest(first, second, alone, later) == later
    history = counted_history(
        valid_chain({m.cid: m for m in (later, first, alone, second)}, first.cid)
    )
    assert history == (first, second, alone, later)


def test_puppets_whom_a_removed_steward_appoints_do_not_count_as_older(
    two_stewards: tuple[SignedManifest, SignedManifest], ada: Person, ben: Person
) -> None:
    first, second = two_stewards
    puppet = Person(bytes([7]) * 32)
    removed = make_next_manifest(ada.seed, second, stewards=(ada.did,))
    branch = [second]
    for signer in (ben, puppet, puppet):
        dids = tuple({ben.did, puppet.did})
        branch.append(make_next_manifest(signer.seed, branch[-1], members=dids, stewards=dids))
    assert newest(first, *branch, removed) == removed


def test_a_closed_community_cannot_be_opened_by_a_later_version(ada: Person, ben: Person) -> None:
    first = make_first_manifest(ada.seed, name="C", purpose="", closed=True)
    payload: Manifest = msgspec.structs.replace(
        first.payload, closed=False, sequence=1, previous=first.cid
    )
    opened = sign_payload(ada.seed, payload)
    assert newest(first, opened) == first


def test_who_leaves_is_no_member_at_once_and_comes_back_by_a_stewards_word(
    store: MemoryBlocks, community: SignedManifest, ada: Person, ben: Person, share: Any, today: Any
) -> None:
    song = share(ben)
    song.keep_in(store)
    assert [s.cid for s in gather(store, community.cid, today).songs] == [song.song.cid]
    leaving = make_leaving(ben.seed, community.cid, 0)
    put_checked(store, leaving.cid, leaving.data)
    gathered = gather(store, community.cid, today)
    assert (gathered.songs, gathered.leavings) == ((), (leaving,))
    assert "not a member" in gathered.refusals[0].reason
    assert read_membership(store, community.cid).members == (ada.did,)

    renamed = make_next_manifest(ada.seed, community, name="Other name")
    put_checked(store, renamed.cid, renamed.data)
    assert ben.did not in read_membership(store, community.cid).members, "unseen is not undone"
    without = make_next_manifest(ada.seed, renamed, members=(ada.did,))
    put_checked(store, without.cid, without.data)
    membership = read_membership(store, community.cid)
    assert (membership.left, membership.ever) == (frozenset(), {ada.did, ben.did})
    again = make_next_manifest(ada.seed, without, members=(ada.did, ben.did))
    put_checked(store, again.cid, again.data)
    assert ben.did in read_membership(store, community.cid).members


def test_nobody_signs_another_out_and_a_leaving_counts_only_where_it_was_meant(
    store: MemoryBlocks, community: SignedManifest, ada: Person, ben: Person
) -> None:
    other = make_first_manifest(ada.seed, name="Other", purpose="", members=(ben.did,))
    put_checked(store, other.cid, other.data)
    for leaving in (
        make_leaving(ben.seed, other.cid, 0),
        make_leaving(Person(bytes([8]) * 32).seed, community.cid, 0),
    ):
        put_checked(store, leaving.cid, leaving.data)
    assert read_membership(store, community.cid).members == community.payload.members
