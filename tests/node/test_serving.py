"""The node shows what was published, checks included, and hands on nothing else."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import BadInput
from corvia_local.model.mood import Mood
from corvia_local.node.serving import make_app
from corvia_local.studio import communities, library, sharing
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics
from corvia_local.studio.published import PublishedCommunity
from corvia_local.vault.opening import create_vault
from corvia_sync.cid import Cid, names

WORDS = "<b>the light</b> is on\nand I am & you are outside\n"


@pytest.fixture
def car(tmp_path: Path) -> Path:
    vault = create_vault(tmp_path / "home", "a long night walk", KdfLimits(1, 8192))[0]
    communities.create_community(vault, "Evening <circle>", "To hear each other.")
    wish = SongWish(start=Mood(-0.3, 0.1), minutes=0.5, seed=4)
    song = compose(request_from_lyrics(WORDS, wish), with_audio=False)
    library.keep_song(vault, song)
    sharing.publish(vault, sharing.prepare_share(vault, song.id, "Evening <circle>"))
    communities.export_car(vault, "Evening <circle>", tmp_path / "circle.car")
    return tmp_path / "circle.car"


def test_the_page_and_the_feed_show_the_songs(car: Path) -> None:
    client = TestClient(make_app(PublishedCommunity([car]), None))
    page = client.get("/")
    assert page.status_code == 200
    assert "Evening &lt;circle&gt;" in page.text
    assert "<b>" not in page.text, "a peer's words are never markup"
    assert "script" not in page.headers["content-security-policy"]
    feed = client.get("/feed.json").json()
    assert len(feed["songs"]) == 1
    assert client.get("/composition.flac").status_code == 404


def test_blocks_are_handed_on_by_their_hash_and_only_those(car: Path) -> None:
    client = TestClient(make_app(PublishedCommunity([car]), None))
    cid = client.get("/feed.json").json()["songs"][0]["cid"]
    block = client.get(f"/ipfs/{cid}")
    assert names(Cid.from_text(cid), block.content)
    assert block.headers["content-type"] == "application/vnd.ipld.raw"
    assert client.get("/ipfs/bafyreinothing").status_code == 404
    assert client.get("/ipfs/..%2f..%2fetc%2fpasswd").status_code == 404


def test_the_composition_sounds_in_the_page(car: Path) -> None:
    community = PublishedCommunity([car])
    made = community.assemble(communities.today())
    client = TestClient(make_app(community, made))
    assert made.cid in client.get("/").text
    assert client.get("/composition.flac").content.startswith(b"fLaC")


def test_files_of_no_community_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="one community"):
        PublishedCommunity([])
