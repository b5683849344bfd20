"""Peers on real vaults: consent, gathering and assembling, without the cost of the command line."""

from datetime import timedelta
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import BadInput, NotFound, PeerRefused
from corvia_local.model.mood import Mood
from corvia_local.studio import communities, gathering, library, members, sharing
from corvia_local.studio.composing import SongWish, compose, request_from_text
from corvia_local.studio.opening import own_did
from corvia_local.vault.opening import Vault, create_vault
from corvia_sync.cid import Cid

QUICK = KdfLimits(1, 8192)
TEXT = "The house is quiet now and I am not afraid of it. I open a window to the rain."


@pytest.fixture
def ana(tmp_path: Path) -> Vault:
    return create_vault(tmp_path / "ana", "a long night walk", QUICK)[0]


@pytest.fixture
def ben(tmp_path: Path) -> Vault:
    return create_vault(tmp_path / "ben", "another long walk", QUICK)[0]


def song_of(vault: Vault, text: str = TEXT, seed: int = 4) -> str:
    wish = SongWish(start=Mood(-0.3, -0.2), minutes=0.5, seed=seed)
    song = compose(request_from_text(text, wish), with_audio=False)
    return library.keep_song(vault, song).id


def test_what_was_not_consented_to_is_not_among_the_bytes(ana: Vault) -> None:
    communities.create_community(ana, "Circle")
    draft = sharing.prepare_share(ana, song_of(ana), "Circle", ("score",))
    assert b"window" not in draft.content.score
    assert b"rain" not in draft.content.title.encode()
    assert {x.name for x in draft.leaving} == {"title", "score"}
    published = sharing.publish(ana, draft)
    song = gathering.gather(ana, "Circle").songs[0]
    assert (song.cid, song.lines, song.mine) == (published.cid, (), True)


def test_nothing_leaves_by_looking(ana: Vault, tmp_path: Path) -> None:
    view = communities.create_community(ana, "Circle")
    sharing.prepare_share(ana, song_of(ana), "Circle")
    assert sharing.own_shares(ana) == []
    communities.export_car(ana, view.id, tmp_path / "circle.car")
    assert b"window" not in (tmp_path / "circle.car").read_bytes()


def test_only_members_are_heard(ana: Vault, ben: Vault, tmp_path: Path) -> None:
    communities.create_community(ana, "Circle")
    communities.export_car(ana, "Circle", tmp_path / "invitation.car")
    communities.join_community(ben, str(tmp_path / "invitation.car"))
    draft = sharing.prepare_share(ben, song_of(ben), "Circle")
    assert any("no member yet" in words for words in draft.plain_words)
    sharing.publish(ben, draft)
    assert gathering.gather(ben, "Circle").songs == ()
    with pytest.raises(NotFound, match="no song yet"):
        gathering.assemble_community(ben, "Circle", with_audio=False)
    members.add_member(ana, "Circle", own_did(ben))
    communities.export_car(ana, "Circle", tmp_path / "circle.car")
    communities.import_car(ben, tmp_path / "circle.car")
    assert [s.author for s in gathering.gather(ben, "Circle").songs] == [own_did(ben)]


def test_a_stranger_cannot_add_members(ana: Vault, ben: Vault, tmp_path: Path) -> None:
    communities.create_community(ana, "Circle")
    communities.export_car(ana, "Circle", tmp_path / "invitation.car")
    communities.join_community(ben, str(tmp_path / "invitation.car"))
    with pytest.raises(BadInput, match="steward"):
        members.add_member(ben, "Circle", own_did(ben))


def test_an_ended_consent_ends_the_song(ana: Vault) -> None:
    communities.create_community(ana, "Circle")
    kept = sharing.publish(ana, sharing.prepare_share(ana, song_of(ana, seed=1), "Circle"))
    gone = sharing.publish(ana, sharing.prepare_share(ana, song_of(ana, seed=2), "Circle"))
    before = gathering.assemble_community(ana, "Circle", with_audio=False)
    sharing.revoke(ana, gone.cid)
    after = gathering.assemble_community(ana, "Circle", with_audio=False)
    assert [c.cid for c in after.credits] == [kept.cid]
    assert {c.cid for c in before.credits} == {kept.cid, gone.cid}
    ended = {share.cid: share.ended_at for share in sharing.own_shares(ana)}
    assert ended[kept.cid] is None
    assert ended[gone.cid] is not None
    with pytest.raises(NotFound):
        sharing.revoke(ana, "bafyreinothing")


def test_a_consent_that_expired_ends_the_song(ana: Vault) -> None:
    view = communities.create_community(ana, "Circle")
    today = communities.today()
    draft = sharing.prepare_share(ana, song_of(ana), "Circle", until=today.isoformat())
    sharing.publish(ana, draft)
    from corvia_local.vault.blocks import VaultBlocks

    store, community = VaultBlocks(ana), Cid.from_text(view.id)
    made = gathering.assemble_store(store, community, today, with_audio=False)
    assert len(made.credits) == 1
    with pytest.raises(NotFound):
        gathering.assemble_store(store, community, today + timedelta(days=1), with_audio=False)


def test_words_of_harm_meet_a_second_look(ana: Vault) -> None:
    communities.create_community(ana, "Circle")
    wish = SongWish(start=Mood(-0.5, 0.0), minutes=0.5, seed=4)
    words = "I want to end my life.\nThe night is long.\nThe night is long.\nI call my sister."
    from corvia_local.studio.composing import request_from_lyrics

    song = compose(request_from_lyrics(words, wish, after_care=True), with_audio=False)
    kept = library.keep_song(ana, song)
    assert sharing.prepare_share(ana, kept.id, "Circle").second_look
    assert not sharing.prepare_share(ana, song_of(ana), "Circle").second_look


def test_a_broken_file_leaves_nothing_behind(ana: Vault, ben: Vault, tmp_path: Path) -> None:
    communities.create_community(ana, "Circle", door="open")
    sharing.publish(ana, sharing.prepare_share(ana, song_of(ana), "Circle"))
    communities.export_car(ana, "Circle", tmp_path / "circle.car")
    data = bytearray((tmp_path / "circle.car").read_bytes())
    data[-20] ^= 0x40
    (tmp_path / "bad.car").write_bytes(data)
    from corvia_local.vault.blocks import VaultBlocks

    with pytest.raises(PeerRefused, match="byte"):
        communities.import_car(ben, tmp_path / "bad.car")
    assert list(VaultBlocks(ben).cids()) == []
