"""Peers in their own homes: share by consent, carry files, assemble the same composition."""

from pathlib import Path

import pytest

from tests.cli.conftest import Corvia

WORDS = {
    "ana": "The house is quiet now and I am not afraid of it.\nI open a window to the rain.",
    "ben": "All day I carried stones for other people.\nTonight I put one down.",
}


@pytest.fixture
def circle(corvia: Corvia, tmp_path: Path) -> tuple[Corvia, str, dict[str, str]]:
    """Two peers in one community, each with a shared song; gives the shared CIDs."""
    dids = {who: corvia("init", "--json", home=who).json["did"] for who in WORDS}
    made = corvia("community", "create", "Evening circle", "--json", home="ana").json
    corvia("community", "add", "Evening circle", dids["ben"], "--json", home="ana")
    corvia("community", "export-car", "Evening circle", "invitation.car", home="ana")
    joined = corvia("community", "join", "invitation.car", "--json", home="ben")
    assert joined.json["community"] == made["community"]
    shared = {}
    for who, words in WORDS.items():
        (tmp_path / f"{who}.txt").write_text(words)
        song = corvia(
            "compose", "--lyrics", f"{who}.txt", "--minutes", "0.5", "--seed", "3",
            "--no-audio", "--json", home=who,
        ).json["song"]  # fmt: skip
        answer = corvia("share", song, "--community", "Evening circle", "--json", home=who).json
        assert set(answer) == {"cid", "receipt"}
        shared[who] = answer["cid"]
        corvia("community", "export-car", "Evening circle", f"{who}.car", home=who)
    return corvia, made["community"], shared


def test_peers_agree_whatever_the_order(
    circle: tuple[Corvia, str, dict[str, str]], tmp_path: Path
) -> None:
    corvia, community, shared = circle
    for first, second, who in (("ana", "ben", "ana"), ("ben", "ana", "ben")):
        for name in (first, second):
            assert corvia("community", "import-car", f"{name}.car", home=who).code == 0
    cids = {
        corvia("community", "assemble", community, "--no-audio", "--json", home=who).json["cid"]
        for who in WORDS
    }
    assert len(cids) == 1
    made = corvia(
        "community", "assemble", "Evening circle", "--no-audio", "--out", "both", "--json",
        home="ana",
    ).json  # fmt: skip
    assert sorted(made["songs"]) == sorted(shared.values())
    assert all(credit["bars"] for credit in made["credits"])
    lrc = (tmp_path / "both" / "composition.lrc").read_text()
    assert "window" in lrc or "stones" in lrc or "put" in lrc

    stone = corvia("revoke", shared["ben"], "--json", home="ben").json["tombstone"]
    corvia("community", "export-car", community, "ben.car", home="ben")
    corvia("community", "import-car", "ben.car", home="ana")
    after = corvia("community", "assemble", community, "--no-audio", "--json", home="ana").json
    assert after["songs"] == [shared["ana"]]
    assert stone != shared["ben"]
    songs = corvia("community", "songs", community, "--json", home="ana").json
    assert [s["cid"] for s in songs["songs"]] == [shared["ana"]]


def test_a_flipped_byte_is_named_and_nothing_is_kept(
    circle: tuple[Corvia, str, dict[str, str]], tmp_path: Path
) -> None:
    corvia, community, _ = circle
    data = bytearray((tmp_path / "ben.car").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "bad.car").write_bytes(data)
    refused = corvia("community", "import-car", "bad.car", "--json", home="ana")
    assert refused.code == 10
    assert "byte" in refused.json["error"]["message"]
    songs = corvia("community", "songs", community, "--json", home="ana").json["songs"]
    assert len(songs) == 1


def test_a_preview_shows_all_and_shares_nothing(
    circle: tuple[Corvia, str, dict[str, str]],
) -> None:
    corvia, _, shared = circle
    song = corvia("songs", "--json", home="ben").json["songs"][0]["id"]
    shown = corvia(
        "share", song, "--community", "Evening circle", "--fields", "score,mood", "--preview",
        "--json", home="ben",
    ).json  # fmt: skip
    assert shown["terms"]["fields"] == ["score", "mood"]
    leaving = {part["name"]: part["content"] for part in shown["leaves"]}
    assert "stone" not in "".join(leaving.values()), "words that were not consented to stay"
    assert {"title", "mood", "score"} == set(leaving)
    assert [s["cid"] for s in corvia("shares", "--json", home="ben").json["shares"]] == [
        shared["ben"]
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fields", "soul"), 3),
        (("--until", "2001-01-01"), 3),
        (("--until", "soon"), 3),
        (("--licence", "MINE"), 3),
        (("--community", "Nowhere"), 4),
    ],
)
def test_terms_that_cannot_be_are_named(
    circle: tuple[Corvia, str, dict[str, str]], arguments: tuple[str, ...], code: int
) -> None:
    corvia, community, _ = circle
    song = corvia("songs", "--json", home="ben").json["songs"][0]["id"]
    if "--community" not in arguments:
        arguments = (*arguments, "--community", community)
    answer = corvia("share", song, *arguments, "--json", home="ben")
    assert answer.code == code
    assert answer.json["error"]["message"].endswith(".")
