"""A community's life between three vaults: asking, joining, leaving, removal, a closed circle."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import BadInput, PeerRefused
from corvia_local.model.mood import Mood
from corvia_local.studio import communities, library, members, muting, sharing
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics
from corvia_local.studio.gathering import assemble_community, gather
from corvia_local.studio.opening import own_did
from corvia_local.studio.syncing import sync_community
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.opening import Vault, create_vault
from corvia_sync.epoch import NoEpoch
from corvia_sync.manifest import NotSteward

CIRCLE = "Circle"
WORDS = "The house is quiet now and I am not afraid of it.\nI open a window to the rain."


@pytest.fixture
def vaults(tmp_path: Path) -> Iterator[dict[str, Vault]]:
    found = {
        name: create_vault(tmp_path / name, "a long night walk", KdfLimits(1, 8192))[0]
        for name in ("ana", "ben", "cleo")
    }
    (tmp_path / "stick").mkdir()
    yield found
    for vault in found.values():
        vault.close()


Founded = Callable[..., None]


@pytest.fixture
def founded(vaults: dict[str, Vault], tmp_path: Path) -> Founded:
    """Ana founds a circle, and the others follow it without belonging."""

    def make(**terms: str | bool) -> None:
        communities.create_community(vaults["ana"], CIRCLE, **terms)  # type: ignore[arg-type]
        communities.export_car(vaults["ana"], CIRCLE, tmp_path / "invitation.car")
        for name in ("ben", "cleo"):
            communities.join_community(vaults[name], str(tmp_path / "invitation.car"))

    return make


def sync(vault: Vault, tmp_path: Path) -> None:
    sync_community(vault, vault.home, CIRCLE, "folder", str(tmp_path / "stick"))


def shared(vault: Vault, words: str = WORDS) -> str:
    wish = SongWish(start=Mood(-0.3, 0.1), minutes=0.5, seed=4)
    song = compose(request_from_lyrics(words, wish), with_audio=False)
    library.keep_song(vault, song)
    return sharing.publish(vault, sharing.prepare_share(vault, song.id, CIRCLE)).cid


def songs(vault: Vault) -> list[str]:
    return [song.cid for song in gather(vault, CIRCLE).songs]


def test_one_asks_is_accepted_leaves_and_takes_back_what_was_shared(
    vaults: dict[str, Vault], founded: Founded, tmp_path: Path
) -> None:
    founded()
    ana, ben, cleo = vaults["ana"], vaults["ben"], vaults["cleo"]
    sealed = members.ask_to_join(ben, CIRCLE, "I sing at night too.")
    (asked,), refused = members.read_requests(ana, CIRCLE, (sealed, b"junk"))
    assert (asked.did, asked.message) == (own_did(ben), "I sing at night too.")
    assert len(refused) == 1
    nobody, refused = members.read_requests(cleo, CIRCLE, (sealed,))
    assert nobody == ()
    assert "other stewards" in refused[0]
    members.add_member(ana, CIRCLE, asked.did)
    assert members.read_requests(ana, CIRCLE, (sealed,))[0] == ()

    sync(ana, tmp_path)
    song = shared(ben)
    sync(ben, tmp_path)
    sync(ana, tmp_path)
    assert songs(ana) == [song]
    view = members.leave_community(ben, CIRCLE)
    assert view.left == (own_did(ben),)
    sync(ben, tmp_path)
    sync(ana, tmp_path)
    assert songs(ana) == [], "who left is not heard, though no steward has acted"
    sharing.revoke(ben, song)
    sync(ben, tmp_path)
    removed = members.remove_member(ana, CIRCLE, own_did(ben))
    assert removed.members == (own_did(ana),)
    sync(ana, tmp_path)
    assert songs(ana) == []
    sync(cleo, tmp_path)
    assert songs(cleo) == []


def test_who_was_removed_still_takes_back_and_is_still_asked(
    vaults: dict[str, Vault], founded: Founded, tmp_path: Path
) -> None:
    founded()
    ana, ben = vaults["ana"], vaults["ben"]
    members.add_member(ana, CIRCLE, own_did(ben))
    sync(ana, tmp_path)
    sync(ben, tmp_path)
    song = shared(ben)
    sync(ben, tmp_path)
    sync(ana, tmp_path)
    members.remove_member(ana, CIRCLE, own_did(ben))
    sharing.revoke(ben, song)
    sync(ben, tmp_path)
    sync(ana, tmp_path)
    members.add_member(ana, CIRCLE, own_did(ben))
    assert songs(ana) == [], "the withdrawal came while its author was no member"


def test_stewards_hand_over_and_nobody_is_left_without_one(
    vaults: dict[str, Vault], founded: Founded, tmp_path: Path
) -> None:
    founded()
    ana, ben = vaults["ana"], vaults["ben"]
    members.add_member(ana, CIRCLE, own_did(ben))
    for act in (members.leave_community, lambda v, c: members.remove_member(v, c, own_did(ana))):
        with pytest.raises(members.LastSteward, match="only steward"):
            act(ana, CIRCLE)
    with pytest.raises(members.LastSteward):
        members.change_stewards(ana, CIRCLE, own_did(ana), steward=False)
    with pytest.raises(members.NotThere):
        members.change_stewards(ana, CIRCLE, own_did(vaults["cleo"]))
    members.change_stewards(ana, CIRCLE, own_did(ben))
    sync(ana, tmp_path)
    sync(ben, tmp_path)
    view = members.change_stewards(ben, CIRCLE, own_did(ben), steward=False)
    assert view.stewards == (own_did(ana),)
    with pytest.raises(NotSteward):
        members.remove_member(ben, CIRCLE, own_did(ana))
    assert members.change_terms(ana, CIRCLE, purpose="To rest.", rules=None).purpose == "To rest."
    with pytest.raises(NotSteward):
        members.change_terms(ben, CIRCLE, purpose="Mine.")
    with pytest.raises(BadInput, match="names nobody"):
        members.add_member(ana, CIRCLE, "did:key:zNobody")


def test_a_closed_circle_is_heard_within_and_renewed_when_someone_is_removed(
    vaults: dict[str, Vault], founded: Founded, tmp_path: Path
) -> None:
    founded(closed=True)
    ana, ben, cleo = vaults["ana"], vaults["ben"], vaults["cleo"]
    for who in (ben, cleo):
        members.add_member(ana, CIRCLE, own_did(who))
    sync(ana, tmp_path)
    first = shared(ana)
    sync(ana, tmp_path)
    for who in (ben, cleo):
        sync(who, tmp_path)
        assert songs(who) == [first]
    cids = {assemble_community(v, CIRCLE, with_audio=False).cid for v in vaults.values()}
    assert len(cids) == 1
    travelled = b"".join(path.read_bytes() for path in (tmp_path / "stick").rglob("*.car"))
    assert b"quiet" not in travelled

    members.remove_member(ana, CIRCLE, own_did(cleo))
    second = shared(ana, "The rain has ended.\nI keep the window open.")
    sync(ana, tmp_path)
    sync(ben, tmp_path)
    sync(cleo, tmp_path)
    assert sorted(songs(ben)) == sorted([first, second])
    assert songs(cleo) == [first], "what was opened before stays, what came after does not open"
    communities.create_community(ana, "Open")
    with pytest.raises(BadInput, match="key to renew"):
        members.renew_key(ana, "Open")
    sharing.revoke(ana, first)
    sync(ana, tmp_path)
    sync(ben, tmp_path)
    assert songs(ben) == [second]


def test_nobody_seals_to_a_key_that_someone_who_left_the_list_can_open(
    vaults: dict[str, Vault], founded: Founded, tmp_path: Path
) -> None:
    from corvia_local.vault.identity import signing_seed
    from corvia_sync.cid import Cid
    from corvia_sync.gathering import read_manifests
    from corvia_sync.manifest import make_next_manifest

    founded(closed=True)
    ana = vaults["ana"]
    community = Cid.from_text(communities.view_community(ana, CIRCLE).id)
    before = read_manifests(VaultBlocks(ana), community)[-1]
    added = make_next_manifest(
        signing_seed(ana), before, members=(own_did(ana), own_did(vaults["ben"]))
    )
    VaultBlocks(ana).put(added.cid.text, added.data)
    with pytest.raises(NoEpoch, match="renew"):
        shared(ana)
    assert sharing.own_shares(ana) == [], "nothing was signed or kept"
    members.renew_key(ana, CIRCLE)
    assert shared(ana) in songs(ana)
    assert issubclass(members.NotThere, BadInput)
    assert not issubclass(NoEpoch, PeerRefused)


def test_whom_one_mutes_is_not_heard_woven_in_fetched_or_handed_on_from_here(
    vaults: dict[str, Vault], founded: Founded, tmp_path: Path
) -> None:
    founded()
    ana, ben, cleo = vaults["ana"], vaults["ben"], vaults["cleo"]
    for who in (ben, cleo):
        members.add_member(ana, CIRCLE, own_did(who))
    sync(ana, tmp_path)
    for who in (ben, cleo):
        sync(who, tmp_path)
    kept = shared(ben)
    sync(ben, tmp_path)
    sync(ana, tmp_path)
    muting.mute(ana, own_did(ben), "loud")
    assert songs(ana) == []
    assert gather(ana, CIRCLE).refused == ((kept, "You muted it, or its author."),)
    assert communities.export_car(ana, CIRCLE, tmp_path / "from-ana.car") == 3, "manifests alone"
    later = shared(ben, "One more, in the morning.\nThe kettle sings.")
    sync(ben, tmp_path)
    sync(ana, tmp_path)
    assert not VaultBlocks(ana).has(later), "it was not even fetched"
    sync(cleo, tmp_path)
    assert sorted(songs(cleo)) == sorted([kept, later]), "nobody else is told"
    assert muting.unmute(ana, own_did(ben))
    assert not muting.unmute(ana, own_did(ben))
    sync(ana, tmp_path)
    assert songs(ana) == songs(cleo)

    muting.mute(ana, later)
    assert songs(ana) == [kept]
    (tmp_path / "some.deny").write_text(f"version: 1\n---\n/ipfs/{kept}\n/ipfs/{later}\n")
    assert muting.bring_denylist(ana, tmp_path / "some.deny") == 1
    assert songs(ana) == []
    assert len(muting.muted(ana)) == 2
    for nonsense in ("", "Ben", "did:key:zBen", f"{kept}\n{later}", "/ipfs/x"):
        with pytest.raises(BadInput, match=r"neither a person|one name"):
            muting.mute(ana, nonsense)


def test_a_community_whose_name_looks_like_a_known_one_is_pointed_out(
    vaults: dict[str, Vault], tmp_path: Path
) -> None:
    ana, ben, cleo = vaults["ana"], vaults["ben"], vaults["cleo"]
    for who, name in ((ana, "Night song"), (cleo, "N\u0456ght s\u043eng")):
        communities.create_community(who, name)
        communities.export_car(who, name, tmp_path / f"{own_did(who)[-6:]}.car")
    first = communities.join_community(ben, str(tmp_path / f"{own_did(ana)[-6:]}.car"))
    assert first.looks_like == ()
    second = communities.join_community(ben, str(tmp_path / f"{own_did(cleo)[-6:]}.car"))
    assert second.looks_like == (first.id,)
