"""One song is taken back in a closed circle: it is gone everywhere, and the circle has a new key.

Three people with vaults of their own, a community node that serves, and a real IPFS node that pins.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.model.mood import Mood
from corvia_local.node.configuration import KuboSettings, NodeConfiguration
from corvia_local.node.keeping import Node
from corvia_local.node.pinning import pin_all
from corvia_local.studio import communities, library, members, sharing
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics
from corvia_local.studio.gathering import assemble_community
from corvia_local.studio.offline import set_offline
from corvia_local.studio.opening import own_did
from corvia_local.studio.syncing import sync_community
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.opening import Vault, create_vault
from corvia_sync.cid import Cid
from corvia_sync.circle import epoch_keys
from corvia_sync.gathering import read_circle
from corvia_sync.keeping.community_copy import utc_today
from corvia_sync.kubo.program import address_of
from corvia_sync.sealed_song import SignedSealedSong
from tests.node.conftest import served
from tests.sync.kubo.conftest import RunningNode

pytestmark = pytest.mark.xdist_group("kubo")

CIRCLE = "Circle"
NAMES = ("ana", "ben", "cleo")
WORDS = {
    "ana": "The house is quiet now and I am not afraid of it.\nI open a window to the rain.",
    "ben": "All day I carried stones for other people.\nTonight I put one down.",
    "cleo": "A light was left on for me at the end of the road.\nI walk to it and I am slow.",
}


@pytest.fixture
def people(tmp_path: Path) -> Iterator[dict[str, Vault]]:
    found = {
        name: create_vault(tmp_path / name, "a long night walk", KdfLimits(1, 8192))[0]
        for name in NAMES
    }
    for vault in found.values():
        set_offline(vault.home, offline=False)
    yield found
    for vault in found.values():
        vault.close()


def shared(vault: Vault, name: str) -> str:
    wish = SongWish(start=Mood(-0.3, 0.1), minutes=0.5, seed=4)
    song = compose(request_from_lyrics(WORDS[name], wish), with_audio=False)
    library.keep_song(vault, song)
    return sharing.publish(vault, sharing.prepare_share(vault, song.id, CIRCLE)).cid


def test_a_song_that_is_taken_back_is_gone_everywhere_and_the_circle_has_a_new_key(
    people: dict[str, Vault], nodes: tuple[RunningNode, RunningNode], tmp_path: Path
) -> None:
    ana, ben = people["ana"], people["ben"]
    community = communities.create_community(ana, CIRCLE, closed=True).id
    for name in ("ben", "cleo"):
        members.add_member(ana, CIRCLE, own_did(people[name]))
    communities.export_car(ana, CIRCLE, tmp_path / "invitation.car")
    for name in ("ben", "cleo"):
        communities.join_community(people[name], str(tmp_path / "invitation.car"))
    node = Node(NodeConfiguration(data=tmp_path / "node"))
    node.bring_files([tmp_path / "invitation.car"])
    kubo, pins = nodes[0].client, KuboSettings(address=address_of(nodes[0].repository) or "")
    with served(node) as site:

        def sync(*names: str) -> None:
            for name in names:
                vault = people[name]
                done = sync_community(vault, vault.home, CIRCLE, "node", site.url)
                assert done.pulled.set_aside == ()

        def hear() -> tuple[str, set[str]]:
            """Assemble on every peer; give the one composition, and whose songs are in it."""
            made = [assemble_community(people[n], CIRCLE, with_audio=False) for n in NAMES]
            assert len({one.cid for one in made}) == 1, "every peer hears the same"
            return made[0].cid, {credit.cid for credit in made[0].credits}

        songs = {name: shared(people[name], name) for name in ("ana", "ben")}
        sync(*NAMES, *NAMES)
        before, heard = hear()
        assert heard == set(songs.values())
        sealed = _sealed(node, songs["ben"])
        gone = {sealed.cid, *sealed.payload.content}
        pin_all(node.copy, pins)
        assert gone <= kubo.pins()
        old = _newest_epoch(ana, community)

        sharing.revoke(ben, songs["ben"])
        sync("ben", "ana", "cleo", "ben")
        after, heard = hear()
        assert (after != before, heard) == (True, {songs["ana"]})
        node.copy.let_go(utc_today())
        for cid in gone:
            assert node.copy.block(cid.text, utc_today()) is None
            assert all(not VaultBlocks(vault).has(cid.text) for vault in people.values())
        pin_all(node.copy, pins)
        assert not gone & kubo.pins()
        assert not any(kubo.has_block(cid) for cid in gone)
        for vault in people.values():
            assert _newest_epoch(vault, community) == old + 1
            assert old + 1 in _keys(vault, community), "every member opens what follows"

        third = shared(people["cleo"], "cleo")
        assert _epoch_of(people["cleo"], third) == old + 1
        sync("cleo", "ana", "ben")
        assert hear()[1] == {songs["ana"], third}
        sync("ana")
        assert _newest_epoch(ana, community) == old + 1, "one song taken back is one new key"
    node.close()


def _sealed(node: Node, song: str) -> SignedSealedSong:
    found = read_circle(node.copy.blocks, node.copy.community).sealed
    return next(one for one in found if one.payload.song.text == song)


def _epoch_of(vault: Vault, song: str) -> int:
    (community,) = (Cid.from_text(one.id) for one in communities.list_communities(vault))
    found = read_circle(VaultBlocks(vault), community).sealed
    return next(one.payload.epoch for one in found if one.payload.song.text == song)


def _newest_epoch(vault: Vault, community: str) -> int:
    epochs = read_circle(VaultBlocks(vault), Cid.from_text(community)).epochs
    return max(one.payload.number for one in epochs)


def _keys(vault: Vault, community: str) -> dict[int, str]:
    epochs = read_circle(VaultBlocks(vault), Cid.from_text(community)).epochs
    return epoch_keys(epochs, signing_seed(vault))
