from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_local.model.score import encode_score
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import DAG_CBOR, cid_of
from corvia_sync.envelope import seal
from corvia_sync.gathering import Gathering, gather, list_communities
from corvia_sync.manifest import make_first_manifest, make_next_manifest
from corvia_sync.manifest_chain import CommunityUnknown
from corvia_sync.signed_object import sign_payload, to_plain
from corvia_sync.song import PublishableSong, Song
from corvia_sync.song_content import SongContent, content_to_share
from corvia_sync.tombstone import make_tombstone


def reasons(gathered: Gathering) -> list[str]:
    return [refusal.reason for refusal in gathered.refusals]


def test_valid_songs_are_gathered_in_cid_order_whatever_the_order_of_blocks(
    share: Any, community: Any, ada: Any, ben: Any, today: date
) -> None:
    shared = [share(ada, title=f"Song {n}") for n in range(5)] + [share(ben, ("score",))]
    blocks = [(community.cid, community.data)]
    blocks += [block for song in shared for block in song.blocks()]
    for order in (blocks, blocks[::-1]):
        store = MemoryBlocks()
        for cid, data in order:
            put_checked(store, cid, data)
        gathered = gather(store, community.cid, today)
        assert [song.cid for song in gathered.songs] == sorted(song.song.cid for song in shared)
        assert gathered.refusals == ()
        assert gathered.manifest == community


def test_a_gathered_song_tells_what_an_assembly_needs(
    store: MemoryBlocks,
    share: Any,
    community: Any,
    ada: Any,
    today: date,
    score: Any,
    replaced: Any,
) -> None:
    share(ada).keep_in(store)
    (song,) = gather(store, community.cid, today).songs
    assert (song.author, song.title, song.licence) == (ada.did, "Song", "CC-BY-SA-4.0")
    assert song.score == replaced(score, title="Song")
    assert song.may_be_composed


def test_the_licence_and_the_purposes_decide_whether_a_song_may_be_composed(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    share(ada, licence="CC-BY-ND-4.0").keep_in(store)
    share(ada, purposes=("listening",)).keep_in(store)
    gathered = gather(store, community.cid, today)
    assert [song.may_be_composed for song in gathered.songs] == [False, False]


def test_an_expired_and_a_future_consent_are_refused_by_their_dates(
    store: MemoryBlocks, share: Any, community: Any, ada: Any
) -> None:
    share(ada).keep_in(store)
    last, first = date(2026, 12, 31), date(2026, 1, 1)
    assert len(gather(store, community.cid, last).songs) == 1
    assert len(gather(store, community.cid, first).songs) == 1
    late = gather(store, community.cid, last + timedelta(days=1))
    assert reasons(late) == ["Its consent ended on 2026-12-31."]
    early = gather(store, community.cid, first - timedelta(days=1))
    assert reasons(early) == ["Its consent begins on 2026-01-01."]


def test_a_song_by_a_stranger_is_refused_until_the_door_is_open(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    stranger = type(ada)(bytes([3]) * 32)
    share(stranger).keep_in(store)
    assert "not a member" in reasons(gather(store, community.cid, today))[0]
    opened = make_next_manifest(ada.seed, community, door="open")
    put_checked(store, opened.cid, opened.data)
    assert len(gather(store, community.cid, today).songs) == 1


def test_a_member_who_left_is_no_longer_gathered(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, ben: Any, today: date
) -> None:
    share(ben).keep_in(store)
    assert len(gather(store, community.cid, today).songs) == 1
    without = make_next_manifest(ada.seed, community, members=(ada.did,))
    put_checked(store, without.cid, without.data)
    assert gather(store, community.cid, today).songs == ()


def test_only_its_author_withdraws_a_song(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, ben: Any, today: date
) -> None:
    shared = share(ada)
    shared.keep_in(store)
    for seed, left in ((ben.seed, 1), (ada.seed, 0)):
        stone = make_tombstone(seed, community.cid, shared.song.cid)
        put_checked(store, stone.cid, stone.data)
        gathered = gather(store, community.cid, today)
        assert len(gathered.songs) == left
    assert reasons(gathered) == ["Its author has withdrawn it."]
    assert len(gathered.tombstones) == 2


def test_a_withdrawal_from_another_community_does_not_count_here(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, unknown_cid: Any, today: date
) -> None:
    shared = share(ada)
    shared.keep_in(store)
    stone = make_tombstone(ada.seed, unknown_cid, shared.song.cid)
    put_checked(store, stone.cid, stone.data)
    assert len(gather(store, community.cid, today).songs) == 1


def test_a_song_for_another_community_is_passed_over(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, unknown_cid: Any, today: date
) -> None:
    share(ada, audience=unknown_cid).keep_in(store)
    gathered = gather(store, community.cid, today)
    assert (gathered.songs, gathered.refusals) == ((), ())


@pytest.mark.parametrize("which", ["receipt", "score"])
def test_a_missing_block_is_named_and_stops_only_its_song(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, today: date, which: str
) -> None:
    whole, lacking = share(ada, title="whole"), share(ada, title="lacking")
    whole.keep_in(store)
    payload = lacking.song.payload
    left_out = payload.receipt if which == "receipt" else payload.score[0]
    for cid, data in lacking.blocks():
        if cid != left_out:
            put_checked(store, cid, data)
    gathered = gather(store, community.cid, today)
    assert [song.title for song in gathered.songs] == ["whole"]
    (refusal,) = gathered.refusals
    assert refusal.cid == lacking.song.cid
    assert left_out.text in refusal.reason


def test_a_block_that_the_store_has_damaged_is_refused(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, today: date
) -> None:
    shared = share(ada)
    shared.keep_in(store)
    damaged = bytearray(shared.song.data)
    damaged[-1] ^= 1
    store.put(shared.song.cid.text, bytes(damaged))
    assert "was changed" in reasons(gather(store, community.cid, today))[0]


def test_a_song_signed_anew_by_another_is_not_covered_by_the_consent(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, ben: Any, today: date, replaced: Any
) -> None:
    shared = share(ada)
    stolen = sign_payload(ben.seed, replaced(shared.song.payload, iss=ben.did))
    PublishableSong(stolen, shared.receipt, shared.content).keep_in(store)
    gathered = gather(store, community.cid, today)
    assert gathered.songs == ()
    assert "someone else" in reasons(gathered)[0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"licence": "CC0-1.0"}, "licence"),
        ({"title": "Other"}, "another title"),
        ({"fields": ("score", "lyric", "mood"), "audio": ()}, "other fields"),
    ],
)
def test_a_song_that_differs_from_its_consent_is_refused(
    store: MemoryBlocks,
    share: Any,
    community: Any,
    ada: Any,
    today: date,
    replaced: Any,
    change: dict[str, Any],
    named: str,
) -> None:
    shared = share(ada)
    other = sign_payload(ada.seed, replaced(shared.song.payload, **change))
    PublishableSong(other, shared.receipt, shared.content).keep_in(store)
    assert named in reasons(gather(store, community.cid, today))[0]


def keep_unchecked(
    store: MemoryBlocks, person: Any, consent: Any, content: SongContent, fields: Any
) -> None:
    """Publish what `make_song` would refuse, as a hostile peer could."""
    receipt = consent(person, content, fields)
    covers = content.covers(fields)
    plain = {
        "title": content.title,
        "licence": receipt.payload.licence,
        "receipt": receipt.cid,
        "fields": list(fields),
        "score": list(covers.score),
    }
    data = seal(person.seed, Song.TAG, plain)
    put_checked(store, cid_of(data, DAG_CBOR), data)
    put_checked(store, receipt.cid, receipt.data)
    for cid, piece in content.blocks():
        put_checked(store, cid, piece)


@pytest.mark.parametrize(
    ("score_change", "fields", "named"),
    [
        ({}, ("score",), "does not cover the lyric"),
        ({"lines": (), "syllables": ()}, ("score",), "does not cover the mood"),
        ({"lines": ("\x1b[2J",)}, ("score", "lyric"), "control characters"),
    ],
)
def test_a_score_that_says_more_than_was_consented_to_is_refused(
    store: MemoryBlocks,
    consent: Any,
    community: Any,
    ada: Any,
    today: date,
    score: Any,
    replaced: Any,
    score_change: dict[str, Any],
    fields: Any,
    named: str,
) -> None:
    moodless = tuple(replaced(s, valence=0, arousal=0) for s in score.sections)
    hostile = replaced(score, title="Song", **score_change)
    if "lyric" in fields:
        hostile = replaced(hostile, sections=moodless)
    content = SongContent(title="Song", score=encode_score(hostile))
    keep_unchecked(store, ada, consent, content, fields)
    assert named in reasons(gather(store, community.cid, today))[0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda data: b" " + data, "one encoding"),
        (lambda data: data[:-1], "cannot be read"),
        (lambda data: data.removesuffix(b"1920}") + b"1921}", "end where"),
    ],
)
def test_a_score_in_another_form_is_refused(
    store: MemoryBlocks,
    consent: Any,
    community: Any,
    ada: Any,
    today: date,
    score: Any,
    change: Any,
    named: str,
) -> None:
    data = content_to_share(score, ("score",), title="Song").score
    keep_unchecked(store, ada, consent, SongContent(title="Song", score=change(data)), ("score",))
    assert named in reasons(gather(store, community.cid, today))[0]


def test_a_forged_manifest_or_tombstone_is_refused_by_name_and_changes_nothing(
    store: MemoryBlocks, share: Any, community: Any, ada: Any, ben: Any, today: date
) -> None:
    shared = share(ada)
    shared.keep_in(store)
    stone = make_tombstone(ada.seed, community.cid, shared.song.cid)
    newer = make_next_manifest(ada.seed, community, members=(ada.did,))
    for genuine in (stone, newer):
        forged = genuine.data[:10] + bytes([genuine.data[10] ^ 1]) + genuine.data[11:]
        put_checked(store, cid_of(forged, DAG_CBOR), forged)
    gathered = gather(store, community.cid, today)
    assert len(gathered.songs) == 1
    assert gathered.manifest == community
    assert len(gathered.refusals) == 2
    assert all("signature" in reason for reason in reasons(gathered))


def test_an_unknown_community_is_not_gathered(
    store: MemoryBlocks, unknown_cid: Any, today: date
) -> None:
    with pytest.raises(CommunityUnknown):
        gather(store, unknown_cid, today)


def test_the_communities_of_a_store_are_listed_with_their_newest_manifest(
    store: MemoryBlocks, community: Any, ada: Any
) -> None:
    other = make_first_manifest(ada.seed, name="Other", purpose="")
    newer = make_next_manifest(ada.seed, community, door="open")
    for manifest in (other, newer):
        put_checked(store, manifest.cid, manifest.data)
    assert list_communities(store) == {community.cid: newer, other.cid: other}
    assert to_plain(newer.payload)["previous"] == community.cid


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_whatever_byte_a_store_has_damaged_the_other_songs_are_gathered(
    share: Any, community: Any, ada: Any, ben: Any, today: date, data: st.DataObject
) -> None:
    store = MemoryBlocks()
    put_checked(store, community.cid, community.data)
    shared = [share(person, ("score", "lyric")) for person in (ada, ben)]
    shared.append(share(ada, ("score",), title="third"))
    for song in shared:
        song.keep_in(store)
    damaged = data.draw(st.sampled_from([c for c in store.cids() if c != community.cid.text]))
    block = bytearray(store.get(damaged) or b"")
    block[data.draw(st.integers(0, len(block) - 1))] ^= data.draw(st.integers(1, 255))
    store.put(damaged, bytes(block))
    untouched = [s.song.cid for s in shared if damaged not in {c.text for c, _ in s.blocks()}]
    gathered = gather(store, community.cid, today)
    assert [song.cid for song in gathered.songs] == sorted(untouched)
    assert untouched
