"""The node shows what was published, checks included, and hands on nothing else."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import BadInput, NotFound
from corvia_local.model.mood import Mood
from corvia_local.node.assembling import assemble_data
from corvia_local.node.configuration import NodeConfiguration
from corvia_local.node.keeping import Node
from corvia_local.node.serving import make_app
from corvia_local.studio import communities, library, sharing
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics
from corvia_local.vault.opening import create_vault
from corvia_sync.cid import Cid, names
from corvia_sync.denylist import parse_denylist
from corvia_sync.keeping.community_copy import OneCommunityOnly

WORDS = "<b>the light</b> is on\nand I am & you are outside\n"


@pytest.fixture(scope="module")
def car(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("circle")
    vault = create_vault(folder / "home", "a long night walk", KdfLimits(1, 8192))[0]
    communities.create_community(vault, "Evening <circle>", "To hear each other.")
    wish = SongWish(start=Mood(-0.3, 0.1), minutes=0.5, seed=4)
    song = compose(request_from_lyrics(WORDS, wish), with_audio=False)
    library.keep_song(vault, song)
    sharing.publish(vault, sharing.prepare_share(vault, song.id, "Evening <circle>"))
    communities.export_car(vault, "Evening <circle>", folder / "circle.car")
    return folder / "circle.car"


@pytest.fixture
def node(car: Path, tmp_path: Path) -> Iterator[Node]:
    kept = Node(NodeConfiguration(data=tmp_path / "data"))
    kept.bring_files([car])
    yield kept
    kept.close()


def test_the_page_and_the_feed_show_the_songs(node: Node) -> None:
    client = TestClient(make_app(node))
    page = client.get("/")
    assert page.status_code == 200
    assert "Evening &lt;circle&gt;" in page.text
    assert "<b>" not in page.text, "a peer's words are never markup"
    assert "script" not in page.headers["content-security-policy"]
    feed = client.get("/feed.json").json()
    assert (len(feed["songs"]), feed["next"]) == (1, None)
    assert client.get("/composition.flac").status_code == 404
    health = client.get("/health").json()
    assert (health["ok"], health["songs"], health["composition"]) == (True, 1, None)


def test_blocks_are_handed_on_by_their_hash_and_only_those(node: Node) -> None:
    client = TestClient(make_app(node))
    cid = client.get("/feed.json").json()["songs"][0]["cid"]
    block = client.get(f"/ipfs/{cid}")
    assert names(Cid.from_text(cid), block.content)
    assert block.headers["content-type"] == "application/vnd.ipld.raw"
    assert client.get("/ipfs/bafyreinothing").status_code == 400
    assert client.get("/ipfs/..%2f..%2fetc%2fpasswd").status_code == 400


def test_the_composition_sounds_in_the_page(node: Node, tmp_path: Path) -> None:
    cid = assemble_data(node.configuration.data)
    client = TestClient(make_app(node))
    assert cid in client.get("/").text
    assert client.get("/feed.json").json()["composition"] == cid
    assert client.get("/composition.flac").content.startswith(b"fLaC")
    song = client.get("/feed.json").json()["songs"][0]["cid"]
    node.copy.deny(parse_denylist(f"/ipfs/{song}"))
    assert client.get("/composition.flac").status_code == 404, "a song of it is not given any more"
    assert cid not in client.get("/").text
    with pytest.raises(NotFound, match="no node's data"):
        assemble_data(tmp_path / "elsewhere")


def test_what_the_host_denies_is_shown_and_handed_on_to_nobody(node: Node) -> None:
    client = TestClient(make_app(node))
    song = client.get("/feed.json").json()["songs"][0]
    for rule in (f"/ipfs/{song['cid']}", song["author"]):
        node.copy.deny(parse_denylist(f"version: 1\n---\n{rule}\n"))
        assert client.get("/feed.json").json()["songs"] == []
        assert client.get(f"/ipfs/{song['cid']}").status_code == 404


def test_a_denied_song_is_erased(node: Node) -> None:
    song = node.songs(communities.today(), "")[0][0]
    node.copy.deny(parse_denylist(song.cid.join(("/ipfs/", ""))))
    assert node.copy.let_go(communities.today()) == (song.cid,)
    assert not node.copy.blocks.has(song.cid)


async def test_what_ended_is_erased_and_a_composition_of_nothing_with_it(node: Node) -> None:
    import asyncio

    from corvia_local.node.background import lifespan_of

    settings = msgspec.structs.replace(node.configuration.assembly, after_seconds=0)
    node.configuration = msgspec.structs.replace(node.configuration, assembly=settings)
    node.composition_folder.mkdir()
    (node.composition_folder / "composition.flac").write_bytes(b"fLaC")
    song = node.songs(communities.today(), "")[0][0]
    node.copy.deny(parse_denylist(f"/ipfs/{song.cid}"))
    app = make_app(node, lifespan_of(node))
    async with app.router.lifespan_context(app):
        for _ in range(600):
            if not node.composition_folder.exists():
                break
            await asyncio.sleep(0.1)
    assert not node.composition_folder.exists()
    assert not node.copy.blocks.has(song.cid)


def test_files_of_no_community_are_refused(tmp_path: Path) -> None:
    kept = Node(NodeConfiguration(data=tmp_path / "data"))
    try:
        with pytest.raises(OneCommunityOnly):
            kept.copy.community.text.strip()
    finally:
        kept.close()
    assert issubclass(OneCommunityOnly, BadInput)
