"""Two homes that sync: through a folder off line, and by IPFS nodes of their own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Corvia
from tests.sync.kubo.conftest import BUILT, REQUIRED

WORDS = {
    "ana": "The house is quiet now and I am not afraid of it.\nI open a window to the rain.",
    "ben": "All day I carried stones for other people.\nTonight I put one down.",
}


@pytest.fixture
def pair(corvia: Corvia) -> dict[str, str]:
    """Two people who follow one community, of which one is the steward; gives their DIDs."""
    dids = {who: corvia("init", "--json", home=who).json["did"] for who in WORDS}
    corvia("community", "create", "Circle", home="ana")
    corvia("community", "export-car", "Circle", "invitation.car", home="ana")
    corvia("community", "join", "invitation.car", home="ben")
    return dids


@pytest.fixture
def circle(corvia: Corvia, pair: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Both are members, each with a shared song; gives the shared CIDs."""
    corvia("community", "add", "Circle", pair["ben"], home="ana")
    shared = {}
    for who, words in WORDS.items():
        (tmp_path / f"{who}.txt").write_text(words)
        song = corvia(
            "compose", "--lyrics", f"{who}.txt", "--minutes", "0.5", "--seed", "3",
            "--no-audio", "--json", home=who,
        ).json["song"]  # fmt: skip
        answer = corvia("share", song, "--community", "Circle", "--json", home=who)
        shared[who] = answer.json["cid"]
    return shared


def composition(corvia: Corvia, who: str) -> str:
    made = corvia("community", "assemble", "Circle", "--no-audio", "--json", home=who)
    return str(made.json["cid"])


def test_a_folder_carries_songs_both_ways_off_line(
    corvia: Corvia, circle: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()

    def sync(who: str) -> dict[str, object]:
        return corvia(
            "community", "sync", "Circle", "--via", "folder", "stick", "--json", home=who
        ).json

    first = sync("ana")
    assert (first["songs"], first["published"]) == ([], 4)
    second = sync("ben")
    assert (second["songs"], second["set_aside"]) == ([circle["ana"]], [])
    assert sync("ana")["songs"] == [circle["ben"]]
    assert composition(corvia, "ana") == composition(corvia, "ben")
    assert (sync("ben")["blocks"], sync("ben")["published"]) == (0, 0)
    acts = corvia("ledger", "--json", home="ben").out
    assert "community synced" in acts
    corvia("revoke", circle["ana"], home="ana")
    sync("ana")
    sync("ben")
    songs = corvia("community", "songs", "Circle", "--json", home="ben").json["songs"]
    assert [song["cid"] for song in songs] == [circle["ben"]]


def test_the_network_is_used_only_on_line_and_what_does_not_answer_is_named(
    corvia: Corvia, pair: dict[str, str]
) -> None:
    for way in (["kubo"], ["gateway", "http://127.0.0.1:9"], ["kubo", "http://127.0.0.1:9"]):
        done = corvia("community", "sync", "Circle", "--via", *way, "--json", home="ben")
        assert done.code == 9
        assert done.json["error"]["name"] == "OfflineNow"
    assert corvia("ipfs", "start", "--public", home="ben").code == 9
    assert corvia("ipfs", "connect", "/ip4/127.0.0.1/tcp/9", home="ben").code == 9
    corvia("offline", "off", home="ben")
    assert (
        corvia(
            "community", "sync", "Circle", "--via", "gateway", "http://127.0.0.1:9", home="ben"
        ).code
        == 8
    )
    assert corvia("community", "sync", "Circle", home="ben").code == 8
    stranger = ["folder", ".", "--author", "did:key:z6Mkx"]
    for place in (stranger, ["gateway", "ftp://x"], ["gateway"], ["folder"], ["folder", "nowhere"]):
        assert corvia("community", "sync", "Circle", "--via", *place, home="ben").code == 3


def test_without_a_program_the_status_says_what_to_do(corvia: Corvia, tmp_path: Path) -> None:
    status = corvia("ipfs", "status", "--json").json
    assert status["running"] is False
    assert corvia("ipfs", "stop", "--json").json == {"stopped": False}
    if not BUILT.exists():
        assert corvia("ipfs", "start", env={"PATH": str(tmp_path)}).code == 8


@pytest.fixture
def started(corvia: Corvia, pair: dict[str, str]) -> Iterator[dict[str, dict[str, object]]]:
    """Both members' own nodes, started off line."""
    if corvia("ipfs", "status", "--json", home="ana").json["program"] is None:
        reason = "there is neither an `ipfs` on the PATH nor one that `make kubo` built"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        yield {who: corvia("ipfs", "start", "--json", home=who).json for who in WORDS}
    finally:
        for who in WORDS:
            corvia("ipfs", "stop", home=who)


@pytest.mark.xdist_group("kubo")
def test_two_nodes_of_their_own_bring_what_the_steward_signed(
    corvia: Corvia,
    pair: dict[str, str],
    started: dict[str, dict[str, object]],
    tmp_path: Path,
) -> None:
    for who in WORDS:
        status = started[who]
        assert status["running"] is True
        assert status["public"] is False
        assert status["peers"] == []
        addresses = status["addresses"]
        assert isinstance(addresses, list)
        assert all(address.startswith("/ip4/127.0.0.1/") for address in addresses)
        settings = json.loads((tmp_path / who / "ipfs" / "config").read_text())
        assert all(
            address.startswith(("/ip4/127.0.0.1/", "/unix/"))
            for address in settings["Addresses"]["API"]
        )
        assert corvia("offline", "off", home=who).code == 0
    assert "this node is not" not in corvia("ipfs", "status", home="ben").err
    (address, *_) = corvia("ipfs", "status", "--json", home="ben").json["addresses"]
    assert corvia("ipfs", "connect", address, home="ana").code == 0
    corvia("community", "add", "Circle", pair["ben"], home="ana")
    for who, published in (("ana", 3), ("ben", 0)):
        done = corvia("community", "sync", "Circle", "--json", home=who)
        assert done.code == 0, done.err
        assert (done.json["set_aside"], done.json["published"]) == ([], published)
    members = corvia("community", "members", "Circle", "--json", home="ben").json["members"]
    assert sorted(members) == sorted(pair.values())
    gateway = corvia("ipfs", "status", "--json", home="ana").json["gateway"]
    through = corvia(
        "community", "sync", "Circle", "--via", "gateway", gateway, "--json", home="ben"
    ).json
    assert (through["published"], through["changed"], through["set_aside"]) == (None, 0, [])
    assert corvia("ipfs", "stop", "--json", home="ana").json == {"stopped": True}
    assert corvia("ipfs", "status", "--json", home="ana").json["running"] is False
    settings = tmp_path / "ben" / "ipfs" / "config"
    settings.write_text(settings.read_text().replace('"Bootstrap": []', '"Bootstrap": ["auto"]'))
    assert corvia("offline", "on", "--json", home="ben").json["ended_public_node"] is True
    assert corvia("ipfs", "status", "--json", home="ben").json["running"] is False


def test_a_node_carries_songs_between_two_homes(
    corvia: Corvia, circle: dict[str, str], tmp_path: Path
) -> None:
    """The node is a process of its own that holds neither home; both reach it by its address."""
    assert corvia("node", "init", "node", "invitation.car", home="node-home").code == 0
    port = _free_port()
    serving = subprocess.Popen(
        [
            *(sys.executable, "-m", "corvia_local", "node", "serve"),
            *("--config", "node/node.toml", "--port", str(port), "--json"),
        ],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "CORVIA_HOME": str(tmp_path / "node-home")},
    )
    try:
        assert serving.stdout is not None
        address = json.loads(serving.stdout.readline())["address"]
        for who in ("ana", "ben"):
            assert corvia("offline", "off", home=who).code == 0
        corvia("community", "export-car", "Circle", "newer.car", home="ana")

        def sync(who: str) -> dict[str, object]:
            command = ("community", "sync", "Circle", "--via", "node", address, "--json")
            for _ in range(20):
                answer = corvia(*command, home=who)
                if answer.code != 8:
                    break
            assert answer.code == 0, answer.err
            return answer.json

        assert sync("ana")["published"] == 3, "the node knows the first manifest already"
        assert sync("ben")["songs"] == [circle["ana"]]
        assert sync("ana")["songs"] == [circle["ben"]]
        assert composition(corvia, "ana") == composition(corvia, "ben")
        health = corvia("node", "status", address, "--json", home="ben").json
        assert (health["ok"], health["songs"]) == (True, 2)
    finally:
        serving.terminate()
        _, log = serving.communicate(timeout=60)
    assert b"did:key" not in log
    assert b"127.0.0.1" not in log


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_one_asks_to_join_is_accepted_and_leaves_by_commands(
    corvia: Corvia, pair: dict[str, str], tmp_path: Path
) -> None:
    def did(*arguments: str, home: str) -> dict[str, object]:
        answer = corvia("community", *arguments, "--json", home=home)
        assert answer.code == 0, answer.err
        return answer.json

    did("ask", "Circle", "--message", "I sing too.", "--out", "request.age", home="ben")
    assert b"sing" not in (tmp_path / "request.age").read_bytes()
    asked = did("requests", "Circle", "request.age", home="ana")["requests"]
    assert [(one["did"], one["message"]) for one in asked] == [(pair["ben"], "I sing too.")]  # type: ignore[attr-defined]
    assert did("add", "Circle", pair["ben"], home="ana")["members"] == sorted(pair.values())
    assert did("steward", "Circle", pair["ben"], home="ana")["stewards"] == sorted(pair.values())
    did("steward", "Circle", pair["ben"], "--release", home="ana")
    assert did("change", "Circle", "--rules", "Be kind.", home="ana")["rules"] == "Be kind."
    (tmp_path / "stick").mkdir()
    for who in ("ana", "ben"):
        did("sync", "Circle", "--via", "folder", "stick", home=who)
    assert did("leave", "Circle", home="ben")["left"] == [pair["ben"]]
    assert did("remove", "Circle", pair["ben"], home="ana")["members"] == [pair["ana"]]
    assert corvia("community", "renew", "Circle", home="ana").code == 3
    assert corvia("community", "ask", "Circle", home="ben").code == 2
