"""A node that has helpers judge finds what it finds by itself."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from corvia_sync import judging
from corvia_sync.car import write_car
from corvia_sync.cid import DAG_CBOR, cid_of
from corvia_sync.keeping.community_copy import CommunityCopy
from corvia_sync.receipt import PURPOSE_COMPOSITION, make_receipt
from corvia_sync.signed_object import sign_payload
from corvia_sync.song import Song
from corvia_sync.song_content import SongContent


@pytest.fixture
def arrived(tmp_path: Path, community: Any, share: Any, ada: Any) -> Path:
    """Write a file with two good songs, a forged one, and one whose score has a space too many."""
    good = [share(ada, title=f"Song {number}") for number in range(2)]
    blocks = [(community.cid, community.data)]
    for one in good:
        blocks += one.blocks()
    forged = bytearray(good[0].song.data)
    forged[20] ^= 1
    blocks.append((cid_of(bytes(forged), DAG_CBOR), bytes(forged)))
    blocks += _spaced(ada, community, share)
    path = tmp_path / "arrived.car"
    with path.open("wb") as file:
        write_car(file, (community.cid,), blocks)
    return path


def _spaced(person: Any, community: Any, share: Any) -> list[Any]:
    whole = share(person, ("score", "lyric"), "Spaced")
    data = whole.content[0][1].replace(b'{"version":1,', b'{"version":1, ')
    content = SongContent(title="Spaced", score=data)
    receipt = make_receipt(
        person.seed,
        audience=community.cid,
        fields=("score", "lyric"),
        covers=content.covers(("score", "lyric")),
        purposes=(PURPOSE_COMPOSITION,),
        licence="CC-BY-SA-4.0",
        valid_from="2026-01-01",
        valid_until="2026-12-31",
        withdrawal_method="Take it back.",
    )
    payload = Song(
        iss=person.did,
        title="Spaced",
        licence="CC-BY-SA-4.0",
        receipt=receipt.cid,
        fields=("score", "lyric"),
        score=tuple(cid for cid, _ in content.blocks()),
    )
    signed = sign_payload(person.seed, payload)
    return [(receipt.cid, receipt.data), (signed.cid, signed.data), *content.blocks()]


def test_helpers_find_what_one_process_finds(
    arrived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = CommunityCopy(tmp_path / "alone")
    refused = alone.bring_file(arrived)
    monkeypatch.setattr(judging, "_WORTH_HELP_BYTES", 0)
    monkeypatch.setattr(judging, "_BATCH_BYTES", 1)
    monkeypatch.setattr(judging, "_processors", lambda: 2)
    helped = CommunityCopy(tmp_path / "helped")
    assert helped.bring_file(arrived) == refused
    assert helped.counts() == alone.counts()
    assert list(helped.blocks.cids()) == list(alone.blocks.cids())
    assert helped.counts()["songs"] == 2
    assert sorted(one.reason.split(":")[0] for one in refused) == [
        "Its score is not in the one encoding that is specified.",
        "The signature does not fit",
    ]
    alone.close()
    helped.close()


def test_a_helper_that_ends_early_ends_the_import_and_nothing_is_kept(
    arrived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "_WORTH_HELP_BYTES", 0)
    monkeypatch.setattr(judging, "_processors", lambda: 2)
    submit = ProcessPoolExecutor.submit

    def ended(pool: ProcessPoolExecutor, *_: Any) -> Any:
        for _unused in range(2):
            future = submit(pool, exit_at_once)
        return future

    monkeypatch.setattr(ProcessPoolExecutor, "submit", ended)
    copy = CommunityCopy(tmp_path / "node")
    with pytest.raises(judging.HelpersLost, match="Try again"):
        copy.bring_file(arrived)
    assert copy.counts() == {"blocks": 0, "songs": 0}
    copy.close()


def exit_at_once() -> None:
    """End this process as the kernel ends one that takes too much memory."""
    import os

    os._exit(9)


def test_a_file_that_is_changed_while_helpers_read_it_is_not_believed(
    arrived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept was hashed here; what was judged elsewhere has to have the same hash."""
    monkeypatch.setattr(judging, "_WORTH_HELP_BYTES", 0)
    monkeypatch.setattr(judging, "_processors", lambda: 2)
    other = tmp_path / "other.car"
    other.write_bytes(bytes(arrived.stat().st_size))
    monkeypatch.setattr(Path, "absolute", lambda _: other)
    copy = CommunityCopy(tmp_path / "node")
    refused = copy.bring_file(arrived)
    assert copy.counts()["songs"] == 0
    assert sum("score" in one.reason for one in refused) >= 3
    copy.close()


def test_a_file_that_goes_away_while_helpers_read_it_is_told(
    arrived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "_WORTH_HELP_BYTES", 0)
    monkeypatch.setattr(judging, "_processors", lambda: 2)
    monkeypatch.setattr(Path, "absolute", lambda _: tmp_path / "gone.car")
    copy = CommunityCopy(tmp_path / "node")
    with pytest.raises(judging.HelpersLost, match="went away"):
        copy.bring_file(arrived)
    assert copy.counts() == {"blocks": 0, "songs": 0}
    copy.close()
